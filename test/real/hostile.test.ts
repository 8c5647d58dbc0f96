import { readdirSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { compileFormat } from '../../src/format/index.ts'
import type { LedgerEntry } from '../../src/pipeline/index.ts'
import * as PEERS from './peers-formats.ts'
import { readAtTheDoor, withoutEscapes, type DoorLine } from './read-at-the-door.ts'
import { seeLines, type SeenLine } from './see-lines.ts'
import { ARE_HERE, describeReal, readRealJson, realLines, realPath } from './shared-logs.ts'

const FORMATS = [
  'common',
  'combined',
  'nginx_main',
  'traefik',
  'ingress_nginx',
  PEERS.OLD_INGRESS,
  PEERS.MAIN_WITH_TIME,
  PEERS.EXTENDED,
]

const FILES = ARE_HERE
  ? ['hostile', 'mutated'].flatMap((folder) =>
      readdirSync(realPath(folder))
        .filter((name) => name.endsWith('.log'))
        .map((name) => `${folder}/${name}`),
    )
  : []

describeReal('hostile logs', () => {
  it('has the logs it thinks it has', () => {
    expect(FILES).toHaveLength(21)
  })

  it.each(FILES)('ends every line in one fate, whatever the format: %s', async (name) => {
    const linesRead = realLines(name).length
    for (const format of [...FORMATS, 'auto']) {
      const { total } = (await seeLines(realPath(name), format)).ledger
      expectBalance(total, linesRead)
    }
  })
})

function expectBalance({ linesRead, fates, malformed }: LedgerEntry, lines: number): void {
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0)
  expect(linesRead).toBe(lines)
  expect(sum(fates)).toBe(lines)
  expect(sum(malformed)).toBe(fates.malformed)
}

const PARSE = z.object({
  t: z.string(),
  /** Minutes east of UTC. */
  off: z.number(),
  status: z.string(),
  bytes: z.string(),
  rc: z.enum(['http', 'http09', 'noproto', 'other']),
  method: z.string().nullable(),
  target: z.string().nullable(),
  proto: z.string().nullable(),
  ref: z.string().nullable(),
  ua: z.string().nullable(),
})
type Parse = z.infer<typeof PARSE>
const HOSTILE = z.object({
  items: z.array(
    z.object({
      line_no: z.number(),
      my_class: z.enum(['clean', 'recovered', 'malformed']),
      my_parse: PARSE.optional(),
    }),
  ),
})

/** What we judge otherwise than the careful reader, and why. */
const JUDGED_UNREAD = [57] // the agent is not closed
const JUDGED_BAD_REQUEST = [
  214, // CONNECT to a host without a port: not an authority
  238, // a target that begins with a colon
]
/** Traefik answered by itself, nobody knows how: the reader takes `-` for no answer. */
const JUDGED_UNKNOWN: readonly number[] = [392]
const JUDGED_BAD_STATUS = [367] // status 995, as in the large logs
const COMMENTS = [55, 56] // `#` in front: a directive or a comment, hence no request and no mistake

describeReal('odd lines, each read once with care by hand', () => {
  const { items } = HOSTILE.parse(ARE_HERE ? readRealJson('hostile/hostile.json') : { items: [] })
  const lines = ARE_HERE ? realLines('hostile/hostile.log') : []
  const scanners = FORMATS.map((format) => compileFormat(format))
  const seen: (readonly SeenLine[])[] = []

  beforeAll(async () => {
    for (const format of FORMATS) seen.push((await seeLines(realPath('hostile/hostile.log'), format)).lines)
  })

  const numbersOf = (is: (item: (typeof items)[number]) => boolean) => items.filter(is).map(({ line_no }) => line_no)
  const formatOf = (line: number) => scanners.findIndex((scanner) => readAtTheDoor(scanner, lines[line - 1]!))

  it('refuses what the reader refuses, and no more', () => {
    expect(items).toHaveLength(lines.length)
    const refusedLines = numbersOf(({ line_no }) => formatOf(line_no) < 0)
    const malformed = numbersOf(({ my_class, line_no }) => my_class === 'malformed' || JUDGED_UNREAD.includes(line_no))
    expect(refusedLines).toEqual(malformed)
    for (const line of malformed)
      expect([line, ...seen.map((hits) => hits[line - 1]?.fate)]).toEqual([
        line,
        ...seen.map(() => (COMMENTS.includes(line) ? 'not-a-request' : 'malformed')),
      ])
  })

  it('marks each field where the reader saw it', () => {
    const differing = items.flatMap(({ line_no, my_parse }) => {
      const format = formatOf(line_no)
      if (my_parse === undefined || format < 0) return []
      const line = lines[line_no - 1]!
      const read = readAtTheDoor(scanners[format]!, withoutOuterQuotes(line))
      return FIELDS_READ.filter(([, ours, theirs]) => read === undefined || ours(read) !== theirs(my_parse)).map(
        ([name]) => `${line_no} ${name}`,
      )
    })
    expect(differing).toEqual([])
  })

  it('gives each line the fate and the words that the reading asks for', () => {
    const differing = items.flatMap(({ line_no, my_parse }) => {
      const format = formatOf(line_no)
      if (my_parse === undefined || format < 0) return []
      const hit = seen[format]![line_no - 1]!
      const isUnread = my_parse.rc === 'other' || JUDGED_BAD_REQUEST.includes(line_no)
      const hasNoStatus = JUDGED_BAD_STATUS.includes(line_no)
      const isUnknown = JUDGED_UNKNOWN.includes(line_no)
      const reasons = [isUnread && 'bad-request', hasNoStatus && 'bad-status', isUnknown && 'no-status']
      const reason = reasons.find((it) => it !== false)
      const status = my_parse.status === '-' ? 'none' : `${my_parse.status[0]!}xx`
      const isRight =
        hit.reason === reason &&
        (hit.fate === 'malformed') === (reason !== undefined) &&
        (hit.method === undefined) === isUnread &&
        hit.day === instantOf(my_parse).slice(0, 10) &&
        hit.status === (hasNoStatus || isUnknown ? undefined : status)
      return isRight ? [] : [line_no]
    })
    expect(differing).toEqual([])
  })
})

const FIELDS_READ: readonly (readonly [
  string,
  (read: DoorLine) => string | undefined,
  (parse: Parse) => string | undefined,
])[] = [
  ['time', ({ instant }) => instant, (parse) => instantOf(parse)],
  ['status', ({ status }) => status, ({ status }) => status],
  ['bytes', ({ bytes }) => bytes, ({ bytes }) => bytes],
  ['method', ({ method }) => method, ({ method }) => presentOf(method)],
  // Spaces around a target are no part of it: nginx skips them too.
  ['target', ({ target }) => target, ({ target }) => presentOf(target)?.trim()],
  ['protocol', ({ protocol }) => protocol, ({ proto }) => presentOf(proto)],
  ['referrer', ({ referrer }) => referrer, ({ ref }) => presentOf(ref)],
  ['agent', ({ agent }) => agent, ({ ua }) => presentOf(ua)],
]

function presentOf(text: string | null): string | undefined {
  return text === null || text === '' || text === '-' ? undefined : text
}

function instantOf({ t, off }: Parse): string {
  return `${new Date(Date.parse(`${t}Z`) - off * 60_000).toISOString().slice(0, 19)}Z`
}

/** One more pair of quotes around a whole line is a wrapper, which a later version peels: here the line within is compared. */
function withoutOuterQuotes(line: Buffer): Buffer {
  const isWrapped = line[0] === 0x22 && line.toString('latin1').endsWith('""')
  return isWrapped ? line.subarray(1, -1) : line
}

const ISSUE_LINES = z.object({
  items: z.array(
    z.object({
      line_no: z.number(),
      expect: z.object({
        /** Null: either reading will do. */
        ok: z.boolean().nullable(),
        ts_utc: z.string().optional(),
        method: z.string().nullish(),
        target: z.string().nullish(),
        path: z.string().optional(),
        protocol: z.string().optional(),
        status: z.number().optional(),
        bytes: z.number().optional(),
        referer: z.string().nullish(),
        user_agent: z.string().nullish(),
      }),
    }),
  ),
})
type Expected = z.infer<typeof ISSUE_LINES>['items'][number]['expect']

/** Formats of lines that are in none of the usual ones. */
const ISSUE_FORMATS: Readonly<Record<number, string>> = {
  9: '$remote_addr | [$time_local] | $request | $status | $body_bytes_sent | $http_referer | $http_user_agent | $upstream_addr | $request_time | $upstream_status | $pipe | $host',
  10: '$request_time $pipe $remote_addr - $remote_user [$time_local] $request $status $body_bytes_sent $http_referer $http_user_agent',
  11: '[$time_local] $remote_addr - $upstream_cache_status - "$request" $status $body_bytes_sent $request_time "$http_referer" "$http_user_agent"',
  12: 'nginx_main',
}
const JUDGED_AMBIGUOUS = 6 // raw quotes in two fields: where one ends and the next begins cannot be known

describeReal('lines quoted in bug reports', () => {
  const { items } = ISSUE_LINES.parse(ARE_HERE ? readRealJson('hostile/issue_lines.json') : { items: [] })
  const lines = ARE_HERE ? realLines('hostile/issue_lines.log') : []

  it('reads each as its report asks', () => {
    expect(items).toHaveLength(12)
    const differing = items.flatMap(({ line_no, expect: expected }) => {
      const scanner = compileFormat(ISSUE_FORMATS[line_no] ?? 'combined')
      const read = readAtTheDoor(scanner, lines[line_no - 1]!)
      const isExpected = line_no === JUDGED_AMBIGUOUS ? false : expected.ok
      if (isExpected === null) return []
      if ((read !== undefined) !== isExpected) return [`${line_no} verdict`]
      return read === undefined ? [] : differencesOf(read, expected).map((key) => `${line_no} ${key}`)
    })
    expect(differing).toEqual([])
  })
})

function differencesOf(read: DoorLine, expected: Expected): readonly string[] {
  const ours: Readonly<Record<keyof Omit<Expected, 'ok'>, string | number | undefined>> = {
    ts_utc: read.instant,
    method: read.method,
    target: read.target,
    path: read.target?.split('?')[0],
    protocol: read.protocol,
    status: Number(read.status),
    bytes: Number(read.bytes),
    referer: read.referrer,
    user_agent: read.agent === undefined ? undefined : withoutEscapes(read.agent),
  }
  const theirs = new Map(Object.entries(expected))
  return Object.entries(ours).flatMap(([key, value]) =>
    theirs.has(key) && value !== (theirs.get(key) ?? undefined) ? [key] : [],
  )
}

describeReal('real lines altered on purpose', () => {
  const EXPECTED = z.object({
    files: z.record(z.string(), z.object({ physical_lines: z.number(), valid: z.number().optional() })),
  })
  const MUTATED: readonly {
    readonly file: string
    readonly fates?: Readonly<Record<string, number>>
    readonly reasons?: Readonly<Record<number, string>>
    readonly why: string
  }[] = [
    { file: 'bom.log', why: 'a byte order mark is no part of the address' },
    { file: 'crlf.log', why: 'CRLF at every line end' },
    { file: 'csv_hostile.log', why: 'formula starters and separators' },
    { file: 'cut_tail.log', reasons: { 5: 'cut' }, why: 'the last line is torn' },
    { file: 'dst_fold.log', why: 'the wall clock goes back, UTC does not' },
    { file: 'latin1_path.log', why: 'raw bytes of two encodings' },
    { file: 'line_5M_binary.log', fates: { 'too-long': 1 }, why: 'five megabytes without a line end' },
    { file: 'line_70k.log', fates: { 'too-long': 1 }, why: 'longer than 65 536 bytes' },
    { file: 'mixed_eol.log', fates: { 'not-a-request': 2 }, why: 'LF and CRLF, two of them blank' },
    { file: 'no_final_newline.log', why: 'the last line is whole, but for its end' },
    { file: 'nul_pad.log', why: '4 096 NULs in front: what copytruncate leaves' },
    {
      file: 'odd_numbers.log',
      // 2⁵³ + 1 and 2⁶⁴ − 1 have no exact number here.
      reasons: { 1: 'bad-line', 2: 'bad-line', 3: 'bad-line', 5: 'bad-status', 6: 'bad-status', 7: 'bad-line' },
      why: 'sizes and statuses',
    },
    {
      file: 'odd_times.log',
      reasons: { 5: 'bad-time', 6: 'bad-time', 7: 'bad-time', 8: 'bad-time', 12: 'bad-time' },
      why: 'times that are none',
    },
  ]
  const { files } = EXPECTED.parse(ARE_HERE ? readRealJson('mutated/expected.json') : { files: {} })

  it('has a verdict for every file', () => {
    expect(MUTATED.map(({ file }) => file)).toEqual(Object.keys(files).sort())
  })

  describe.each(MUTATED)('$file: $why', ({ file, fates = {}, reasons = {} }) => {
    it('reads what can be read', async () => {
      const { lines, ledger } = await seeLines(realPath(`mutated/${file}`), 'combined')
      const { physical_lines: physical = 0, valid } = files[file] ?? {}
      expect(ledger.total.linesRead).toBe(physical)
      expect(ledger.total.fates).toMatchObject({ 'too-long': 0, 'not-a-request': 0, ...fates })
      const given = lines.flatMap(({ reason }, position) => (reason === undefined ? [] : [[position + 1, reason]]))
      expect(Object.fromEntries(given)).toEqual(reasons)
      const read = lines.filter(({ reason, fate }) => reason === undefined && fate !== 'not-a-request').length
      if (valid !== undefined) expect(read).toBe(file === 'line_70k.log' ? valid - 1 : valid)
    })
  })

  const TIMES = z.object({
    files: z.object({
      'dst_fold.log': z.object({ ts_utc: z.array(z.string()) }),
      'odd_times.log': z.object({
        per_line: z.array(
          z.object({ line: z.number(), ts_utc: z.string().optional(), malformed: z.boolean().optional() }),
        ),
      }),
    }),
  })

  it('reads each time as the instant it is', () => {
    const { files: times } = TIMES.parse(readRealJson('mutated/expected.json'))
    expect(instantsOf('mutated/dst_fold.log')).toEqual(times['dst_fold.log'].ts_utc)
    const odd = instantsOf('mutated/odd_times.log')
    expect(odd[0], 'a leap second is the second before').toBe('2023-12-31T23:59:59Z')
    for (const { line, ts_utc, malformed } of times['odd_times.log'].per_line) {
      if (ts_utc !== undefined) expect([line, odd[line - 1]]).toEqual([line, ts_utc])
      if (malformed === true) expect([line, odd[line - 1]]).toEqual([line, undefined])
    }
  })

  it('never gives a wrong number', async () => {
    const { lines } = await seeLines(realPath('mutated/odd_numbers.log'), 'combined')
    expect(lines.map(({ bytes }) => bytes)).toEqual([-1, -1, -1, 0, 0, 5, -1])
    expect(lines[3]).toMatchObject({ status: 'none', reason: undefined })
  })
})

function instantsOf(name: string): readonly (string | undefined)[] {
  const scanner = compileFormat('combined')
  return realLines(name).map((line) => readAtTheDoor(scanner, line)?.instant)
}
