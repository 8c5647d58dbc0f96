import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { checkLogs, type LogsChecked } from '../../../src/pipeline/check/check-logs.ts'
import { planCount } from '../../../src/pipeline/plan-count.ts'
import { configurationOf } from '../configuration-of.ts'

const folder = mkdtempSync(join(tmpdir(), 'comptage-check-'))
afterAll(() => rmSync(folder, { recursive: true }))

const FEATURES = 'features: [{ id: aide, match: [/aide] }, { id: agenda, match: [/agenda] }]\n'
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'

function common(path: string, times = 1): string {
  return `203.0.113.7 - LEAK [10/Mar/2026:09:31:24 +0100] "GET ${path} HTTP/1.1" 200 1\n`.repeat(times)
}

function combined(path: string, times = 1): string {
  return common(path, times).replaceAll('\n', ` "-" "${FIREFOX}"\n`)
}

/** Checks these files, in the order of their names. */
async function checked(
  files: Readonly<Record<string, string | Uint8Array>>,
  yaml = FEATURES,
  format?: string,
): Promise<LogsChecked> {
  const paths = Object.entries(files).map(([name, content]) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  })
  const plan = planCount({ configuration: configurationOf(yaml), ...(format === undefined ? {} : { format }) })
  return checkLogs(plan, paths)
}

/** What is wrong; that a format was found is not. */
const codes = ({ problems }: LogsChecked): readonly string[] =>
  problems
    .filter(({ code }) => code !== 'FORMAT_DETECTED')
    .map((problem) => (problem.code === 'FORMAT_CAUTION' ? problem.caution : problem.code))

it('tells what each log is, what each feature catches, and what no feature has', async () => {
  const a = combined('/aide', 20) + combined('/demarches/LEAK-12', 12) + combined('/LEAK', 5) + '#\n'
  const result = await checked({ 'a.log': a, 'b.log': combined('/aide', 9) + 'LEAK\n' })
  expect(result.logs).toEqual([
    { file: join(folder, 'a.log'), format: 'combined', linesRead: 38, share: 1 },
    { file: join(folder, 'b.log'), format: 'combined', linesRead: 10, share: 0.9 },
  ])
  expect(result.uses).toEqual([29, 0])
  expect(result.shapes).toEqual({ shown: [{ shape: '/demarches/{id}', requests: 12 }], others: 5 })
  expect(result.ledger.total).toMatchObject({ linesRead: 48, fates: { counted: 29, unmatched: 17, malformed: 1 } })
  expect(codes(result)).toEqual(['FEW_MALFORMED'])
  expect(JSON.stringify(result)).not.toContain('LEAK')
})

it.each([
  { asked: '', told: ['TOO_MANY_MALFORMED'], why: 'of a month' },
  { asked: 'since: 2026-03-02\n', told: ['FEW_MALFORMED'], why: 'of a part of one' },
  {
    asked: 'datasets: [ { by: [ week, feature ] } ]\nsince: 2026-03-02\n',
    told: ['TOO_MANY_MALFORMED', 'FEW_MALFORMED'],
    why: 'of a week, but for two of the last',
  },
])('tells days of which few lines do not fit as lost where all $why are asked for', async ({ asked, told }) => {
  const days = Array.from({ length: 31 }, (_, i) => `${String(i + 1).padStart(2, '0')}/Mar`)
  const log = days.flatMap((day) =>
    [combined('/aide', 60), combined('/aide', 4).replaceAll(' 200 ', ' no ')].map((text) =>
      text.replaceAll('10/Mar', day),
    ),
  )
  const result = await checked({ 'few.log': log.join('') }, `${FEATURES}${asked}`)
  expect(codes(result)).toEqual(told)
})

it('refuses a log of which no line fits, however few', async () => {
  expect(codes(await checked({ 'n.log': 'LEAK\n' }, FEATURES, 'combined'))[0]).toBe('TOO_MANY_MALFORMED')
})

it('tells once how logs of one path are read, and what that cannot give', async () => {
  const files = {
    'o.log': common('/aide', 3),
    'o.log.1': common('/aide', 2).replaceAll('+0100', '+0200'),
    'p.log': `{"log":${JSON.stringify(combined('/aide'))},"stream":"stdout","time":"2026-03-10T08:31:24Z"}\n`,
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  const plan = planCount({ configuration: configurationOf(FEATURES) })
  const { problems } = await checkLogs(plan, [join(folder, 'o.log*'), join(folder, 'p.log')])
  const lacks = ['host', 'duration']
  expect(problems.filter(({ code }) => code === 'FORMAT_DETECTED')).toMatchObject([
    {
      file: join(folder, 'o.log*'),
      format: 'common',
      wrappers: [],
      fits: 5,
      of: 5,
      zones: ['+0100', '+0200'],
      lacks: ['referrer', 'agent', ...lacks],
    },
    { file: join(folder, 'p.log'), format: 'combined', wrappers: ['docker'], fits: 1, of: 1, zones: ['+0100'], lacks },
  ])
})

describe('a format’s shortcomings are told where the configuration minds', () => {
  it.each([
    { yaml: FEATURES, told: ['no-agent', 'no-referrer'], why: 'a table counts entries' },
    {
      yaml: `${FEATURES}datasets: [{ by: [day, feature], measures: [requests] }]\n`,
      told: ['no-agent'],
      why: 'no table asks where requests come from',
    },
    {
      yaml: 'features: [{ id: a, match: [www.example.fr/a] }]\n',
      told: ['no-agent', 'no-referrer', 'no-host'],
      why: 'a pattern names a host',
    },
  ])('$why', async ({ yaml, told }) => {
    expect(codes(await checked({ 'c.log': common('/aide', 3) }, yaml))).toEqual(told)
  })

  // More lines than a format is chosen by.
  it.each([
    { last: { agent: FIREFOX, referer: 'https://www.example.org/' }, told: [], why: 'a later line of a person' },
    { last: { agent: 'Googlebot/2.1' }, told: ['no-referrer'], why: 'a later line of a robot' },
    { last: { agent: '-' }, told: ['no-agent', 'no-referrer'], why: 'no line' },
  ])('not where $why has what the first have not', async ({ last, told }) => {
    const line = { time: '2026-03-10T09:31:24+01:00', request: 'GET /aide HTTP/1.1', status: 200, bytes: 1 }
    const lines = `${JSON.stringify(line)}\n`.repeat(1_200) + `${JSON.stringify({ ...line, ...last })}\n`
    expect(codes(await checked({ 'j.log': lines }))).toEqual(told)
  })

  it('once a format, not once a log', async () => {
    const result = await checked({ 'd.log': common('/aide', 3), 'e.log': common('/contact', 3) })
    expect(codes(result)).toEqual(['no-agent', 'no-referrer'])
  })

  it.each([
    { yaml: FEATURES, told: [], why: 'no table has bytes' },
    {
      yaml: `${FEATURES}datasets: [{ by: [day, feature], measures: [requests, bytes], protection: exact, accept_risk: true }]\n`,
      told: ['bytes-with-headers'],
      why: 'a table has bytes',
    },
  ])('bytes with headers: $why', async ({ yaml, told }) => {
    const result = await checked(
      { 'f.log': combined('/aide', 3) },
      yaml,
      '%h %l %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i"',
    )
    expect(codes(result)).toEqual(told)
  })
})

describe('a log that cannot be read is named, and the others are read', () => {
  it.each([
    { name: 'g.log', content: 'LEAK LEAK\n'.repeat(20), code: 'FORMAT_NOT_DETECTED', why: 'no format reads it' },
    { name: 'h.log', content: '', code: 'LOG_EMPTY', why: 'it is empty' },
  ])('$why', async ({ name, content, code }) => {
    const result = await checked({ [name]: content, 'i.log': combined('/aide', 3) })
    expect(codes(result)).toEqual([code])
    expect(result.uses).toEqual([3, 0])
    expect(JSON.stringify(result)).not.toContain('LEAK')
  })

  it('all lines of a log that no format reads are malformed', async () => {
    const result = await checked({ 'g.log': `${'LEAK LEAK\n'.repeat(20)}#\n`, 'i.log': combined('/aide', 3) })
    expect(result.ledger.files[0]).toMatchObject({
      linesRead: 21,
      fates: { malformed: 20, 'not-a-request': 1 },
      malformed: { 'bad-line': 20 },
    })
    expect(result.logs[0]).toMatchObject({ format: undefined, share: undefined })
  })

  it('a log that does not exist', async () => {
    const plan = planCount({ configuration: configurationOf(FEATURES) })
    expect(codes(await checkLogs(plan, [join(folder, 'none.log')]))).toEqual(['LOG_NOT_FOUND'])
  })
})

it('the alarm goes off where too many lines do not fit', async () => {
  const result = await checked({ 'j.log': combined('/aide', 100) + 'LEAK\n'.repeat(100) }, FEATURES, 'combined')
  expect(codes(result)).toEqual(['TOO_MANY_MALFORMED'])
  expect(result.logs).toMatchObject([{ share: 0.5 }])
})

it('a log of comments has no format, and no share', async () => {
  const result = await checked({ 'k.log': '# LEAK\n\n' })
  expect(result.logs).toMatchObject([{ format: undefined, share: undefined, linesRead: 2 }])
})

it('a log of comments in a given format misses nothing', async () => {
  expect((await checked({ 'l.log': '# LEAK\n\n' }, FEATURES, 'combined')).logs).toMatchObject([{ share: 1 }])
})

it('a damaged archive ends the check: part of it has been counted', async () => {
  const archive = gzipSync(
    combined('/aide', 200_000).replace(/200 1/g, () => `200 ${String(Math.floor(Math.random() * 1e9))}`),
  )
  await expect(checked({ 'm.log.gz': archive.subarray(0, archive.length - 2000) })).rejects.toMatchObject({
    problems: [{ code: 'LOG_DAMAGED' }],
  })
})

it('tells how far it is', async () => {
  writeFileSync(join(folder, 'n.log'), combined('/aide', 3))
  const seen: { bytes: number; total: number; lines: number }[] = []
  const plan = planCount({ configuration: configurationOf(FEATURES) })
  await checkLogs(plan, [join(folder, 'n.log')], (progress) => seen.push({ ...progress }))
  expect(seen.at(-1)?.bytes).toBe(seen.at(-1)?.total)
})

it('says that an error log holds no request', async () => {
  const message = '2026/03/10 23:59:58 [error] 31#31: *1 open() "/LEAK" failed (2: No such file or directory)\n'
  const result = await checked({ 'error.log': message.repeat(3) })
  expect(result.problems).toEqual([{ code: 'NOTHING_COUNTED', linesRead: 3, commonest: 'not-a-request' }])
})

it('leaves to the paths what no feature takes', async () => {
  expect(codes(await checked({ 'other.log': combined('/LEAK', 3) }))).toEqual([])
})
