import type { Exchange } from './exchanges.ts'
import type { Spelling } from './spellings.ts'
import { nginxJson, writeNginx } from './write-line.ts'

type Part = Pick<Spelling, 'format' | 'write'> & Partial<Spelling>

function spelling(part: Part): Spelling {
  return {
    title: part.format,
    spell: nginxJson,
    target: 'raw',
    host: 'name',
    duration: '0.046',
    noBytes: '0',
    zone: 'offset',
    lacks: {},
    skips: {},
    ...part,
  }
}

/** A status as a number, and what is none as text. */
function number(value: string): string {
  return /^(?:0|[1-9]\d*)$/.test(value) ? value : `"${value}"`
}

/** Method, target and protocol; nothing where the server refused to take the request apart. */
function partsOf({ request, refused }: Exchange): {
  readonly method: string
  readonly uri: string
  readonly proto: string
} {
  if (request === undefined || refused === true) return { method: '', uri: '', proto: '' }
  const uri = nginxJson(request.target.replace(/^https?:\/\/[^/]*/, ''))
  return { method: request.method, uri, proto: request.protocol ?? '' }
}

/** The value as one header has it; one that was not sent is not there. */
function header(name: string, value: string): string {
  return value === '' ? '' : `"${name}":["${nginxJson(value)}"],`
}

function caddy(exchange: Exchange): string {
  const { client, user, clock, status, bytes, referrer, agent, host } = exchange
  const { method, uri, proto } = partsOf(exchange)
  const headers = `${header('User-Agent', agent)}${header('Referer', referrer)}"Cookie":["REDACTED"]`
  const request = `{"remote_ip":"${client}","proto":"${proto}","method":"${method}","host":"${host}","uri":"${uri}","headers":{${headers}}}`
  return `{"level":"info","ts":${clock.msec},"logger":"http.log.access.log0","msg":"handled request","request":${request},"bytes_read":0,"user_id":"${nginxJson(user)}","duration":0.046,"size":${bytes},"status":${number(status)},"resp_headers":{"Server":["Caddy"]}}`
}

function counted(exchange: Exchange): string {
  const { client, user, clock, status, bytes, referrer, agent, host } = exchange
  const { method, uri } = partsOf(exchange)
  const [ref, ua] = [referrer, agent].map(nginxJson)
  return `{"hour":"${clock.utc}","LEAK":"${client} ${nginxJson(user)}","method":"${method}","path":"${uri}","status":${number(status)},"bytes":${bytes},"referrer":"${ref}","agent":"${ua}","host":"${host}","count":1}`
}

function traefik(exchange: Exchange): string {
  const { client, user, clock, status, bytes, referrer, agent, host } = exchange
  const { method, uri, proto } = partsOf(exchange)
  const [ref, ua] = [referrer, agent].map((value) => (value === '' ? '-' : nginxJson(value)))
  return `{"ClientHost":"${client}","ClientUsername":"${nginxJson(user)}","DownstreamContentSize":${bytes},"DownstreamStatus":${number(status)},"Duration":46012345,"RequestHost":"${host}","RequestMethod":"${method}","RequestPath":"${uri}","RequestProtocol":"${proto}","StartUTC":"${clock.utc.replace('Z', '.655123456Z')}","request_Referer":"${ref}","request_User-Agent":"${ua}","level":"info","msg":"","time":"${clock.utc}"}`
}

function cloudfront(exchange: Exchange): string {
  const { client, user, clock, status, bytes, referrer, agent, host } = exchange
  const { method, uri, proto } = partsOf(exchange)
  const [date, time] = clock.utc.replace('Z', '').split('T')
  const [path, query] = uri.split('?')
  const dash = (value: string): string => (value === '' ? '-' : nginxJson(value))
  return `{"date":"${date}","time":"${time}","x-edge-location":"CDG50-P1","sc-bytes":"${bytes}","c-ip":"${client}","cs-method":"${method}","cs(Host)":"LEAK","cs-uri-stem":"${path}","sc-status":"${status}","cs(Referer)":"${dash(referrer)}","cs(User-Agent)":"${dash(agent)}","cs-uri-query":"${query ?? '-'}","cs(Cookie)":"${nginxJson(user)}","x-host-header":"${host}","time-taken":"0.046","cs-protocol-version":"${proto}"}`
}

const WHOLE =
  '{"time":"$time_iso8601","addr":"$remote_addr","user":"$remote_user","request":"$request","status":"$status","bytes":$body_bytes_sent,"rt":$request_time,"ref":"$http_referer","ua":"$http_user_agent","host":"$host"}'

/** The formats that write one JSON object a line. */
export const JSON_SPELLINGS: readonly Spelling[] = [
  spelling({
    format: 'nginx_json',
    target: 'request line',
    write: (exchange) => writeNginx(WHOLE, exchange, nginxJson),
  }),
  spelling({
    format: 'counted',
    target: 'raw',
    lacks: {
      request: 'written in parts',
      query: 'written with the target',
      protocol: 'no column for it',
      duration: 'no column for it',
    },
    write: counted,
  }),
  spelling({ format: 'caddy', lacks: { request: 'written in parts', query: 'written with the target' }, write: caddy }),
  spelling({
    format: 'cloudfront_json',
    target: 'raw, query apart',
    lacks: { request: 'written in parts' },
    write: cloudfront,
  }),
  spelling({
    format: 'traefik_json',
    duration: '46012345',
    lacks: { request: 'written in parts', query: 'written with the target' },
    write: traefik,
  }),
]
