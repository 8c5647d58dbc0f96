import type { Exchange } from './exchanges.ts'
import type { Spelling } from './spellings.ts'
import { nginxDefault, nginxJson } from './write-line.ts'

const IN_PARTS = 'written in parts'
const NO_COLUMN = 'no column for it'
const IN_TARGET = 'part of the target'

const ROUTER_LACKS = { request: IN_PARTS, protocol: NO_COLUMN, query: IN_TARGET }

function spelling(part: Pick<Spelling, 'format' | 'write' | 'lacks'> & Partial<Spelling>): Spelling {
  return {
    title: part.format,
    spell: nginxJson,
    target: 'raw',
    host: 'name',
    duration: '46ms',
    noBytes: '0',
    zone: 'offset',
    skips: {},
    ...part,
  }
}

/** Method and path; nothing where the server refused to take the request apart. */
function partsOf({ request, refused }: Exchange): { readonly method: string; readonly path: string } {
  if (request === undefined || refused === true) return { method: '', path: '' }
  return { method: request.method, path: request.target.replace(/^https?:\/\/[^/]*/, '') }
}

/** The formats of platforms, the times that their wrappers say in front, and logfmt. */
export const PLATFORM_SPELLINGS: readonly Spelling[] = [
  spelling({
    format: 'heroku',
    lacks: { ...ROUTER_LACKS, referrer: NO_COLUMN, agent: NO_COLUMN },
    write: (exchange) =>
      `${exchange.clock.utc.replace('Z', '.655123+00:00')} at=info method=${partsOf(exchange).method} path="${nginxJson(partsOf(exchange).path)}" host=${exchange.host} request_id=LEAK fwd="${exchange.client}" dyno=web.1 connect=0ms service=46ms status=${exchange.status} bytes=${exchange.bytes} protocol=https`,
  }),
  spelling({
    format: 'scalingo',
    spell: nginxDefault,
    duration: '0.046s',
    lacks: ROUTER_LACKS,
    write: (exchange) =>
      `${exchange.clock.iso} method=${partsOf(exchange).method} path="${nginxDefault(partsOf(exchange).path)}" host=${exchange.host} request_id=LEAK container=web-1 from="${exchange.client}" protocol=https status=${exchange.status} duration=0.046s bytes=${exchange.bytes} referer="${nginxDefault(exchange.referrer)}" user_agent="${nginxDefault(exchange.agent)}"`,
  }),
  spelling({
    format: 'logfmt',
    target: 'request line',
    lacks: {},
    write: ({ clock, client, user, line, status, bytes, host, referrer, agent }) =>
      `time=${clock.iso} level=info msg="LEAK b" ip=${client} user="${nginxJson(user)}" request="${nginxJson(line)}" status=${status} bytes=${bytes} duration=46ms referer="${nginxJson(referrer)}" user_agent="${nginxJson(agent)}" host=${host}`,
  }),
  spelling({
    format: 'clever_cloud',
    lacks: { ...ROUTER_LACKS, referrer: NO_COLUMN, agent: NO_COLUMN, duration: 'nothing says what it counts' },
    write: (exchange) =>
      `{"applicationId":"LEAK","bytesIn":411,"bytesOut":${exchange.bytes},"date":"${exchange.clock.utc}","http":{"request":{"host":"${exchange.host}","method":"${partsOf(exchange).method}","path":"${nginxJson(partsOf(exchange).path)}"},"response":{"statusCode":"${exchange.status}","time":46}},"source":{"ip":"${exchange.client}"}}`,
  }),
]
