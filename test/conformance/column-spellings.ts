import { listFormats } from '../../src/format/index.ts'
import type { Exchange } from './exchanges.ts'
import type { Spelling } from './spellings.ts'
import { nginxDefault, type Spell } from './write-line.ts'

const IN_PARTS = 'written in parts'
const NO_COLUMN = 'no column for it'
const IN_TARGET = 'part of the target'

const dashIfEmpty = (value: string): string => (value === '' ? '-' : value)
/** Microsoft IIS and many others: a value holds no space. */
const plus: Spell = (value) => dashIfEmpty(value.replaceAll(' ', '+'))
/** CloudFront: nor a quote, nor what is not printed. */
const percent: Spell = (value) =>
  dashIfEmpty(Array.from(value, (char) => (/[\w\-./:;=?&()+,%*\\[\]]/.test(char) ? char : encoded(char))).join(''))
const encoded = (char: string): string => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`
/** Quotes are doubled. */
const csv: Spell = (value) => value.replaceAll('"', '""')

/** The values of an exchange by the names of W3C columns. */
function columnsOf({ clock, request, refused, ...exchange }: Exchange, spell: Spell): Readonly<Record<string, string>> {
  const asked = refused === true ? undefined : request
  const [stem = '', ...queries] = (asked?.target.replace(/^https?:\/\/[^/]*/, '') ?? '').split('?')
  return {
    date: clock.utc.slice(0, 10),
    time: clock.utc.slice(11, 19),
    'c-ip': exchange.client,
    'cs-username': spell(exchange.user),
    'cs(Cookie)': spell(exchange.user),
    'x-LEAK': 'LEAK',
    'cs-method': asked?.method ?? '-',
    'cs-uri-stem': spell(stem),
    'cs-uri-query': spell(queries.join('?')),
    'cs-version': spell(asked?.protocol ?? ''),
    'cs-protocol-version': spell(asked?.protocol ?? ''),
    'sc-status': exchange.status,
    'sc-bytes': exchange.bytes,
    'cs(Referer)': spell(exchange.referrer),
    'cs(User-Agent)': spell(exchange.agent),
    'cs-host': exchange.host,
    'cs(Host)': 'LEAK.example.net',
    'x-host-header': exchange.host,
    'x-edge-location': 'CDG50',
  }
}

type Columns = {
  readonly spell: Spell
  readonly columns: readonly string[]
  readonly duration: string
  readonly separator?: string
  readonly quote?: string
}

function w3c(
  format: string,
  title: string,
  { spell, columns, duration, separator = ' ', quote = '' }: Columns,
): Spelling {
  return {
    title,
    format,
    header: ['#Version: 1.0', `#Fields: ${columns.join(' ')}`],
    spell,
    write(exchange) {
      const values = { ...columnsOf(exchange, spell), 'time-taken': duration }
      const text = new Map(Object.entries(values))
      return columns.map((name) => quote + (text.get(name) ?? '-') + quote).join(separator)
    },
    target: 'raw, query apart',
    host: 'name',
    duration,
    noBytes: '0',
    zone: 'offset',
    lacks: { request: IN_PARTS },
    skips: {},
  }
}

const COLUMNS = [
  ...['date', 'time', 'c-ip', 'cs-username', 'cs-method', 'cs-uri-stem', 'cs-uri-query', 'sc-status', 'sc-bytes'],
  ...['time-taken', 'cs-version', 'cs(User-Agent)', 'cs(Cookie)', 'cs(Referer)', 'cs-host'],
]
const CLOUDFRONT_COLUMNS = [
  ...['date', 'time', 'x-edge-location', 'sc-bytes', 'c-ip', 'cs-method', 'cs(Host)', 'cs-uri-stem', 'sc-status'],
  ...['cs(Referer)', 'cs(User-Agent)', 'cs-uri-query', 'cs(Cookie)', 'x-host-header', 'time-taken'],
  'cs-protocol-version',
]

const GCS_HEADER = listFormats().find(({ name }) => name === 'gcs')!.samples[0]!
const OWN_PLACES = { spell: csv, host: 'name', noBytes: '0', zone: 'offset', skips: {} } as const

/** The formats whose lines are values side by side. */
export const COLUMN_SPELLINGS: readonly Spelling[] = [
  w3c('w3c', 'w3c', { spell: plus, columns: COLUMNS, duration: '0.046' }),
  w3c('w3c', 'w3c, the other way round, with columns that nobody knows', {
    spell: plus,
    columns: ['x-LEAK', ...COLUMNS.toReversed(), 'x-LEAK'],
    duration: '0.046',
  }),
  w3c('w3c', 'w3c, TAB between values that hold spaces', {
    spell: (value) => dashIfEmpty(value.replaceAll('\t', ' ')),
    columns: COLUMNS,
    duration: '0.046',
    separator: '\t',
  }),
  w3c('w3c', 'w3c, quotes around values that hold spaces', {
    spell: (value) => dashIfEmpty(csv(value)),
    columns: COLUMNS,
    duration: '0.046',
    quote: '"',
  }),
  w3c('iis', 'iis', { spell: plus, columns: COLUMNS, duration: '46' }),
  w3c('cloudfront', 'cloudfront', {
    spell: percent,
    columns: CLOUDFRONT_COLUMNS,
    duration: '0.046',
    separator: '\t',
  }),
  {
    ...OWN_PLACES,
    title: 'gcs',
    format: 'gcs',
    header: [GCS_HEADER],
    target: 'raw',
    duration: '46012',
    lacks: { request: IN_PARTS, query: IN_TARGET, protocol: NO_COLUMN },
    write({ clock, client, request, refused, status, bytes, host, referrer, agent }) {
      const asked = refused === true ? undefined : request
      const target = asked?.target.replace(/^https?:\/\/[^/]*/, '') ?? ''
      const values = [`${clock.msec.replace('.', '')}000`, client, '1', '', asked?.method ?? '', target, status, '0']
      const more = [bytes, '46012', host, referrer, agent, 'LEAK', 'GET_Object', 'bucket', 'LEAK']
      return [...values, ...more].map((value) => `"${csv(value)}"`).join(',')
    },
  },
  {
    ...OWN_PLACES,
    spell: nginxDefault,
    title: 'ltsv',
    format: 'ltsv',
    target: 'request line',
    duration: '0.046',
    lacks: { query: IN_TARGET },
    write: ({ clock, client, user, line, status, bytes, host, referrer, agent }) =>
      [
        ...[`user:${nginxDefault(user)}`, `host:${client}`, `ua:${nginxDefault(agent)}`, `req:${nginxDefault(line)}`],
        ...[`LEAK:LEAK`, `status:${status}`, `size:${bytes}`, `reqtime:0.046`, `vhost:${host}`],
        ...[`referer:${nginxDefault(referrer)}`, `time:${clock.clf}`],
      ].join('\t'),
  },
]
