import type { Exchange } from './exchanges.ts'
import type { Spelling } from './spellings.ts'
import { nginxNone, type Spell } from './write-line.ts'

const PARTS_IN_REQUEST = 'written with the target'
const IN_PARTS = 'written in parts'
const NO_COLUMN = 'no column for it'
const IN_TARGET = 'part of the target'
const RAW_QUOTES = 'raw quotes could be read in two ways, so the line does not fit'
const AGENT = { 'an agent that imitates fields': RAW_QUOTES }
const REQUEST = { 'a request that imitates fields': RAW_QUOTES }
const STATUS_ANCHORS = 'where a value ends is told by the number after it, so without the number it is a bad line'
const STATUS = { 'status abc': STATUS_ANCHORS }

/** Quotes stand as they are. */
const raw: Spell = (value) => (value === '' ? '-' : value)
/** HAProxy. */
const hash: Spell = (value) => escaped(value, /[^\x20-\x7e]|["#]/g, '#')
/** Squid, and browsers before it. */
const percent: Spell = (value) => escaped(value, /[^\x21-\x7e]/g, '%')

function escaped(value: string, which: RegExp, mark: string): string {
  return value.replace(which, (char) => `${mark}${char.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`)
}

type Part = Pick<Spelling, 'format' | 'write' | 'lacks'> & Partial<Spelling>

function spelling(part: Part): Spelling {
  return {
    title: part.format,
    spell: raw,
    target: 'request line',
    host: 'name',
    duration: '46',
    noBytes: '0',
    zone: 'offset',
    skips: {},
    ...part,
  }
}

const BARE_LACKS = { query: PARTS_IN_REQUEST, referrer: NO_COLUMN, agent: NO_COLUMN, host: NO_COLUMN }

const combinedFront = ({ client, user, clock, line, status, bytes }: Exchange): string =>
  `${client} - ${raw(user)} [${clock.clf}] "${raw(line)}" ${status} ${bytes}`

/** What HAProxy makes of a line that is not HTTP. */
const haproxyRequest = ({ line, request }: Exchange): string => (request === undefined ? '<BADREQ>' : hash(line))

/** Squid and uWSGI write method and target, or what stands for both. */
function partsOf({ request, refused, host }: Exchange, spell: Spell, front = ''): string {
  if (request === undefined || refused === true) return '- error:invalid-request'
  return `${request.method} ${front === '' ? '' : `${front}${host}`}${spell(request.target.replace(/^https?:\/\/[^/]*/, ''))}`
}

/** `Tue Mar 10 09:31:24 2026`, on the clock on the wall. */
function ctime({ clock }: Exchange): string {
  const text = new Date(`${clock.iso.slice(0, 19)}Z`).toUTCString()
  const [weekday = '', day = '', month = '', year = '', time = ''] = text.replace(',', '').split(' ')
  return `${weekday} ${month} ${day.replace(/^0/, ' ')} ${time} ${year}`
}

const elb = ({ client, clock, line, status, bytes, agent }: Exchange): string =>
  `${clock.utc.replace('Z', '.655123Z')} demo-lb ${client}:51234 198.51.100.20:80 0.000 0.045 0.001 ${status} ${status} 0 ${bytes} "${line}" "${raw(agent)}" - -`

/** The formats of proxies, clouds and application servers. */
export const PROXY_SPELLINGS: readonly Spelling[] = [
  spelling({
    format: 'haproxy',
    spell: hash,
    zone: 'none',
    lacks: BARE_LACKS,
    write: (exchange) =>
      `${exchange.client}:51234 [${exchange.clock.clf.slice(0, 20)}.655] www~ app/web1 0/0/1/45/46 ${exchange.status} ${exchange.bytes} - - ---- 4/2/1/0/0 0/0 {LEAK b|} "${haproxyRequest(exchange)}"`,
  }),
  spelling({
    format: 'haproxy_clf',
    spell: hash,
    lacks: BARE_LACKS,
    write: (exchange) =>
      `${exchange.client} - - [${exchange.clock.clf}] "${haproxyRequest(exchange)}" ${exchange.status} ${exchange.bytes} "" "" 51234 655 "www~" "app" "web1" 0 0 1 45 46 "----" 4 2 1 0 0 0 0 "" "" "" ""`,
  }),
  spelling({
    format: 'traefik',
    skips: { ...AGENT, ...REQUEST, ...STATUS },
    lacks: { query: PARTS_IN_REQUEST, host: NO_COLUMN },
    write: (exchange) =>
      `${combinedFront(exchange)} "${raw(exchange.referrer)}" "${raw(exchange.agent)}" 500 "web@docker" "http://198.51.100.20:80" 46ms`,
  }),
  spelling({
    format: 'envoy',
    skips: { ...AGENT, ...STATUS },
    lacks: { query: PARTS_IN_REQUEST, referrer: NO_COLUMN },
    write: ({ client, clock, line, status, bytes, agent, host }) =>
      `[${clock.utc.replace('Z', '.655Z')}] "${raw(line)}" ${status} - 0 ${bytes} 46 45 "${client}" "${raw(agent)}" "LEAK" "${host}" "198.51.100.20:8080"`,
  }),
  spelling({
    format: 'squid',
    spell: percent,
    target: 'absolute',
    lacks: { ...BARE_LACKS, request: IN_PARTS, protocol: NO_COLUMN, host: IN_TARGET },
    write: (exchange) =>
      `${exchange.clock.msec}     46 ${exchange.client} TCP_MISS/${exchange.status} ${exchange.bytes} ${partsOf(exchange, percent, 'https://')} ${raw(percent(exchange.user))} HIER_DIRECT/198.51.100.20 text/html`,
  }),
  spelling({
    format: 'squid_common',
    skips: { ...STATUS },
    lacks: { ...BARE_LACKS, duration: NO_COLUMN, host: IN_TARGET },
    write: (exchange) => `${combinedFront(exchange)} TCP_MISS:HIER_DIRECT`,
  }),
  spelling({
    format: 'squid_combined',
    skips: { ...AGENT, ...REQUEST, ...STATUS },
    lacks: { query: PARTS_IN_REQUEST, duration: NO_COLUMN, host: IN_TARGET },
    write: (exchange) =>
      `${combinedFront(exchange)} "${raw(exchange.referrer)}" "${raw(exchange.agent)}" TCP_MISS:HIER_DIRECT`,
  }),
  spelling({
    format: 'elb',
    skips: { ...AGENT, ...REQUEST, ...STATUS },
    duration: '0.000 0.045 0.001',
    lacks: { query: PARTS_IN_REQUEST, referrer: NO_COLUMN, host: IN_TARGET },
    write: elb,
  }),
  spelling({
    format: 'alb',
    forges: { 'a request that imitates fields': 'anything may follow the agent, so the first reading is meant' },
    duration: '0.000 0.045 0.001',
    lacks: { query: PARTS_IN_REQUEST, referrer: NO_COLUMN, host: IN_TARGET },
    write: (exchange) =>
      `h2 ${elb(exchange)} arn:LEAK "Root=LEAK" "${exchange.host}" "-" 0 2026-03-10T08:31:24.609000Z "forward" "-" "-" "198.51.100.20:80" "200" "-" "-"`,
  }),
  spelling({
    format: 's3',
    skips: { ...AGENT, ...STATUS },
    lacks: { query: PARTS_IN_REQUEST },
    write: ({ client, clock, line, status, bytes, referrer, agent, host }) =>
      `LEAK bucket.example.fr [${clock.clf}] ${client} - LEAK WEBSITE.GET.OBJECT a/b "${raw(line)}" ${status} - ${bytes} 3126 46 9 "${raw(referrer)}" "${raw(agent)}" - LEAK - TLS_AES_128_GCM_SHA256 - ${host} TLSv1.3 - -`,
  }),
  spelling({
    format: 'http_server',
    spell: nginxNone,
    zone: 'none',
    lacks: { ...BARE_LACKS, bytes: NO_COLUMN, duration: NO_COLUMN },
    write: ({ client, clock, line, status }) =>
      `${client} - - [${clock.clf.slice(0, 11)} ${clock.clf.slice(12, 20)}] "${line}" ${status} -`,
  }),
  spelling({
    format: 'uvicorn',
    skips: { ...STATUS },
    lacks: { ...BARE_LACKS, bytes: NO_COLUMN, duration: NO_COLUMN },
    write: ({ client, clock, line, status }) => `${clock.iso} INFO:     ${client}:51234 - "${line}" ${status} OK`,
  }),
  spelling({
    format: 'uwsgi',
    skips: { ...STATUS },
    zone: 'none',
    target: 'raw',
    duration: '46 msecs',
    lacks: { ...BARE_LACKS, request: IN_PARTS },
    write: (exchange) =>
      `[pid: 812|app: 0|req: 1/1] ${exchange.client} (${exchange.user}) {38 vars in 696 bytes} [${ctime(exchange)}] ${partsOf(exchange, raw)} => generated ${exchange.bytes} bytes in 46 msecs (${exchange.refused === true ? '' : (exchange.request?.protocol ?? '')} ${exchange.status}) 9 headers in 378 bytes (1 switches on core 3)`,
  }),
]
