/*
 * Apache httpd, in the foreground, with the modules that a plain site loads:
 *
 *   apache2 -f apache.conf -DFOREGROUND
 *
 * It writes each request into several logs, one a format, at once; SIGTERM ends it. Started by root, its children are
 * www-data. Every page asks for a password and takes any, so that the logs have a user.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Special, Specials } from './rig/compare-counts.ts'
import { NO_HTTP, type Asked } from './rig/exchanges.ts'
import { testServer, type ServedLog } from './rig/test-server.ts'

// As in Debian's apache2.conf: the bytes are those on the wire, heads included.
const COMBINED = '%h %l %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i"'
const TIMES = `%v %a %l %u [%{%d/%b/%Y:%H:%M:%S %z}t] "%r" %s %B %D "%{User-agent}i" "%{Cookie}i" "%{X-Forwarded-For}i"`
const PARTS = '%{sec}t %{remote}p %m "%U" "%q" %H %>s "%{User-Agent}i" "%{Authorization}i" %{X-Request-Id}i'

const UNREAD: Asked = { method: 'GET', feature: 'simulateur', isRobot: true }
const AT_THE_LINE = 'refused at the request line: the agent is not read'
const SPECIALS: Specials = {
  'a fragment': { because: AT_THE_LINE, asked: [UNREAD] },
  'spaces in the target': { because: `${AT_THE_LINE}, what follows the second space not logged`, asked: [UNREAD] },
  'more spaces than needed': { because: AT_THE_LINE, asked: [UNREAD] },
  'a carriage return in the target': { because: `${AT_THE_LINE}, a space is logged instead`, asked: [UNREAD] },
  'NUL in the target': { because: 'the line is cut there: `"GET /simulateur/a" 400`', asked: [UNREAD] },
  'a header without a colon': { because: 'refused at that header: the agent is not read', asked: [UNREAD] },
  'HTTP/0.9, whose answer has no status': {
    because: 'HTTP/0.9 has no head, hence no password: 401',
    asked: [{ ...UNREAD, status: 401 }],
  },
  'an empty line, then nothing': { because: 'no request was begun: nothing is logged', asked: [] },
  'a request line that ends too soon': { because: 'no request was read: nothing is logged', asked: [] },
}

// `%U` is what the path was mapped to; `check` says that a string with it is a bad choice.
const ROOT: Asked = { method: 'GET', fate: 'unmatched' }
const THREE: Special = {
  because: '%U of `/` is /index.html',
  asked: [{ method: 'GET', feature: 'simulateur' }, ROOT, { method: 'GET', feature: 'absent' }],
}
const IN_PARTS: Specials = {
  'the root': { because: '%U of `/` is /index.html', asked: [ROOT] },
  'three requests on one connection': THREE,
  'three requests at once': THREE,
  'absolute form, foreign host': { because: '%U has no host', asked: [{ method: 'GET', feature: 'simulateur' }] },
  'NUL in the target': { because: '%m and %U are `-`', asked: [NO_HTTP] },
}

type ApacheLog = ServedLog & { readonly string: string }
const LOGS: readonly ApacheLog[] = [
  { file: 'combined.log', string: COMBINED, format: 'combined', auto: 'combined', hasAgent: true },
  {
    file: 'other_vhosts_access.log',
    string: `%v:%p ${COMBINED}`,
    format: 'vhost_combined',
    auto: 'vhost_combined',
    hasAgent: true,
  },
  { file: 'common.log', string: '%h %l %u %t "%r" %>s %O', format: 'common', auto: 'common', hasAgent: false },
  { file: 'times.log', string: TIMES, format: TIMES, hasAgent: true },
  { file: 'parts.log', string: PARTS, format: PARTS, hasAgent: true, specials: IN_PARTS },
]

const MODULES = 'mpm_event authz_core authz_user authn_core authn_anon auth_basic alias dir proxy proxy_http'.split(' ')

testServer({
  server: 'apache2',
  gracefulSignal: 'SIGTERM',
  zone: 'Pacific/Kiritimati',
  specials: SPECIALS,
  logs: LOGS,
  configure: (folder, ports) => {
    const at = (name: string): string => join(folder, name)
    const toOrigin = ['/depot', '/api', '/demarches'].map(
      (path) => `ProxyPass ${path} http://127.0.0.1:${ports.origin}${path}`,
    )
    const configuration = `
${MODULES.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
ServerRoot ${folder}
ServerName www.example.fr
Listen 127.0.0.1:${ports.own}
User www-data
Group www-data
PidFile ${at('pid')}
DefaultRuntimeDir ${folder}
ErrorLog ${at('error.log')}
StartServers 1
ServerLimit 1
ThreadsPerChild 8
MaxRequestWorkers 8
DocumentRoot ${at('site')}
${toOrigin.join('\n')}
Redirect 301 /ancien http://www.example.fr/simulateur
Redirect 204 /vide
Redirect 500 /panne
<Location "/">
  AuthType Basic
  AuthName essai
  AuthBasicProvider anon
  Anonymous *
  Require valid-user
</Location>
<Location "/pret">
  Require all granted
</Location>
${LOGS.map(({ file, string }) => `CustomLog ${at(file)} "${string.replaceAll('"', '\\"')}"`).join('\n')}
`
    writeFileSync(at('apache.conf'), configuration)
    return ['-f', at('apache.conf'), '-DFOREGROUND']
  },
})
