/*
 * lighttpd, in the foreground:
 *
 *   lighttpd -D -f lighttpd.conf
 *
 * It has one log format at a time, so it is started twice. SIGINT ends it once its log is written. Every page asks for a
 * password, so that the log has a user; where no file is, it asks an origin.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Special, Specials } from './rig/compare-counts.ts'
import { NO_HTTP, type Asked } from './rig/exchanges.ts'
import { testServer, type ServedLog } from './rig/test-server.ts'

const TIMES = '%h %V %u %t "%r" %>s %B %D "%{Referer}i" "%{User-Agent}i" "%{Cookie}i" "%{X-Forwarded-For}i"'

const LOGS: readonly (ServedLog & { readonly string?: string })[] = [
  { file: 'access.log', format: 'lighttpd', auto: 'lighttpd', hasAgent: true },
  { file: 'times.log', string: TIMES, format: TIMES, hasAgent: true },
]

const UNREAD: Asked = { method: 'GET', feature: 'simulateur', isRobot: true }
const REFUSED: Special = { because: 'nothing of the request line is logged: `"  " 400`', asked: [NO_HTTP] }
const NOT_LOGGED: Special = { because: 'the head did not end: nothing is logged', asked: [] }
const SPECIALS: Specials = {
  'a method of nobody': REFUSED,
  'a method in small letters': REFUSED,
  CONNECT: { because: 'it has no target: `"CONNECT  HTTP/1.1" 400`', asked: [NO_HTTP] },
  'more spaces than needed': REFUSED,
  'absolute form, foreign host': { because: 'refused for its host, which is not logged', asked: [UNREAD] },
  'HTTP/0.9, whose answer has no status': NOT_LOGGED,
  'HTTP/9.9': REFUSED,
  'a head that ends too soon': NOT_LOGGED,
  'a request line that ends too soon': NOT_LOGGED,
  'a head of 70 000 bytes': REFUSED,
  'a header without a colon': { because: 'refused at that header: the agent is not logged', asked: [UNREAD] },
}

for (const log of LOGS)
  testServer({
    server: 'lighttpd',
    gracefulSignal: 'SIGINT',
    zone: 'Pacific/Kiritimati',
    specials: SPECIALS,
    logs: [log],
    configure: (folder, ports) => {
      const at = (name: string): string => join(folder, name)
      const configuration = `
server.modules = ("mod_auth", "mod_authn_file", "mod_proxy", "mod_accesslog")
server.bind = "127.0.0.1"
server.port = ${ports.own}
server.document-root = "${at('site')}"
server.errorlog = "${at('error.log')}"
server.pid-file = "${at('pid')}"
server.upload-dirs = ("${folder}")
index-file.names = ("index.html")
accesslog.filename = "${at(log.file)}"
${log.string === undefined ? '' : `accesslog.format = "${log.string.replaceAll('"', '\\"')}"`}
auth.backend = "plain"
auth.backend.plain.userfile = "${at('passwords')}"
$HTTP["url"] != "/pret" {
  auth.require = ("/" => ("method" => "basic", "realm" => "essai", "require" => "valid-user"))
}
$HTTP["url"] =~ "^/(?:depot|api|demarches|vide|ancien|panne|lent)" {
  proxy.server = ("" => (("host" => "127.0.0.1", "port" => ${ports.origin})))
}
`
      writeFileSync(at('passwords'), 'LEAK-user:LEAK-word\n')
      writeFileSync(at('lighttpd.conf'), configuration)
      return ['-D', '-f', at('lighttpd.conf')]
    },
  })
