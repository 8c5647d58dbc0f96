import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BROWSER, hitsOf, testGate, type HitInWords } from '../gate/test-gate.ts'
import { checkProperty } from './check-property.ts'

/*
 * Formats that say by a header or by labels where a value stands: the order of columns, columns that nobody knows and
 * columns of identifiers change no Hit.
 */
const use = fc.record({
  day: fc.constantFrom('2026-03-09', '2026-03-10', '2026-02-30'),
  clock: fc.constantFrom('23:30:00', '08:31:24'),
  method: fc.constantFrom('GET', 'POST', 'HEAD', 'get'),
  path: fc.constantFrom('/', '/simulateur', '/search', '/demarches/12/dossier', '/a%20b', '/logo.svg', 'foo'),
  query: fc.constantFrom('', 'type=aide', 'x=LEAK'),
  status: fc.constantFrom('200', '206', '302', '404', '-', 'abc'),
  bytes: fc.constantFrom('0', '3126', '-'),
  referrer: fc.constantFrom('', 'https://www.example.fr/LEAK', 'https://www.google.fr/', 'https://LEAK.example.org/'),
  agent: fc.constantFrom('', BROWSER, 'curl/8.5.0', 'Mozilla/5.0 (compatible; Googlebot/2.1)'),
  host: fc.constantFrom('www.example.fr', 'maps.example.fr:443'),
})
type Use = typeof use extends fc.Arbitrary<infer T> ? T : never

/** What a client, a proxy or a user may put into a column, written as servers write it: without spaces. */
const identifier = fc.oneof(
  fc.constantFrom('-', '203.0.113.7', '2001:db8::7', 'LEAK-user', '200', 'GET', '"LEAK', '""', '"', '#Fields:', '::'),
  fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 24 }).map((text) => text.replaceAll(' ', '+')),
)

type Format = {
  readonly format: string
  /** Names of columns that hold an identifier, or that nobody knows. */
  readonly identifiers: readonly string[]
  readonly values: (use: Use) => Readonly<Record<string, string>>
  readonly header: (names: readonly string[]) => string
  readonly line: (columns: readonly (readonly [name: string, value: string])[]) => string
}

const dash = (value: string): string => (value === '' ? '-' : value)
const csv = (value: string): string => `"${value.replaceAll('"', '""')}"`

const FORMATS: readonly Format[] = [
  {
    format: 'w3c',
    identifiers: [
      'c-ip',
      'cs-username',
      'cs(Cookie)',
      'x-forwarded-for',
      'x-edge-request-id',
      's-ip',
      'LEAK',
      'sc-statu',
    ],
    values: ({ day, clock, method, path, query, status, bytes, referrer, agent, host }) => ({
      date: day,
      time: clock,
      'cs-method': method,
      'cs-uri-stem': path,
      'cs-uri-query': dash(query),
      'sc-status': status,
      'sc-bytes': bytes,
      'cs(Referer)': dash(referrer),
      'cs(User-Agent)': dash(agent).replaceAll(' ', '+'),
      'cs-host': host,
    }),
    header: (names) => `#Fields: ${names.join(' ')}\n`,
    line: (columns) => columns.map(([, value]) => value).join(' '),
  },
  {
    format: 'gcs',
    identifiers: ['c_ip', 'c_ip_region', 's_request_id', 'cs_object', 'LEAK', 'sc_statu'],
    values: ({ day, clock, method, path, query, status, bytes, referrer, agent, host }) => ({
      time_micros: micros(day, clock),
      cs_method: method,
      cs_uri: path + (query === '' ? '' : `?${query}`),
      sc_status: status,
      sc_bytes: bytes,
      cs_referer: referrer,
      cs_user_agent: agent,
      cs_host: host,
    }),
    header: (names) => `${names.map(csv).join(',')}\n`,
    line: (columns) => columns.map(([, value]) => csv(value)).join(','),
  },
  {
    format: 'ltsv',
    identifiers: ['host', 'forwardedfor', 'user', 'ident', 'cookie', 'LEAK', 'statu', ''],
    values: ({ day, clock, method, path, query, status, bytes, referrer, agent, host }) => ({
      time: `${day}T${clock}Z`,
      method,
      uri: path + (query === '' ? '' : `?${query}`),
      status,
      size: bytes,
      referer: dash(referrer),
      ua: dash(agent),
      vhost: host,
    }),
    header: () => '',
    line: (columns) => columns.map(([name, value]) => `${name}:${value}`).join('\t'),
  },
]

/** A day that does not exist is no number of microseconds either. */
function micros(day: string, clock: string): string {
  return day === '2026-02-30' ? '-' : `${Date.parse(`${day}T${clock}Z`)}000`
}

const lines = fc.array(fc.record({ use, who: fc.array(identifier, { minLength: 8, maxLength: 8 }) }), {
  minLength: 1,
  maxLength: 20,
})

/** The columns of a log: values, and identifiers by their number. */
type Layout = readonly (string | number)[]

function hitsIn(format: Format, layout: Layout, all: readonly { use: Use; who: readonly string[] }[]) {
  const names = layout.map((column) => (typeof column === 'string' ? column : format.identifiers[column]!))
  const text = all.map(({ use, who }) => {
    const values = new Map(Object.entries(format.values(use)))
    const columns = layout.map((column, i) => {
      const value = typeof column === 'string' ? values.get(column)! : who[column]!
      return [names[i]!, value] as const
    })
    return `${format.line(columns)}\n`
  })
  const hits = hitsOf(testGate({ format: format.format }), format.header(names) + text.join(''))
  return format.header(names) === '' ? hits : hits.slice(1)
}

const [FIRST] = fc.sample(use, 1)
const PLAIN: Use = {
  ...FIRST!,
  ...{ day: '2026-03-10', clock: '08:31:24', method: 'GET', path: '/simulateur', query: '', status: '200' },
  ...{ bytes: '3126', referrer: '', agent: BROWSER, host: 'www.example.fr' },
}

describe.each(FORMATS)('$format', (format) => {
  const usual = Object.keys(format.values(PLAIN))
  // Identifiers are not put first in w3c: a line whose first byte is `#` is a directive there.
  const layouts = fc
    .tuple(fc.shuffledSubarray([...format.identifiers.keys()]), fc.integer())
    .chain(([who]) =>
      fc.shuffledSubarray<string | number>([...usual, ...who], { minLength: usual.length + who.length }),
    )
    .filter(([first]) => typeof first === 'string')

  it('the order of columns, and what identifiers and unknown columns hold, change no Hit', async () => {
    await checkProperty(
      fc.property(layouts, lines, lines, (layout, all, others) => {
        const expected = hitsIn(format, usual, all)
        expect(hitsIn(format, layout, all)).toEqual(expected)
        const instead = all.map(({ use }, i) => ({ use, who: others[i % others.length]!.who }))
        expect(hitsIn(format, layout, instead)).toEqual(expected)
      }),
      12,
    )
  })

  const changes: readonly Partial<Use>[] = [
    { day: '2026-03-09' },
    { clock: '23:30:00' },
    { method: 'POST' },
    { path: '/' },
    { path: '/search', query: 'type=aide' },
    { status: '404' },
    { bytes: '0' },
    { referrer: 'https://www.google.fr/' },
    { agent: 'curl/8.5.0' },
  ]
  it.each(changes)('but what was asked does: %j', (change) => {
    const hitOf = (use: Use): HitInWords => hitsIn(format, usual, [{ use, who: [] }])[0]!
    const before = { ...change, query: '' as const }
    expect(hitOf(PLAIN)).toMatchObject({ fate: 'counted', feature: 'simulateur', client: 'human', bytes: 3126 })
    expect(hitOf({ ...PLAIN, ...change })).not.toEqual(hitOf(PLAIN))
    if (change.query !== undefined) expect(hitOf({ ...PLAIN, ...change })).not.toEqual(hitOf({ ...PLAIN, ...before }))
  })
})
