import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readConfiguration } from '../../../src/config/index.ts'
import { dayOfText, periodText } from '../../../src/domain/calendar.ts'
import { FATE } from '../../../src/domain/fate.ts'
import type { Hit } from '../../../src/domain/hit.ts'
import { ProblemError, type Problem } from '../../../src/domain/problem.ts'
import {
  countLogs,
  publicationOf,
  renderTableAs,
  type CountedLogs,
  type CountRequest,
} from '../../../src/pipeline/index.ts'
import { combinedLine, testFolder } from '../../cli/run-comptage.ts'
import { proxied } from '../../run/proxied.ts'

const YAML = `service: { id: essai, name: Essai, url: "https://www.example.fr" }
features:
  - { id: simulateur, match: [ /simulateur ] }
`
const W3C_HEADER = '#Version: 1.0\n#Fields: date time cs-method cs-uri-stem sc-status cs(Referer) cs(User-Agent)\n'
const COMMON = (time: string): string => `203.0.113.7 - - [${time}] "GET /simulateur HTTP/1.1" 200 512\n`

/** One line, with all that lines of the format may have, or without. */
const LINE_OF = {
  json: (has: boolean) =>
    JSON.stringify({ ...REQUEST, ...(has && { bytes: 512, referer: 'https://www.example.org/' }) }),
  counted: (has: boolean) =>
    JSON.stringify({ ...REQUEST, ...(has && { bytes: 512, referrer: 'https://www.example.org/' }), count: 1 }),
  logfmt: (has: boolean) =>
    pairs({ ...REQUEST, ...(has && { bytes: 512, referer: 'https://www.example.org/' }) }, '=', ' '),
  ltsv: (has: boolean) => {
    const { path, ...others } = REQUEST
    const more = has && { size: 512, referer: 'https://www.example.org/', reqtime: '0.046' }
    return pairs({ ...others, uri: path, ...more }, ':', '\t')
  },
  traefik_json: (has: boolean) =>
    JSON.stringify({
      StartUTC: REQUEST.time,
      RequestMethod: 'GET',
      RequestPath: '/simulateur',
      DownstreamStatus: 200,
      ...(has && { request_Referer: 'https://www.example.org/' }),
    }),
}
const REQUEST = { time: '2026-03-01T12:00:00Z', method: 'GET', path: '/simulateur', status: 200 }
const pairs = (values: object, sign: string, between: string): string =>
  Object.entries(values)
    .map(([key, value]) => `${key}${sign}${String(value)}`)
    .join(between)

const { fresh } = testFolder('pipeline')

type Setting = {
  readonly yaml?: string
  readonly files: Readonly<Record<string, string>>
  readonly request?: Omit<CountRequest, 'configuration'>
  readonly onHit?: (hit: Hit) => void
}

/** Counts in a folder of its own; paths of the logs are below it. */
async function count({ yaml = '', files, request, onHit }: Setting): Promise<CountedLogs & { folder: string }> {
  const folder = fresh(files)
  const { configuration, problems } = readConfiguration(YAML + yaml, 'comptage.yaml', { folder })
  if (configuration === undefined) throw new ProblemError(...problems)
  const logs = (request?.logs ?? Object.keys(files)).map((name) => join(folder, name))
  const counted = await countLogs({ configuration, ...request, logs }, onHit === undefined ? {} : { onHit })
  return { ...counted, folder }
}

async function thrownBy(setting: Setting): Promise<readonly Problem[]> {
  return count(setting).then(
    () => [],
    (error: unknown) => {
      if (error instanceof ProblemError) return error.problems
      throw error
    },
  )
}

const codesOf = (problems: readonly Problem[]): readonly string[] => problems.map(({ code }) => code)
const uses = (days: readonly number[], each = 1): string =>
  days
    .map((day) => combinedLine({ time: `${String(day).padStart(2, '0')}/Mar/2026:12:00:00 +0100` }).repeat(each))
    .join('')

describe('a period that --since or --until cuts, without shorter ones beside it', () => {
  const yaml = 'timezone: Europe/Paris\nsince: 2026-03-02\ndatasets:\n  - by: [month, feature]\n'
  const files = { 'access.log': uses([2, 3, 4, 5], 20) + uses([20], 1).replace('Mar', 'Apr') }

  it.each([
    { why: 'whole', days: {}, march: 80 },
    { why: 'asked for from its first day to its last', days: { since: '2026-03-01', until: '2026-03-31' }, march: 80 },
    { why: 'cut at its end', days: { until: '2026-03-04' }, march: undefined },
    { why: 'cut at its beginning', days: { since: '2026-03-03' }, march: undefined },
  ])('$why', async ({ days, march }) => {
    const request = Object.fromEntries(Object.entries(days).map(([name, text]) => [name, dayOfText(text)!]))
    const { tables } = await count({ yaml, files, request: { format: 'combined', ...request } })
    expect(tables[0]!.rows[0]!.counts[0]).toBe(march)
  })
})

describe('countLogs', () => {
  it('hands every line but a too-long one to the observer, and balances', async () => {
    const fates: number[] = []
    const log = `${uses([1])}\n# comment\nLEAK\n${'x'.repeat(70_000)}\n${uses([2])}`
    const request = { format: 'combined' }
    const { ledger } = await count({ files: { 'a.log': log }, request, onHit: ({ fate }) => fates.push(fate) })
    expect(fates).toEqual([FATE.counted, FATE['not-a-request'], FATE['not-a-request'], FATE.malformed, FATE.counted])
    expect(ledger.total).toMatchObject({ linesRead: 6, fates: { counted: 2, 'too-long': 1, malformed: 1 } })
  })

  it('counts a file once, however often it is named', async () => {
    const { ledger } = await count({ files: { 'a.log': uses([1]) }, request: { logs: ['a.log', './a.log', '*.log'] } })
    expect(ledger.total.linesRead).toBe(1)
  })

  it('reads a log that is named in the format of the entry whose path fits it', async () => {
    const yaml = `logs: [ { path: "old-*.log", format: common }, { path: "*.log", format: combined } ]\n`
    const files = { 'new.log': uses([1]), 'old-1.log': COMMON('01/Mar/2026:12:00:00 +0100') }
    const { ledger, formats, problems } = await count({ yaml, files })
    expect(ledger.files.map(({ fates }) => fates.counted)).toEqual([1, 1])
    expect(formats.map(({ name }) => name)).toEqual(['combined', 'common'])
    expect(codesOf(problems)).toEqual(['MEASURE_LEFT_OUT', 'MEASURE_LEFT_OUT'])
  })

  it('says of a format what any log of it lacks, whichever is read last', async () => {
    const yaml = `logs: [ { path: "a.log", format: '%h %l %u %t "%r" %>s %b' }, { path: "b.log", format: '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %D' } ]\n`
    const lines = { bare: COMMON('01/Mar/2026:12:00:00 +0100'), full: uses([1]).replace('\n', ' 41\n') }
    for (const files of [
      { 'a.log': lines.bare, 'b.log': lines.full },
      { 'b.log': lines.full, 'a.log': lines.bare },
    ]) {
      const { formats } = await count({ yaml, files })
      expect(formats.map(({ name }) => name)).toEqual(['custom'])
      expect(formats[0]?.lacks).toEqual(expect.arrayContaining(['agent', 'referrer', 'duration']))
    }
  })

  it.each([
    { format: 'json', end: /\}$/, agent: ',"agent":"curl/8"}' },
    { format: 'counted', end: /\}$/, agent: ',"agent":"curl/8"}' },
    { format: 'logfmt', end: /$/, agent: ' agent=curl/8' },
    { format: 'ltsv', end: /$/, agent: '\tua:curl/8' },
  ] as const)('no agent is lacked in $format where a later line has one', async ({ format, end, agent }) => {
    const line = LINE_OF[format](false)
    const lacksOf = async (last: string) => {
      // More than a format is chosen by.
      const files = { 'a.log': `${`${line}\n`.repeat(1_200)}${last}\n` }
      return (await count({ files, request: { format } })).formats.flatMap(({ lacks }) => lacks)
    }
    expect(await lacksOf(line)).toContain('agent')
    expect(await lacksOf(line.replace(end, agent))).not.toContain('agent')
  })

  it('leaves out a default measure that the format cannot give', async () => {
    const log = COMMON('01/Mar/2026:12:00:00 +0100').repeat(11)
    const counted = await count({ files: { 'a.log': log } })
    expect(await renderTableAs('csv', publicationOf(counted)!)).toBe(
      'jour,fonctionnalite,requetes,erreurs\n2026-03-01,simulateur,11,\n',
    )
  })

  it('refuses a measure that was asked for and cannot be had', async () => {
    const yaml = 'datasets: [ { by: [ day, feature ], measures: [ requests, entries ] } ]\n'
    const files = { 'a.log': COMMON('01/Mar/2026:12:00:00 +0100') }
    expect(await thrownBy({ yaml, files })).toEqual([
      { code: 'FORMAT_LACKS', table: 'day-feature', format: 'common', field: 'referrer', wanted: 'entries' },
    ])
  })

  it.each([
    ['without its headers', ''],
    ['without its agents', ',"headers":{"Accept":["*/*"]}'],
  ])('counts all of a Caddy log %s, and says that it has no agent', async (_, headers) => {
    const request = `{"method":"GET","uri":"/simulateur"${headers}}`
    const line = `{"ts":1772362800.5,"logger":"http.log.access","request":${request},"size":1,"status":200}\n`
    const { ledger, formats } = await count({ files: { 'a.log': line.repeat(20) }, request: { format: 'caddy' } })
    expect(ledger.total.fates).toMatchObject({ counted: 20, robot: 0 })
    expect(formats.flatMap(({ lacks }) => lacks)).toContain('agent')
  })

  describe('rows by the day', () => {
    const byHour = '{ by: [ month, feature, hour ], measures: [ requests ], protection: exact, accept_risk: true }'
    const byDay = '{ by: [ day, feature ], measures: [ requests ], protection: exact, accept_risk: true }'
    const request = { format: 'counted' }
    const rows = (...days: readonly string[]): string =>
      ['day,path,status,count', ...days.map((day) => `${day},/simulateur,200,30`)].join('\n') + '\n'

    it('are counted where no table is by hour', async () => {
      const files = { 'a.csv': rows('2026-03-01', '2026-03-02') }
      const { ledger } = await count({ yaml: `datasets: [ ${byDay} ]\n`, files, request })
      expect(ledger.total.fates).toMatchObject({ counted: 60, malformed: 0 })
    })

    it.each([
      ['columns', rows('2026-03-01 08', '2026-03-02')],
      ['objects', '{"hour":"20260301","path":"/simulateur","status":200,"count":30}\n'],
    ])('are refused beside one that is: %s', async (_, text) => {
      const setting = { yaml: `datasets: [ ${byDay}, ${byHour} ]\n`, files: { 'a.csv': text }, request }
      expect(await thrownBy(setting)).toEqual([
        { code: 'FORMAT_LACKS', table: 'month-feature-hour', format: 'counted', field: 'time', wanted: 'hour' },
      ])
    })

    it('are of hours where they say them', async () => {
      const files = { 'a.csv': rows('2026-03-01 08', '2026-03-02 09') }
      const { ledger } = await count({ yaml: `datasets: [ ${byDay}, ${byHour} ]\n`, files, request })
      expect(ledger.total.fates).toMatchObject({ counted: 60, malformed: 0 })
    })
  })

  describe.each([
    ...(['json', 'logfmt', 'ltsv', 'counted', 'traefik_json'] as const).map((format) => ({ format, by: 'entries' })),
    ...(['json', 'logfmt', 'ltsv', 'counted'] as const).map((format) => ({ format, by: 'bytes' })),
    { format: 'ltsv', by: 'duration_p50' },
    ...(['json', 'logfmt', 'ltsv', 'traefik_json'] as const).map((format) => ({ format, by: 'referrer' })),
  ] as const)('$by, asked for of lines of $format that have it or not, each for itself', ({ format, by }) => {
    const wanted =
      by === 'referrer'
        ? '{ by: [ day, feature, referrer ], measures: [ requests ], protection: exact, accept_risk: true }'
        : `{ by: [ day, feature ], measures: [ requests, ${by} ], protection: exact, accept_risk: true }`
    const counts = async (lines: readonly boolean[]): Promise<readonly string[]> => {
      const log = lines.map((has) => LINE_OF[format](has)).join('\n')
      const counted = await count({
        yaml: `datasets: [ ${wanted} ]\n`,
        files: { 'a.log': `${log}\n` },
        request: { format },
      })
      return [...codesOf(counted.problems), ...counted.tables.flatMap(({ spec }) => spec.measures)]
    }
    const first = Array.from({ length: 30 }, () => false)

    it('is had where the first lines have none', async () => {
      const whole = await counts(first.map(() => true))
      expect(whole).toContain(by === 'referrer' ? 'requests' : by)
      // Twelve hundred lines: more than a format is chosen by.
      expect(await counts([...Array.from({ length: 40 }, () => first).flat(), true])).toEqual(whole)
    })

    it('is left out where no line has it', async () => {
      const left = await counts(first)
      expect(left.includes('MEASURE_LEFT_OUT')).toBe(by !== 'referrer')
      expect(left).not.toContain(by)
      expect(left).not.toContain('FORMAT_LACKS')
    })
  })

  it.each([
    ['combined', uses([1])] as const,
    ...(['json', 'logfmt', 'ltsv', 'counted'] as const).map(
      (format) => [format, `${LINE_OF[format](true)}\n`] as const,
    ),
  ])('a size that no number holds is told of a line of %s, and not summed as 0', async (format, line) => {
    const sizes = [Number.MAX_SAFE_INTEGER, '9007199254740992', '18446744073709551615', 7]
    const log = sizes
      .map((size) => line.replace('512', String(size)))
      .join('')
      .repeat(9)
    // Of lines that nobody sees the kernel makes sums.
    for (const onHit of [undefined, () => undefined]) {
      const request = { format, malformedLimit: 1 }
      const { ledger } = await count({ files: { 'a.log': log }, request, ...(onHit && { onHit }) })
      const reason = format === 'json' || format === 'counted' ? 'bad-json' : 'bad-line'
      expect(ledger.total.fates).toMatchObject({ counted: 18, malformed: 18 })
      expect(ledger.total.malformed[reason]).toBe(18)
    }
  })

  it('bytes alone are no less a table where no line says any', async () => {
    const yaml = 'datasets: [ { by: [ day, feature ], measures: [ bytes ], protection: exact, accept_risk: true } ]\n'
    const { tables, problems } = await count({ yaml, files: { 'a.log': `${LINE_OF.json(false)}\n` } })
    expect(tables.map(({ spec }) => spec.measures)).toEqual([['bytes']])
    expect(codesOf(problems)).not.toContain('MEASURE_LEFT_OUT')
  })

  describe('a format that reads none of the first lines', () => {
    const yaml = 'datasets: [ { by: [ day, feature ], measures: [ requests, entries ] } ]\n'
    const wrong = uses([1]).repeat(30)

    it('is said to be the wrong one, with the right one, and not to lack what a table asks for', async () => {
      for (const format of ['haproxy', 'common', '%h %l %u %t "%r" %>s %b', '$time_local $request_uri $status']) {
        const { problems, tables } = await count({ yaml, files: { 'a.log': wrong }, request: { format } })
        expect(codesOf(problems)).toEqual(['TOO_MANY_MALFORMED'])
        expect(problems).toMatchObject([{ instead: ['combined'] }])
        expect(tables).toEqual([])
      }
    })

    it('is said of two that no line tells apart', async () => {
      const log = wrong.replaceAll('\n', ' 41\n')
      const { problems } = await count({ files: { 'a.log': log }, request: { format: 'scalingo' } })
      expect(problems).toMatchObject([{ code: 'TOO_MANY_MALFORMED', instead: ['combined_d', 'icecast'] }])
    })

    it('is said of a layout that nobody named, by its string', async () => {
      const log = wrong.replaceAll('203.0.113.7', '[info] 203.0.113.7').replaceAll('\n', ' xy\n')
      const { problems } = await count({ files: { 'a.log': log }, request: { format: 'haproxy' } })
      expect(problems).toMatchObject([
        { code: 'TOO_MANY_MALFORMED', instead: [expect.stringContaining('$time_local')] },
      ])
    })

    it('is none of messages where nobody knows the format of the requests', async () => {
      const log = 'xy 2026 GET /simulateur 200\n'.repeat(30)
      for (const format of ['heroku', 'scalingo', 'logfmt', 'traefik']) {
        const { problems } = await count({ files: { 'a.log': log }, request: { format } })
        expect(codesOf(problems)).toEqual(['TOO_MANY_MALFORMED'])
        expect(problems[0]).not.toHaveProperty('instead')
      }
    })

    it('may read those that follow, and lack what a table asks for then', async () => {
      const files = { 'a.log': wrong.repeat(40) + COMMON('01/Mar/2026:12:00:00 +0100') }
      expect(codesOf(await thrownBy({ yaml, files, request: { format: 'common' } }))).toEqual(['FORMAT_LACKS'])
    })
  })

  it.each([
    { request: { format: 'combind' }, code: 'FORMAT_UNKNOWN', why: 'a format with no such name' },
    { request: { format: '$remote_addr [$time_local]' }, code: 'FORMAT_SYNTAX', why: 'a format without a request' },
    { request: { protection: 'exact' }, code: 'TABLE_RULE', why: 'exact figures without accepted risk' },
    {
      request: { since: dayOfText('2026-03-02')!, until: dayOfText('2026-03-01')! },
      code: 'SINCE_AFTER_UNTIL',
      why: 'no day',
    },
  ] as const)('throws for $why', async ({ request, code }) => {
    expect(new Set(codesOf(await thrownBy({ files: { 'a.log': uses([1]) }, request })))).toEqual(new Set([code]))
  })

  it('has no tables, but a ledger, where an alarm went off', async () => {
    const counted = await count({
      files: { 'a.log': uses([1]), 'b.log': 'LEAK\n'.repeat(10) },
      request: { format: 'combined' },
    })
    expect(counted.tables).toEqual([])
    expect(publicationOf(counted)).toBeUndefined()
    expect(codesOf(counted.problems)).toContain('TOO_MANY_MALFORMED')
    expect(counted.ledger.total).toMatchObject({ linesRead: 11, fates: { counted: 1, malformed: 10 } })
  })

  it('takes small logs of another format together, and names the first', async () => {
    const few = Object.fromEntries(Array.from({ length: 4 }, (_, i) => [`b${i}.log`, `LEAK${i}\n`.repeat(3)]))
    const counted = await count({ files: { 'a.log': uses([1], 500), ...few }, request: { format: 'combined' } })
    expect(counted.problems).toMatchObject([
      { code: 'TOO_MANY_MALFORMED', file: join(counted.folder, 'b0.log'), line: 1, share: 1, others: 3 },
    ])
    expect(counted.tables).toEqual([])
  })

  it('takes small logs of a day together', async () => {
    const mixed = `${uses([1], 4)}${'LEAK\n'.repeat(3)}${uses([1], 1)}`
    const some = Object.fromEntries(Array.from({ length: 4 }, (_, i) => [`web${'abcd'.charAt(i)}.log`, mixed]))
    const counted = await count({ files: some, request: { format: 'combined' } })
    expect(counted.problems.filter(({ code }) => code === 'TOO_MANY_MALFORMED')).toMatchObject([
      { share: 12 / 32, others: 3, days: { first: '2026-03-01', last: '2026-03-01', count: 1 } },
    ])
    expect(counted.tables).toEqual([])
  })

  it('publishes the other days, where it knows on which too many lines do not fit', async () => {
    const days = [uses([1], 40), uses([2], 40), 'LEAK\n'.repeat(30), uses([2], 20), uses([3, 4], 40)]
    const counted = await count({
      yaml: 'since: 2026-03-01\n',
      files: { 'a.log': days.join('') + uses([7]) },
      request: { format: 'combined' },
    })
    expect(counted.problems).toMatchObject([
      { code: 'TOO_MANY_MALFORMED', line: 81, days: { first: '2026-03-02', last: '2026-03-02', count: 1 } },
      ...counted.problems.slice(1),
    ])
    const table = await renderTableAs('csv', publicationOf(counted)!)
    expect(table).toContain('2026-03-01,simulateur,40')
    expect(table).toContain('2026-03-02,simulateur,,')
    expect(table).toContain('2026-03-03,simulateur,40')
  })

  it('takes a log of messages alone for one of the server whose requests are beside it', async () => {
    const messages = 'Server app/web1 is DOWN, reason: Layer4 timeout\n'.repeat(3)
    const request =
      '203.0.113.7:51234 [10/Mar/2026:09:31:24.655] www~ app/web1 0/0/1/45/46 200 3126 - - ---- 4/2/1/0/0 0/0 "GET /simulateur HTTP/1.1"\n'
    const yaml = 'logs: [ { path: "*.log" } ]\ndatasets: [ { by: [ day, feature ], measures: [ requests ] } ]\n'
    const beside = await count({ yaml, files: { 'a.log': messages, 'b.log': request.repeat(11) } })
    expect(codesOf(beside.problems)).toEqual(['FORMAT_DETECTED'])
    expect(beside.ledger.total.fates).toMatchObject({ counted: 11, 'not-a-request': 3 })
    const alone = await count({ yaml, files: { 'a.log': messages, 'c.log': uses([1], 11) } })
    expect(alone.problems).toMatchObject(
      [{ code: 'FORMAT_DETECTED' }, { code: 'FORMAT_NOT_DETECTED', why: 'messages' }].toReversed(),
    )
  })

  it('is not stopped by a log of what a bucket did by itself', async () => {
    const expiry =
      'LEAK www.example.fr [10/Mar/2026:08:31:24 +0000] - - LEAK S3.EXPIRE.OBJECT a "-" - - - 10 - - "-" "-" -\n'
    const counted = await count({ files: { 'a.log': expiry, 'b.log': uses([1], 11) } })
    expect(codesOf(counted.problems)).toEqual(['FORMAT_DETECTED'])
    expect(counted.ledger.total.fates).toMatchObject({ counted: 11, 'not-a-request': 1 })
  })

  it('names a log of a few lines that do not fit, and counts the others', async () => {
    const counted = await count({
      files: { 'a.log': uses([1], 11), 'b.log': 'LEAK\n'.repeat(9) },
      request: { format: 'combined' },
    })
    expect(counted.problems).toMatchObject([{ code: 'NO_LINE_FITS', file: join(counted.folder, 'b.log'), lines: 9 }])
    expect(counted.tables).not.toEqual([])
  })

  it.each([
    { why: 'one line', files: { 'a.log': 'LEAK\n' }, format: 'combined' },
    { why: 'two lines after a W3C header', files: { 'a.log': `${W3C_HEADER}LEAK\nLEAK\n` }, format: 'w3c' },
    { why: 'two lines of no header', files: { 'a.log': 'LEAK\nLEAK\n' }, format: 'iis' },
    { why: 'two logs of a line', files: { 'a.log': 'LEAK\n', 'b.log': 'LEAK\n' }, format: 'combined', others: 1 },
  ])('refuses logs of which no line fits, however few: $why', async ({ files, format, others }) => {
    const counted = await count({ files, request: { format } })
    const problem = { code: 'TOO_MANY_MALFORMED', share: 1, ...(others !== undefined && { others }) }
    expect(counted.problems).toMatchObject([problem])
    expect(counted.tables).toEqual([])
    const asTheyShouldBe = await count({ files, request: { format, malformedLimit: 1 } })
    expect(codesOf(asTheyShouldBe.problems)).toEqual(['NOTHING_COUNTED'])
  })

  it.each([
    { why: 'a header', log: W3C_HEADER, format: 'w3c' },
    { why: 'a message', log: 'Server app/web1 is DOWN, reason: Layer4 timeout\n', format: 'haproxy' },
  ])('refuses no log of nothing but $why', async ({ log, format }) => {
    const yaml = 'datasets: [ { by: [ day, feature ], measures: [ requests ] } ]\n'
    const counted = await count({ yaml, files: { 'a.log': log }, request: { format } })
    expect(codesOf(counted.problems)).toEqual(['NOTHING_COUNTED'])
  })

  it('doubts a format by which answered requests are no HTTP', async () => {
    const format = `$remote_addr - $remote_user [$time_local] "$http_x" $status $body_bytes_sent "$request" "$http_user_agent"`
    const counted = await count({ files: { 'a.log': uses([1], 20) }, request: { format } })
    expect(counted.problems.at(-1)).toMatchObject({ code: 'TOO_MANY_MALFORMED', reason: 'bad-request', share: 1 })
  })

  it('counts the others where a log is missing, and says so', async () => {
    const counted = await count({ files: { 'a.log': uses([1], 11) }, request: { logs: ['a.log', 'missing.log'] } })
    expect(codesOf(counted.problems)).toEqual(['LOG_NOT_FOUND', 'FORMAT_DETECTED'])
    expect(await renderTableAs('csv', publicationOf(counted)!)).toContain('2026-03-01,simulateur,11,')
  })

  it('takes the later of since: and --since', async () => {
    const yaml = 'since: 2026-03-03\n'
    const counted = async (since: string) =>
      (await count({ yaml, files: { 'a.log': uses([1, 2, 3, 4]) }, request: { since: dayOfText(since)! } })).ledger
        .total.fates
    expect(await counted('2026-03-02')).toMatchObject({ counted: 2, 'out-of-period': 2 })
    expect(await counted('2026-03-04')).toMatchObject({ counted: 1, 'out-of-period': 3 })
  })

  it('finds a day in the time zone of the service', async () => {
    const log = combinedLine({ time: '28/Feb/2026:23:30:00 +0000' }).repeat(11)
    const counted = await count({ files: { 'a.log': log } })
    expect(await renderTableAs('csv', publicationOf(counted)!)).toContain('2026-03-01,simulateur,11')
  })
})

describe('partial periods', () => {
  it('are told to be ahead where all of them are, as by a clock of this machine that is behind', async () => {
    const counted = await count({ files: { 'a.log': combinedLine({ time: '01/Mar/2090:12:00:00 +0100' }).repeat(11) } })
    const all = { lines: 11, first: '2090-03-01', last: '2090-03-01', isAll: true }
    expect(counted.problems).toContainEqual({ code: 'DATES_AHEAD', ...all })
  })

  it('are not ended by a line that is dated ahead, which is told', async () => {
    const ahead = combinedLine({ time: '01/Mar/2090:12:00:00 +0100' })
    const counted = await count({ files: { 'a.log': uses([1, 2, 3, 4, 5, 6, 7]) + ahead } })
    const periods = publicationOf(counted)!
      .partial.get('day-feature')!
      .map((period) => periodText('day', period))
    expect(periods).toEqual(['01', '05', '06', '07'].map((day) => `2026-03-${day}`).concat('2090-03-01'))
    expect(counted.problems).toContainEqual({ code: 'DATES_AHEAD', lines: 1, first: '2090-03-01', last: '2026-03-07' })
  })

  const DAYS = [1, 2, 3, 4, 5, 6, 7]
  it.each([
    {
      why: 'the first day may have begun before its first line; the last two may not be over',
      partial: ['01', '05', '06', '07'],
    },
    { yaml: 'since: 2026-03-01\n', why: 'the service opened on the first day', partial: ['05', '06', '07'] },
    {
      yaml: 'since: 2026-02-01\n',
      why: 'a service that opened before its first line had lines that are gone',
      partial: ['01', '05', '06', '07'],
    },
    { yaml: 'protection: { grace: 0h }\n', why: 'no line comes late', partial: ['01', '07'] },
    { request: { since: '2026-03-03' }, why: '--since stands for itself', partial: ['05', '06', '07'] },
    { request: { until: '2026-03-04' }, why: '--until leaves the open days out', partial: ['01'] },
    { request: { until: '2026-03-06' }, why: '--until does not close a day', partial: ['01', '05', '06'] },
  ])('$why', async ({ yaml = '', request = {}, partial }) => {
    const days = Object.fromEntries(Object.entries(request).map(([name, text]) => [name, dayOfText(text)!]))
    const counted = await count({ yaml, files: { 'a.log': uses(DAYS) }, request: days })
    const periods = publicationOf(counted)!.partial.get('day-feature')!
    expect(periods.map((period) => periodText('day', period))).toEqual(partial.map((day) => `2026-03-${day}`))
  })

  it('a month is whole when its days are, the first included', async () => {
    const february = combinedLine({ time: '28/Feb/2026:12:00:00 +0100' })
    const files = { 'a.log': february + uses(DAYS) + combinedLine({ time: '03/Apr/2026:12:00:00 +0200' }) }
    const months = publicationOf(await count({ files }))!.partial.get('month-feature')!
    expect(months.map((period) => periodText('month', period))).toEqual(['2026-02', '2026-04'])
  })
})

describe('days that were not asked for', () => {
  // 10 + 10 hidden beside 20 + 20 + 20 shown: a shown month of 80 would say that each hidden day had exactly 10. Lines
  // that are no request on later days must not add holes that make the rule believe in more of them.
  const log = uses([1, 2], 10) + uses([3, 4, 5], 20)
  const scans = [6, 7, 8, 9].map(
    (day) => `203.0.113.9 - - [0${day}/Mar/2026:12:00:00 +0100] "\\x16\\x03" 400 0 "-" "-"\n`,
  )
  const request = { format: 'combined', until: dayOfText('2026-03-05')! }

  it('make no row, and so no hidden figure computable', async () => {
    const quiet = await count({ files: { 'a.log': log }, request })
    const scanned = await count({ files: { 'a.log': log + scans.join('') }, request })
    for (const counted of [quiet, scanned]) {
      expect(counted.book.grid().length).toBe(5)
      const month = counted.tables.find(({ spec }) => spec.period === 'month')
      expect(month?.rows.map(({ counts }) => counts[0])).toEqual([undefined])
    }
  })
})

describe('a day without a line that is the last or the first asked for', () => {
  it.each([
    { days: { until: '2026-03-05' }, why: 'has its row, since the logs go on', rows: [1, 2, 3, 4, 5] },
    { days: { since: '2026-03-05' }, why: 'has its row, since the logs had begun', rows: [5, 6, 7, 8] },
    {
      days: { since: '2026-02-02', until: '2026-03-20' },
      why: 'has none outside of the logs',
      rows: [1, 2, 3, 4, 5, 6, 7, 8],
    },
  ])('$why', async ({ days, rows }) => {
    const request = Object.fromEntries(Object.entries(days).map(([name, text]) => [name, dayOfText(text)!]))
    const { tables } = await count({ files: { 'a.log': uses([1, 2, 3, 7, 8], 20) }, request })
    const table = tables.find(({ spec }) => spec.period === 'day')
    expect([...table!.rows].map(({ period }) => periodText('day', period).slice(-2))).toEqual(
      rows.map((day) => `0${day}`),
    )
  })
})

describe('where a server decodes its targets', () => {
  it('a referrer is not taken for the target of the same bytes', async () => {
    const from: string[] = []
    const lineOf = (path: string, referrer: string): string =>
      `203.0.113.7 - - [03/Mar/2026:12:00:00 +0100] "GET ${path} HTTP/1.1" 200 512 "${referrer}" "Mozilla/5.0 (X11; rv:128.0) Firefox/128.0"\n`
    await count({
      yaml: '  - { id: menu, match: [ /café ] }\ndatasets: [ { by: [ month, feature, from ], protection: exact, accept_risk: true } ]\n',
      // As Apache writes %U: the first asked for `/caf%25C3%25A9`, which is no feature, and the second came from `/café`.
      files: {
        'a.log': lineOf('/caf%C3%A9', '-') + lineOf('/simulateur', 'https://www.example.fr/caf%C3%A9'),
      },
      request: { format: '%h %l %u %t "%m %U %H" %>s %b "%{Referer}i" "%{User-Agent}i"' },
      onHit: (hit) => from.push(`${hit.feature} from ${hit.from}`),
    })
    expect(from).toEqual(['-1 from -1', '0 from 1'])
  })
})

describe('logs that begin alike', () => {
  const day = uses([1, 2, 3], 100)
  const HEADER = '#Version: 1.0\n#Fields: date time cs-method cs-uri-stem sc-status cs(Referer) cs(User-Agent)\n'

  it.each([
    { files: { 'a.log': day, 'a.log.bak': day }, alike: ['a.log.bak a.log'], why: 'a copy' },
    { files: { 'a.log': day, 'a.log.1': day + uses([4]) }, alike: ['a.log.1 a.log'], why: 'a copy of what it was' },
    { files: { 'a.log': day, 'b.log': uses([4, 5]) }, alike: [], why: 'other lines' },
    { files: { 'a.log': day + uses([4]), 'b.log': day + uses([5]) }, alike: [], why: 'the same for long, then not' },
    {
      files: { 'a.log': HEADER, 'b.log': `${HEADER}2026-03-01 10:00:00 GET /simulateur 200\n` },
      alike: [],
      why: 'the same columns',
    },
    { files: { 'a.log': '', 'b.log': day }, alike: [], why: 'an empty log' },
  ])('$why', async ({ files, alike }) => {
    const { problems, folder } = await count({ files })
    const told = problems.flatMap((problem) =>
      problem.code === 'LOGS_ALIKE' ? [`${problem.path} ${problem.other}`.replaceAll(`${folder}/`, '')] : [],
    )
    expect(told).toEqual(alike)
  })

  it('of the same requests, each by a server of its own, are told once for all their files', async () => {
    const { inFront, below } = proxied(Date.UTC(2026, 2, 1), 7)
    const lines = below.split(/(?<=\n)/)
    const files = {
      'behind.log': lines.slice(20).join(''),
      'behind.log.1': lines.slice(0, 20).join(''),
      'front.log': inFront,
    }
    const { problems, folder } = await count({ files })
    expect(problems.filter(({ code }) => code === 'LOGS_ALIKE')).toEqual([
      { code: 'LOGS_ALIKE', path: join(folder, 'front.log'), other: join(folder, 'behind.log'), by: 'uses' },
    ])
  })

  it('knows an archive by its text', async () => {
    const folder = fresh({ 'a.log': day })
    writeFileSync(join(folder, 'a.log.gz'), gzipSync(day))
    const { configuration } = readConfiguration(YAML, 'comptage.yaml', { folder })
    const logs = ['a.log', 'a.log.gz'].map((name) => join(folder, name))
    expect(codesOf((await countLogs({ configuration: configuration!, logs })).problems)).toContain('LOGS_ALIKE')
  })
})

describe('lines of another host', () => {
  const line = (host: string): string => `${host} ${combinedLine({ time: '01/Mar/2026:12:00:00 +0100' })}`
  const told = (problems: readonly Problem[]) => problems.filter(({ code }) => code === 'HOSTS_FOREIGN')
  const log = [
    ...Array<string>(30).fill('www.example.fr:443'),
    ...Array<string>(5).fill('other.example.org:443'),
    '-:443',
  ]
    .map(line)
    .join('')

  it.each([{ jobs: 1 }, { jobs: 2 }])('are counted, and told by their number, with $jobs threads', async ({ jobs }) => {
    const { problems, ledger, folder } = await count({ files: { 'v.log': log }, request: { jobs } })
    expect(ledger.total.fates.counted).toBe(36)
    expect(told(problems)).toEqual([{ code: 'HOSTS_FOREIGN', file: join(folder, 'v.log'), lines: 5, others: 0 }])
  })

  it.each([
    { others: 10, of: 60, isTold: true, why: 'another name of the service' },
    { others: 9, of: 9, isTold: false, why: 'few' },
    { others: 10, of: 101, isTold: false, why: 'few beside those that count' },
  ])('in their target are not, and are told: $others beside $of, $why', async ({ others, of, isTold }) => {
    const to = (target: string): string =>
      combinedLine({ time: '01/Mar/2026:12:00:00 +0100', request: `GET ${target} HTTP/1.1` })
    const lines =
      to('http://www.example.fr/simulateur').repeat(of) + to('http://other.example.org/simulateur').repeat(others)
    for (const jobs of [1, 2]) {
      const { problems, ledger, folder } = await count({ files: { 'a.log': lines }, request: { jobs } })
      expect(ledger.total.fates).toMatchObject({ counted: of, unmatched: others })
      const is = { code: 'HOSTS_FOREIGN', file: join(folder, 'a.log'), lines: others, others: 0, by: 'target' }
      expect(told(problems)).toEqual(isTold ? [is] : [])
    }
  })

  it('are left out by a pattern with a host', async () => {
    const yaml = YAML.replace('[ /simulateur ]', '[ www.example.fr/simulateur ]')
    const folder = fresh({ 'v.log': log })
    const { configuration } = readConfiguration(yaml, 'comptage.yaml', { folder })
    const { problems, ledger } = await countLogs({ configuration: configuration!, logs: [join(folder, 'v.log')] })
    expect(ledger.total.fates).toMatchObject({ counted: 30, unmatched: 6 })
    expect(told(problems)).toEqual([])
  })
})

describe('days long before all others', () => {
  it.each([
    { year: 1970, lines: 1, isTold: true, why: 'a clock that was not set' },
    { year: 2004, lines: 1, isTold: true, why: 'a clock that was set wrongly' },
    { year: 2004, lines: 40, isTold: false, why: 'as many as of any other day' },
  ])('are told: $year, $why', async ({ year, lines, isTold }) => {
    const early = combinedLine({ time: `01/Mar/${year}:12:00:00 +0100` }).repeat(lines)
    const counted = await count({ files: { 'a.log': uses([1], 20) + early + uses([2, 3], 20) } })
    expect(counted.problems.filter(({ code }) => code === 'DATES_BEHIND')).toEqual(
      isTold ? [{ code: 'DATES_BEHIND', lines, last: `${year}-03-01`, first: '2026-03-01' }] : [],
    )
  })
})

describe('lines of another kind', () => {
  const json = (day: number): string =>
    `{"time":"2026-03-${String(day).padStart(2, '0')}T12:00:00+01:00","method":"GET","url":"/simulateur?LEAK","status":200}\n`
  const text = (each: number): string => uses([1, 2, 3, 4], each)
  const sixOf = { lines: 6, of: 106, others: 0 }
  it.each([
    { why: 'JSON behind text', log: text(25) + json(4).repeat(6), is: { format: 'combined', kind: 'json', ...sixOf } },
    { why: 'JSON before text', log: json(1).repeat(6) + text(25), is: { format: 'combined', kind: 'json', ...sixOf } },
    {
      why: 'text behind JSON',
      log: [1, 2, 3, 4].map((day) => json(day).repeat(25)).join('') + uses([4], 6),
      is: { format: 'nginx_json', kind: 'text', ...sixOf },
    },
    { why: 'JSON that is one of the formats', log: text(25) + json(4).repeat(6), formats: true, is: undefined },
    { why: 'none', log: text(25), is: undefined },
  ])('are told, with their share: $why', async ({ log, formats, is }) => {
    const folder = fresh({ 'a.log': log })
    const more = formats === true ? `logs: [ { path: a.log, format: [ combined, nginx_json ] } ]\n` : ''
    const { configuration } = readConfiguration(YAML + more, 'comptage.yaml', { folder })
    const logs = formats === true ? {} : { logs: [join(folder, 'a.log')] }
    const { problems } = await countLogs({ configuration: configuration!, ...logs })
    const told = problems.filter(({ code }) => code === 'KINDS_MIXED')
    expect(told).toEqual(is === undefined ? [] : [{ code: 'KINDS_MIXED', file: join(folder, 'a.log'), ...is }])
  })

  it('are told once of several logs', async () => {
    const log = uses([1, 2, 3, 4], 25) + json(4).repeat(6)
    const { problems, folder } = await count({ files: { 'a.log': log, 'b.log': log + log, 'c.log': uses([1], 9) } })
    expect(problems.filter(({ code }) => code === 'KINDS_MIXED')).toEqual([
      {
        code: 'KINDS_MIXED',
        file: join(folder, 'a.log'),
        format: 'combined',
        kind: 'json',
        lines: 18,
        of: 318,
        others: 1,
      },
    ])
  })
})
