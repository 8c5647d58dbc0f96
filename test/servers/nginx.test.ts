/*
 * nginx, in the foreground, as one process that never forks:
 *
 *   nginx -e error.log -c nginx.conf      (daemon off; master_process off)
 *
 * It writes each request into several logs, one a format; SIGQUIT ends it once all is written.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Special, Specials } from './rig/compare-counts.ts'
import { NO_HTTP, type Asked } from './rig/exchanges.ts'
import { testServer, type ServedLog } from './rig/test-server.ts'

const COMBINED =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"'
const MAIN = `${COMBINED} "$http_x_forwarded_for"`
const TIMES = `$host ${COMBINED} $request_time $upstream_response_time "$http_cookie" $http_x_request_id`
const PARTS =
  '$msec $remote_addr $request_method "$request_uri" $server_protocol $status "$http_user_agent" "$http_authorization"'
const JSON_KEYS =
  '{"time":"$time_iso8601","addr":"$remote_addr","user":"$remote_user","request":"$request","status":$status,"bytes":$body_bytes_sent,"rt":$request_time,"ut":"$upstream_response_time","ref":"$http_referer","ua":"$http_user_agent","host":"$host","cookie":"$http_cookie"}'

const UNREAD: Asked = { method: 'GET', feature: 'simulateur', isRobot: true }
const AT_THE_LINE: Special = { because: 'refused at the request line: the agent is not read', asked: [UNREAD] }
const SPECIALS: Specials = {
  'broken percent signs': AT_THE_LINE,
  'a percent sign at the end': AT_THE_LINE,
  'spaces in the target': AT_THE_LINE,
  'a carriage return in the target': { because: 'the line is cut there: `"GET /simulateur/a" 400`', asked: [UNREAD] },
  'NUL in the target': AT_THE_LINE,
  'HTTP/9.9': AT_THE_LINE,
  'an empty line, then nothing': {
    because: 'a request was begun, hence `"" 400`, although nothing is answered',
    asked: [{ ...NO_HTTP, status: 400 }],
  },
  'a request line that ends too soon': {
    because: '`"GET /simul" 400`, which looks like HTTP/0.9',
    asked: [{ method: 'GET', fate: 'unmatched', status: 400 }],
  },
}

const NO_PARTS: Special = { because: 'refused at the request line: its parts are `-`', asked: [NO_HTTP] }
const IN_PARTS: Specials = {
  'a method in small letters': NO_PARTS,
  'broken percent signs': NO_PARTS,
  'a percent sign at the end': NO_PARTS,
  'spaces in the target': NO_PARTS,
  'a carriage return in the target': NO_PARTS,
  'NUL in the target': NO_PARTS,
  'HTTP/9.9': NO_PARTS,
  'OPTIONS for the whole server': NO_PARTS,
  CONNECT: NO_PARTS,
  'a request line that ends too soon': { ...NO_PARTS, asked: [{ ...NO_HTTP, status: 400 }] },
  'absolute form, foreign host': {
    because: '$request_uri has no host',
    asked: [{ method: 'GET', feature: 'simulateur' }],
  },
}

type NginxLog = ServedLog & { readonly string?: string; readonly escape?: 'json' }
const LOGS: readonly NginxLog[] = [
  { file: 'combined.log', format: 'combined', auto: 'combined', hasAgent: true },
  { file: 'main.log', string: MAIN, format: 'nginx_main', auto: 'nginx_main', hasAgent: true },
  { file: 'times.log', string: TIMES, format: TIMES, hasAgent: true },
  { file: 'parts.log', string: PARTS, format: PARTS, hasAgent: true, specials: IN_PARTS },
  { file: 'json.log', string: JSON_KEYS, escape: 'json', format: 'nginx_json', auto: 'nginx_json', hasAgent: true },
]

testServer({
  server: 'nginx',
  gracefulSignal: 'SIGQUIT',
  zone: 'Pacific/Kiritimati',
  specials: SPECIALS,
  // Its own code for "the client closed the connection".
  statusOfHangUp: 499,
  logs: LOGS,
  configure: (folder, ports) => {
    const at = (name: string): string => join(folder, name)
    const logs = LOGS.map(({ file, string, escape }) =>
      string === undefined
        ? `access_log ${at(file)};`
        : `log_format ${file} escape=${escape ?? 'default'} '${string}'; access_log ${at(file)} ${file};`,
    )
    const configuration = `
daemon off;
master_process off;
pid ${at('pid')};
error_log ${at('error.log')};
events {}
http {
  client_body_temp_path ${at('body')}; proxy_temp_path ${at('proxy')}; fastcgi_temp_path ${at('fastcgi')};
  uwsgi_temp_path ${at('uwsgi')}; scgi_temp_path ${at('scgi')};
  ${logs.join('\n  ')}
  server {
    listen 127.0.0.1:${ports.own};
    root ${at('site')};
    location = /vide { return 204; }
    location = /panne { return 500; }
    location = /ancien { return 301 /simulateur; }
    location = /demarches/12/dossier { return 303 /simulateur; }
    location = /api/v1/calculate { return 200 "{}"; }
    location = /depot { return 201; }
    location = /lent { proxy_pass http://127.0.0.1:${ports.origin}; }
  }
}
`
    writeFileSync(at('nginx.conf'), configuration)
    return ['-e', at('error.log'), '-c', at('nginx.conf')]
  },
})
