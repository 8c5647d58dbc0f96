/*
 * Squid, in front of an origin, in the foreground, as one process:
 *
 *   squid -N -f squid.conf
 *
 * It writes each request into several logs, one a format, at once; SIGTERM ends it. Started by root, it becomes the
 * user proxy.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Special, Specials } from './rig/compare-counts.ts'
import { MISREAD, NO_HTTP, type Asked } from './rig/exchanges.ts'
import { testServer, type ServedLog } from './rig/test-server.ts'

const FORGED: Special = { because: 'quotes are written raw: it has two readings', asked: [MISREAD] }
const LOGS: readonly (ServedLog & { readonly name: string })[] = [
  { file: 'access.log', name: 'squid', format: 'squid', auto: 'squid', hasAgent: false },
  { file: 'common.log', name: 'common', format: 'squid_common', auto: 'squid_common', hasAgent: false },
  {
    file: 'combined.log',
    name: 'combined',
    format: 'squid_combined',
    auto: 'squid_combined',
    hasAgent: true,
    specials: {
      'an agent that imitates fields': FORGED,
      'quotes and backslashes in the agent': FORGED,
      'a referrer that imitates fields': FORGED,
    },
  },
]

const SIMULATOR: Asked = { method: 'GET', feature: 'simulateur' }
const NO_REQUEST = 'no head came: `000 0 - error:transaction-end-before-headers`'
const SPECIALS: Specials = {
  'OPTIONS for the whole server': {
    because: 'the target is glued to the host: `http://www.example.fr*/`',
    asked: [{ method: 'OPTIONS', fate: 'method' }],
  },
  'a method in small letters': { because: 'it is put into capitals', asked: [SIMULATOR] },
  CONNECT: { because: 'refused: `- error:method-not-allowed`', asked: [NO_HTTP] },
  'absolute form, foreign host': { because: 'a reverse proxy knows one host', asked: [SIMULATOR] },
  'neither path nor address': {
    because: 'the target is glued to the host: `http://www.example.frsimulateur/`',
    asked: [{ method: 'GET', fate: 'unmatched' }],
  },
  'NUL in the target': { because: 'refused: `- error:invalid-request`', asked: [NO_HTTP] },
  'HTTP/0.9, whose answer has no status': {
    because: 'refused, with a status',
    asked: [{ ...SIMULATOR, isRobot: true, status: 400 }],
  },
  'HTTP/9.9': {
    because: 'refused, without a method; then the rest of the connection is a request that never came',
    asked: [NO_HTTP, { ...NO_HTTP, status: 0 }],
  },
  'an empty line, then nothing': { because: NO_REQUEST, asked: [NO_HTTP] },
  'not a byte': { because: NO_REQUEST, asked: [NO_HTTP] },
  'a head that ends too soon': { because: NO_REQUEST, asked: [NO_HTTP] },
  'a request line that ends too soon': { because: NO_REQUEST, asked: [NO_HTTP] },
  'a head of 70 000 bytes': { because: 'refused: `- error:request-too-large`', asked: [NO_HTTP] },
  'a header without a colon': { because: 'refused, without a method', asked: [NO_HTTP] },
}

testServer({
  server: 'squid',
  gracefulSignal: 'SIGTERM',
  zone: 'Pacific/Kiritimati',
  specials: SPECIALS,
  // It answered nobody: 000.
  statusOfHangUp: 0,
  logs: LOGS,
  configure: (folder, ports) => {
    const at = (name: string): string => join(folder, name)
    const configuration = `
http_port 127.0.0.1:${ports.own} accel defaultsite=www.example.fr no-vhost
cache_peer 127.0.0.1 parent ${ports.origin} 0 no-query no-digest no-netdb-exchange originserver name=origin
cache_peer_access origin allow all
never_direct allow all
http_access allow all
cache deny all
cache_mem 8 MB
visible_hostname www.example.fr
pid_filename ${at('pid')}
cache_log ${at('cache.log')}
coredump_dir ${folder}
netdb_filename none
pinger_enable off
shutdown_lifetime 0 seconds
# Else the log has no query at all.
strip_query_terms off
${LOGS.map(({ file, name }) => `access_log stdio:${at(file)} ${name}`).join('\n')}
`
    writeFileSync(at('squid.conf'), configuration)
    return ['-N', '-f', at('squid.conf')]
  },
})
