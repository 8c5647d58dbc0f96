import { describe, expect, it } from 'vitest'
import { BROWSER, hitOf, type HitInWords } from './test-gate.ts'

type Case = { readonly why: string; readonly line: string; readonly then: Partial<HitInWords> }

const USE = { fate: 'counted', feature: 'simulateur', day: '2026-03-10', hour: 9 }
const NO_REQUEST = { fate: 'not-a-request', reason: undefined }

function describeFormat(format: string, cases: readonly Case[]): void {
  describe(format, () => {
    it.each(cases)('$why', ({ line, then }) => {
      expect(hitOf(line, { format })).toMatchObject(then)
    })
  })
}

const haproxy = (request: string, more = '0/0/1/45/46 200 3126 - - ---- 4/2/1/0/0 0/0'): string =>
  `203.0.113.7:51234 [10/Mar/2026:09:31:24.655] www~ app/web1 ${more} "${request}"`
const CUT_TARGET = `/simulateur?${'LEAK='.repeat(190)}`

describeFormat('haproxy', [
  { why: 'a request, on the clock of the machine', line: haproxy('GET /simulateur HTTP/1.1'), then: USE },
  { why: 'an escaped quote', line: haproxy('GET /simulateur/a#22b HTTP/1.1'), then: USE },
  { why: 'escaped letters in the path', line: haproxy('GET /simulate#75r HTTP/1.1'), then: USE },
  { why: 'escaped bytes of a path', line: haproxy('GET /caf#C3#A9 HTTP/1.1'), then: { ...USE, feature: 'accents' } },
  { why: 'a # that is none', line: haproxy('GET /simulateur#x HTTP/1.1'), then: USE },
  { why: 'the end of an escape is missing', line: haproxy('GET /simulateur#2 HTTP/1.1'), then: USE },
  {
    why: 'an escape that no digits follow',
    line: haproxy('GET /search?type=aide#zz HTTP/1.1'),
    then: { feature: 'search' },
  },
  { why: 'a bad request', line: haproxy('<BADREQ>'), then: { fate: 'malformed', reason: 'bad-request' } },
  {
    why: 'no answer went out',
    line: haproxy('GET /simulateur HTTP/1.1', '-1/-1/-1/-1/46 -1 0 - - CR-- 4/2/1/0/0 0/0'),
    then: { fate: 'failed', status: 'none', bytes: 0 },
  },
  {
    why: 'still running: the bytes up to then',
    line: haproxy(
      'GET /simulateur HTTP/1.1',
      '0/0/1/45/+46 200 +3126 - - --NN 4/2/1/0/+0 0/0 {www.example.fr|A {LEAK} b} {}',
    ),
    then: USE,
  },
  {
    why: 'fields of TLS after the request',
    line: `${haproxy('GET /simulateur HTTP/1.1')} 0/00/0/0/0 -/TLSv1.3/-`,
    then: USE,
  },
  {
    why: 'an older version, and no server',
    line: haproxy('GET /simulateur HTTP/1.1', '-1/-1/-1/-1/0 503 213 - - SC-- 1/1/0/0/0 0/0').replace(
      'web1',
      '<NOSRV>',
    ),
    then: { fate: 'failed', status: '5xx' },
  },
  { why: 'cut by syslog after its path', line: haproxy(`GET ${CUT_TARGET}`).slice(0, 1000), then: USE },
  { why: 'cut so, the header peeled off', line: haproxy(`GET ${CUT_TARGET}`).slice(0, 960), then: USE },
  {
    why: 'cut before it was full',
    line: haproxy(`GET ${CUT_TARGET}`).slice(0, 900),
    then: { fate: 'malformed', reason: 'bad-line' },
  },
  {
    why: 'cut within its path',
    line: haproxy(`GET /simulateur/${'LEAK/'.repeat(190)}`).slice(0, 1000),
    then: { fate: 'malformed', reason: 'bad-line' },
  },
  {
    why: 'no handshake',
    line: '203.0.113.7:51234 [10/Mar/2026:09:31:24.655] www~/1: SSL handshake failure',
    then: NO_REQUEST,
  },
  { why: 'a connection', line: 'Connect from 203.0.113.7:51234 to 198.51.100.4:443 (www/HTTP)', then: NO_REQUEST },
  { why: 'its own end', line: 'Proxy www stopped (cumulated conns: FE: 68, BE: 0).', then: NO_REQUEST },
  { why: 'a server that is gone', line: 'Server app/web1 is DOWN, reason: Layer4 timeout', then: NO_REQUEST },
  {
    why: 'no message: a line cut before its third word ends',
    line: '203.0.113.7:51234 [10/Mar/2026:09:31:24.655] www~:',
    then: { fate: 'malformed', reason: 'bad-line' },
  },
  {
    why: 'no message: no time',
    line: '203.0.113.7:51234 - www~: SSL handshake failure',
    then: { fate: 'malformed', reason: 'bad-line' },
  },
  {
    why: 'no message: a time that is not closed',
    line: '203.0.113.7:51234 [10/Mar/2026:09:31:24.655 www~: x',
    then: { fate: 'malformed', reason: 'bad-line' },
  },
])

const clf = (status: string, bytes = '3126', ta = '46'): string =>
  `203.0.113.7 - - [10/Mar/2026:08:31:24 +0000] "GET /simulateur/a#22b HTTP/1.1" ${status} ${bytes} "" "" 51234 655 "www~" "app" "web1" 0 0 1 45 ${ta} "----" 4 2 1 0 0 0 0 "" "" "" ""`
describeFormat('haproxy_clf', [
  { why: 'a request', line: clf('200'), then: { ...USE, bytes: 3126 } },
  { why: 'still running', line: clf('200', '+3126', '+46'), then: USE },
  {
    why: 'no handshake',
    line: '203.0.113.7:51234 [10/Mar/2026:09:31:24.655] www~/1: SSL handshake failure',
    then: NO_REQUEST,
  },
])

const traefik = (more: string, request = 'GET /simulateur HTTP/1.1'): string =>
  `203.0.113.7 - - [10/Mar/2026:08:31:24 +0000] "${request}" ${more} 500 "web@docker -> b@docker" "http://198.51.100.20:80" 46ms`
const TRAEFIK_MESSAGES = [
  'time="2026-03-10T09:31:24+01:00" level=error msg="LEAK"',
  '2026-03-10T08:31:24Z ERR github.com/LEAK.go:12 > LEAK error="LEAK"',
  '2026-03-10T09:31:24+01:00 INF LEAK',
  '{"entryPointName":"LEAK","level":"error","msg":"LEAK","time":"2026-03-10T08:31:24Z"}',
]
describeFormat('traefik', [
  ...TRAEFIK_MESSAGES.map((line) => ({ why: `a message: ${line}`, line, then: NO_REQUEST })),
  ...['2026-03-10T08:31:24Z', '2026-03-10T08:31:24Z Err LEAK', '2026-03-10 08:31:24Z ERR LEAK', 'LEAK time="'].map(
    (line) => ({
      why: `no message: ${line}`,
      line,
      then: { fate: 'malformed', reason: 'bad-line' },
    }),
  ),
  { why: 'a request of a browser', line: traefik(`200 3126 "-" "${BROWSER}"`), then: { ...USE, browser: 'firefox' } },
  {
    why: 'answered by Traefik itself: nobody knows how',
    line: traefik(`- - "-" "${BROWSER}"`),
    then: { fate: 'malformed', reason: 'no-status', status: undefined, method: 'GET', day: '2026-03-10' },
  },
  {
    why: 'no HTTP, which is said first',
    line: traefik(`- - "-" "${BROWSER}"`, 'LEAK'),
    then: { fate: 'malformed', reason: 'bad-request' },
  },
  {
    why: 'a status of 0 is no answer',
    line: traefik(`0 0 "-" "${BROWSER}"`),
    then: { fate: 'failed', status: 'none' },
  },
  {
    why: 'raw quotes in the agent',
    line: traefik(`200 3126 "-" "${BROWSER} "LEAK" b"`),
    then: { ...USE, browser: 'firefox' },
  },
  {
    why: 'an agent that imitates the end',
    line: traefik(`200 3126 "-" "x" 1 "a" "b" 1ms" 2 "c" "d"`),
    then: { fate: 'malformed', reason: 'bad-line' },
  },
])

const envoy = (status: string, request = 'GET /simulateur HTTP/2', agent = BROWSER): string =>
  `[2026-03-10T08:31:24.655Z] "${request}" ${status} - 0 3126 46 45 "203.0.113.7" "${agent}" "LEAK" "www.example.fr" "198.51.100.20:8080"`
describeFormat('envoy', [
  { why: 'a request', line: envoy('200'), then: { ...USE, browser: 'firefox', bytes: 3126 } },
  { why: 'no answer', line: envoy('0'), then: { fate: 'failed', status: 'none' } },
  { why: 'no HTTP', line: envoy('400', '- - -', '-'), then: { fate: 'malformed', reason: 'bad-request' } },
  { why: 'raw quotes in the agent', line: envoy('200', undefined, `${BROWSER} "LEAK"`), then: USE },
])

const squid = (more: string): string =>
  `1773131484.655     46 203.0.113.7 ${more} - HIER_DIRECT/198.51.100.20 text/html`
describeFormat('squid', [
  { why: 'a page', line: squid('TCP_MISS/200 3126 GET http://www.example.fr/simulateur'), then: USE },
  {
    why: 'another site',
    line: squid('TCP_MISS/200 3126 GET http://www.example.org/simulateur'),
    then: { fate: 'unmatched' },
  },
  {
    why: 'nobody was answered',
    line: squid('TCP_MISS_ABORTED/000 0 GET http://www.example.fr/simulateur'),
    then: { fate: 'failed', status: 'none' },
  },
  { why: 'a tunnel', line: squid('TCP_TUNNEL/200 6256 CONNECT www.example.fr:443'), then: { fate: 'method' } },
  {
    why: 'no request',
    line: squid('NONE/400 3364 GET error:invalid-request'),
    then: { fate: 'malformed', reason: 'bad-request' },
  },
  {
    why: 'nothing at all was sent',
    line: squid('NONE/000 0 - error:transaction-end-before-headers'),
    then: { fate: 'malformed', reason: 'bad-request' },
  },
  {
    why: 'a field more at the end',
    line: `${squid('TCP_MISS/200 3126 GET http://www.example.fr/simulateur')} 902.872`,
    then: USE,
  },
  {
    why: 'no spaces before the time it took',
    line: squid('TCP_MISS/200 1 GET http://www.example.fr/simulateur').replace('    46', '123456'),
    then: USE,
  },
])

const squidLine = (middle: string): string =>
  `203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "GET http://www.example.fr/simulateur HTTP/1.1" 200 3126${middle} TCP_MISS:HIER_DIRECT`
describeFormat('squid_common', [{ why: 'a page', line: squidLine(''), then: USE }])
describeFormat('squid_combined', [
  { why: 'a page', line: squidLine(` "-" "${BROWSER}"`), then: { ...USE, browser: 'firefox' } },
  { why: 'raw quotes in the agent', line: squidLine(` "-" "${BROWSER} "LEAK" b"`), then: USE },
])

const elb = (more: string, times = '0.000086 0.041048 0.001337'): string =>
  `2026-03-10T08:31:24.655123Z demo-lb 203.0.113.7:51234 198.51.100.20:80 ${times} ${more} ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2`
const GET = 'GET https://www.example.fr:443/simulateur HTTP/1.1'
describeFormat('elb', [
  {
    why: 'a request',
    line: elb(`200 200 0 3126 "${GET}" "${BROWSER}"`),
    then: { ...USE, browser: 'firefox', bytes: 3126 },
  },
  {
    why: 'no server answered',
    line: elb(`504 0 0 0 "${GET}" "${BROWSER}"`, '-1 -1 -1'),
    then: { fate: 'failed', status: '5xx' },
  },
  { why: 'a listener of TCP', line: elb('- - 82 305 "- - - " "-"'), then: NO_REQUEST },
  {
    why: 'a raw quote in the target',
    line: elb(`404 404 0 1 "GET https://www.example.fr:443/simulateur/a"b HTTP/1.1" "${BROWSER}"`),
    then: { fate: 'failed', feature: 'simulateur' },
  },
  {
    why: 'a raw quote in the agent, which hides nothing before it',
    line: elb(`404 404 0 1 "${GET}" "${BROWSER} "LEAK""`),
    then: { fate: 'failed' },
  },
])
describeFormat('alb', [
  {
    why: 'a request',
    line: `h2 ${elb(`200 200 0 3126 "${GET}" "${BROWSER}"`)} arn:LEAK "Root=LEAK" "www.example.fr" "-" 0`,
    then: { ...USE, bytes: 3126 },
  },
  {
    why: 'fields that came later',
    line: `h2 ${elb(`200 200 0 3126 "${GET}" "${BROWSER}"`)} - "-" "-" "-" 0 - "a" "-" "-" "-" "-" "-" "-" TID_LEAK "x" `,
    then: USE,
  },
  {
    why: 'a bad request',
    line: `http ${elb('400 - 0 272 "- http://www.example.fr:80- -" "-"', '-1 -1 -1')} - "-"`,
    then: { fate: 'malformed', reason: 'bad-request' },
  },
  {
    why: 'no line of elb',
    line: elb(`200 200 0 3126 "${GET}" "${BROWSER}"`),
    then: { fate: 'malformed', reason: 'bad-line' },
  },
])

const s3 = (more: string, end = ' - LEAK - TLS_AES_128_GCM_SHA256 - www.example.fr TLSv1.3 - -'): string =>
  `LEAK bucket.example.fr [10/Mar/2026:08:31:24 +0000] 203.0.113.7 arn:aws:iam::0:user/LEAK LEAK WEBSITE.GET.OBJECT a%2520b ${more}${end}`
describeFormat('s3', [
  {
    why: 'an object',
    line: s3(`"GET /simulateur HTTP/1.1" 200 - 3126 3126 10 9 "-" "${BROWSER}"`),
    then: { ...USE, bytes: 3126, browser: 'firefox' },
  },
  {
    why: 'an older line, without host',
    line: s3(`"GET /simulateur HTTP/1.1" 200 - 3126 3126 10 9 "-" "${BROWSER}"`, ''),
    then: USE,
  },
  {
    why: 'no object',
    line: s3(`"GET /simulateur HTTP/1.1" 404 NoSuchKey 368 - 10 - "-" "${BROWSER}"`),
    then: { fate: 'failed' },
  },
  { why: 'an object that expired', line: s3('"-" - - - 3126 - - "-" "-"'), then: NO_REQUEST },
  { why: 'an object deleted in a batch', line: s3('- 204 - - 10 - - - -'), then: NO_REQUEST },
  { why: 'the same before 2019', line: s3('- 204 - - 10 - - - -', ' -'), then: NO_REQUEST },
  { why: 'an object that is copied', line: s3('- - - - 10 - - - -'), then: NO_REQUEST },
  {
    why: 'no agent',
    line: s3(`"GET /simulateur HTTP/1.1" 200 - 1 1 1 1 "https://www.example.fr/" -`),
    then: { fate: 'robot', browser: 'unknown' },
  },
  {
    why: 'no referrer',
    line: s3(`"GET /simulateur HTTP/1.1" 200 - 1 1 1 1 - "${BROWSER}"`),
    then: { ...USE, browser: 'firefox' },
  },
  { why: 'neither', line: s3('"GET /simulateur HTTP/1.1" 200 - 1 1 1 1 - -'), then: { fate: 'robot' } },
  {
    why: 'two readings of raw quotes, none of them without an agent',
    line: s3(`"GET /simulateur HTTP/1.1" 200 - 1 1 1 1 "-" "LEAK" "LEAK"`),
    then: { fate: 'malformed', reason: 'bad-line' },
  },
  {
    why: 'a request that is no HTTP, in quotes',
    line: s3('"LEAK" 400 - - 10 - - - -'),
    then: { fate: 'malformed', reason: 'bad-request' },
  },
  {
    why: 'a raw quote in the agent',
    line: s3(`"GET /simulateur HTTP/1.1" 200 - 1 1 1 1 "-" "${BROWSER} "LEAK""`),
    then: USE,
  },
])

describeFormat('http_server', [
  { why: 'a page', line: '203.0.113.7 - - [10/Mar/2026 09:31:24] "GET /simulateur HTTP/1.1" 200 -', then: USE },
  {
    why: 'the message before an error',
    line: '203.0.113.7 - - [10/Mar/2026 09:31:24] code 404, message File not found',
    then: NO_REQUEST,
  },
  {
    why: 'no such day',
    line: '203.0.113.7 - - [31/Apr/2026 09:31:24] "GET / HTTP/1.1" 200 -',
    then: { reason: 'bad-time' },
  },
])

const uvicorn = (time: string): string => `${time} INFO:     203.0.113.7:51234 - "GET /simulateur HTTP/1.1" 200 OK`
describeFormat('uvicorn', [
  { why: 'with the time of a wrapper', line: uvicorn('2026-03-10T08:31:24.655123456Z'), then: USE },
  { why: 'which says another zone', line: uvicorn('2026-03-10T10:31:24+02:00'), then: USE },
  { why: 'which says no zone', line: uvicorn('2026-03-10T09:31:24'), then: USE },
  { why: 'which is none', line: uvicorn('2026-02-30T09:31:24'), then: { reason: 'bad-time' } },
  { why: 'which is too short', line: uvicorn('2026-03-10'), then: { reason: 'bad-time' } },
  { why: 'without a wrapper', line: uvicorn('').slice(1), then: { reason: 'bad-line' } },
])

const uwsgi = (request: string, took: string): string =>
  `[pid: 812|app: 0|req: 1/1] 203.0.113.7 (LEAK) {38 vars in 696 bytes} [Tue Mar 10 09:31:24 2026] ${request} => generated 3126 bytes in ${took}(HTTP/1.1 200) 9 headers in 378 bytes (1 switches on core 3)`
describeFormat('uwsgi', [
  { why: 'a request', line: uwsgi('GET /simulateur', '46 msecs '), then: { ...USE, bytes: 3126 } },
  { why: 'in microseconds', line: uwsgi('GET /simulateur', '46012 micros '), then: USE },
  { why: 'by sendfile', line: uwsgi('GET /simulateur', '46 msecs via sendfile() '), then: USE },
  {
    why: 'a day of one digit',
    line: uwsgi('GET /simulateur', '46 msecs ').replace('Mar 10', 'Mar  9'),
    then: { day: '2026-03-09' },
  },
  {
    why: 'a target that imitates the end',
    line: uwsgi('GET /x => generated 1 bytes in 1 msecs (HTTP/1.1 200) 1 headers in 1 bytes (', '46 msecs '),
    then: { fate: 'malformed', reason: 'bad-line' },
  },
])

describeFormat('nginx_proxy_manager', [
  {
    why: 'a page',
    line: `[10/Mar/2026:09:31:24 +0100] - 200 200 - GET https www.example.fr "/simulateur" [Client 203.0.113.7] [Length 3126] [Gzip 3.10] [Sent-to web] "${BROWSER}" "-"`,
    then: { ...USE, browser: 'firefox' },
  },
  {
    why: 'no answer',
    line: `[10/Mar/2026:09:31:24 +0100] 444 - GET https www.example.fr "/simulateur" [Client 203.0.113.7] [Length 0] [Gzip -] "${BROWSER}" "-"`,
    then: { fate: 'failed', feature: 'simulateur' },
  },
])

describeFormat('traefik_json', [
  ...TRAEFIK_MESSAGES.map((line) => ({ why: `a message: ${line}`, line, then: NO_REQUEST })),
  {
    why: 'a request without a status',
    line: '{"StartUTC":"2026-03-10T08:31:24Z","RequestMethod":"GET","RequestPath":"/simulateur"}',
    then: { fate: 'malformed', reason: 'bad-json' },
  },
  { why: 'half an object', line: '{"level":"error","msg":"LEAK', then: { fate: 'malformed', reason: 'bad-json' } },
  { why: 'text', line: 'Listening on LEAK', then: { fate: 'malformed', reason: 'is-text' } },
])

describeFormat('combined', [
  { why: 'JSON', line: '{"url":"/simulateur?LEAK"}', then: { fate: 'malformed', reason: 'is-json' } },
  { why: 'text', line: 'Listening on LEAK', then: { fate: 'malformed', reason: 'bad-line' } },
])

describeFormat('clever_cloud', [
  {
    why: 'a connection that is no HTTP',
    line: '{"applicationId":"LEAK","bytesOut":12,"date":"2026-03-10T08:31:24.655Z","http":null,"source":{"ip":"203.0.113.7"}}',
    then: NO_REQUEST,
  },
  {
    why: 'a request without a status',
    line: '{"date":"2026-03-10T08:31:24.655Z","http":{"request":{"method":"GET","path":"/simulateur"}}}',
    then: { fate: 'malformed', reason: 'bad-json' },
  },
])
