import { describe, expect, it } from 'vitest'
import { openCounting } from '../../../src/pipeline/reading/open-counting.ts'
import { measuresNeverHad } from '../../../src/pipeline/reading/format/check-fields.ts'
import { formatRead, uniteFormats, type FormatRead } from '../../../src/pipeline/reading/format/formats-read.ts'
import { scannersOf } from '../../../src/pipeline/reading/format/choose-format.ts'
import { planCount } from '../../../src/pipeline/plan-count.ts'
import { configurationIn } from '../../run/machines.ts'

/** One value of each field that a line may have or not. */
const VALUES = {
  ...{ query: 'a=1', protocol: 'HTTP/1.1', bytes: '812', referrer: 'https://www.example.org/', host: 'www.example.fr' },
  agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
}
type Optional = keyof typeof VALUES
type Line = { readonly time: string } & Partial<Record<Optional, string>>
type Keys = Readonly<Record<Exclude<keyof Line, never> | 'method' | 'target' | 'status', string>>

const NAMES: Keys = {
  ...{ time: 'time', method: 'method', target: 'path', status: 'status', query: 'query', protocol: 'proto' },
  ...{ bytes: 'bytes', referrer: 'referer', agent: 'user_agent', host: 'host' },
}
const TRAEFIK: Keys = {
  ...{ time: 'StartUTC', method: 'RequestMethod', target: 'RequestPath', status: 'DownstreamStatus' },
  ...{ query: '-', protocol: 'RequestProtocol', bytes: 'DownstreamContentSize', referrer: 'request_Referer' },
  ...{ agent: 'request_User-Agent', host: 'RequestHost' },
}
const LABELS: Keys = {
  ...NAMES,
  target: 'uri',
  query: '-',
  protocol: 'protocol',
  bytes: 'size',
  agent: 'ua',
  host: 'vhost',
}
const FIELDS_NAMED =
  '{ time: time, method: method, target: path, query: query, protocol: proto, status: status, bytes: bytes, referrer: referer, agent: user_agent, host: host }'

function pairsOf(line: Line, keys: Keys): readonly (readonly [string, string])[] {
  const whole = { method: 'GET', target: '/aide', status: '200', ...line }
  return Object.entries(whole).map(([field, value]) => [keys[field as keyof Keys], value] as const)
}

function json(keys: Keys): (line: Line) => string {
  return (line) => JSON.stringify(Object.fromEntries(pairsOf(line, keys)))
}

function caddy({ time, protocol, bytes, referrer, agent, host }: Line): string {
  const headers = { ...(agent && { 'User-Agent': [agent] }), ...(referrer && { Referer: [referrer] }) }
  const request = { method: 'GET', uri: '/aide', ...(protocol && { proto: protocol }), ...(host && { host }), headers }
  return JSON.stringify({ ts: time, logger: 'http.log.access', request, status: 200, ...(bytes && { size: bytes }) })
}

const FORMATS: readonly (readonly [name: string, logs: string, write: (line: Line) => string])[] = [
  ['nginx_json', 'format: nginx_json', json(NAMES)],
  ['auto', 'format: auto', json(NAMES)],
  ['fields', `format: json, fields: ${FIELDS_NAMED}`, json(NAMES)],
  ['traefik_json', 'format: traefik_json', json(TRAEFIK)],
  ['caddy', 'format: caddy', caddy],
  [
    'logfmt',
    'format: logfmt',
    (line) =>
      pairsOf(line, NAMES)
        .map(([key, value]) => `${key}="${value}"`)
        .join(' '),
  ],
  [
    'ltsv',
    'format: ltsv',
    (line) =>
      pairsOf(line, LABELS)
        .map((pair) => pair.join(':'))
        .join('\t'),
  ],
]

/** With 12, half an hour of all cuts; the shortest logs show what first lines settle. */
const LINES = Number(process.env['COMPTAGE_CUT_LINES'] ?? 4)
/** Of the lines those that have the field, or have it and say nothing there. */
const HAVING: readonly (readonly [why: string, has: (line: number) => boolean])[] = [
  ['the first none', (line) => line >= LINES / 2],
  ['the last none', (line) => line < LINES / 4],
  ['every other', (line) => line % 2 === 0],
  ['one of them', (line) => line === LINES - 2],
  ['all', () => true],
  ['none', () => false],
]
const START = Date.UTC(2026, 2, 10)

type Counted = { readonly hits: Readonly<Record<string, number>>; readonly formats: readonly FormatRead[] }

/** What is counted of these lines, as one log. */
function counter(logs: string): (lines: readonly string[]) => Counted {
  const configuration = configurationIn('/nowhere', `logs: [ { path: a.log, ${logs} } ]\n`)
  const plan = planCount({ configuration })
  const [entry] = configuration.logs
  const input = { log: { path: 'a.log', pattern: 'a.log', sizeBytes: 0, id: 'a.log', fileKey: '' }, entry }
  return (lines) => {
    const hits: Record<string, number> = {}
    const onHit = (hit: { fate: number; feature: number; referrer: number; bytes: number; lines: number }): void => {
      const key = [hit.fate, hit.feature, hit.referrer].join(' ')
      hits[key] = (hits[key] ?? 0) + hit.lines
      hits['bytes'] = (hits['bytes'] ?? 0) + Math.max(hit.bytes, 0)
    }
    const counting = openCounting({ plan, input, lastDay: 99_999, onHit, areSummed: true })
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''))
    counting.read({ bytes, start: 0, end: bytes.length, tooLong: false })
    const { chosen, sums } = counting.end()
    const formats = scannersOf(chosen!).map((scanner) => formatRead(scanner, sums.had()))
    return { hits, formats }
  }
}

function sumOf(parts: readonly Counted[]): Counted {
  const hits: Record<string, number> = {}
  for (const part of parts) for (const [key, lines] of Object.entries(part.hits)) hits[key] = (hits[key] ?? 0) + lines
  return { hits, formats: uniteFormats(parts.flatMap(({ formats }) => formats)) }
}

describe.each(FORMATS)('a log in %s, cut anywhere into two or three, gives what it gives whole', (_, logs, write) => {
  const count = counter(logs)
  const fields = Object.keys(VALUES) as readonly Optional[]

  it.each(fields.flatMap((field) => HAVING.map(([why, has]) => [field, why, has] as const)))(
    '%s: %s',
    (field, _why, has) => {
      for (const value of field === 'agent' ? [VALUES[field], '-'] : [VALUES[field]]) {
        const lines = Array.from({ length: LINES }, (_unused, i) => {
          const said = Object.fromEntries(
            Object.entries(VALUES).flatMap(([name, text]) =>
              name !== field ? [[name, text]] : has(i) ? [[name, value]] : [],
            ),
          )
          return write({ time: new Date(START + i * 60_000).toISOString(), ...said })
        })
        const known = new Map<string, Counted>()
        const countOf = (from: number, to: number): Counted => {
          const part = known.get(`${from} ${to}`) ?? count(lines.slice(from, to))
          known.set(`${from} ${to}`, part)
          return part
        }
        const whole = sumOf([countOf(0, LINES)])
        expect(Object.values(whole.hits).length).toBeGreaterThan(1)
        for (let one = 1; one < LINES; one++)
          for (let two = one; two < LINES; two++) {
            const parts = [countOf(0, one), ...(one < two ? [countOf(one, two)] : []), countOf(two, LINES)]
            expect(sumOf(parts), `${one}, ${two}`).toEqual(whole)
          }
      }
    },
  )
})

it('a measure is left out where no log of the format had it, and not where one did', () => {
  const configuration = configurationIn('/nowhere', 'datasets: [ { by: [ day, feature ] } ]\n')
  const plan = planCount({ configuration })
  const [spec] = plan.specs
  const left = (...formats: readonly FormatRead[]): readonly string[] => measuresNeverHad(spec!, uniteFormats(formats))
  const without = { name: 'ltsv', lacks: ['referrer'] } as const
  expect(left(without, without)).toEqual(['entries'])
  expect(left(without, { name: 'ltsv', lacks: [] })).toEqual([])
  // Of columns what one log lacks is lacked, and kept elsewhere.
  expect(left({ name: 'custom', lacks: ['referrer'] })).toEqual([])
  expect(
    uniteFormats([
      { name: 'custom', lacks: [] },
      { name: 'custom', lacks: ['referrer'] },
    ]),
  ).toEqual([{ name: 'custom', lacks: ['referrer'] }])
})
