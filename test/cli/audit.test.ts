import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { randomOf, simulateLines, type Plan } from '../audit/simulate.ts'
import { dateOf } from '../../src/domain/calendar.ts'
import { secondsIn } from '../processor-clock.ts'
import { Copy, seal } from '../verify/published.ts'
import { combinedLine, ROOT, runComptage, runShell, testFolder } from './run-comptage.ts'

const { fresh } = testFolder('audit')
const DEMO = ['audit', '-c', join(ROOT, 'fixtures/demo/comptage.yaml')]

const NAMES = ['big', 'failing', 'missing', 'slow', 'growing', 'plain', 'rare', 'never']
const PLANS: readonly Plan[] = [
  { share: 0.4 },
  { share: 0.1, serverErrors: 0.16 },
  { share: 0.1, clientErrors: 0.2 },
  { share: 0.1 },
  { share: 0.08, change: 1 },
  { share: 0.15 },
  { share: 0.0003 },
]
const YAML = `service: { id: essai, name: Essai, url: "https://www.example.fr" }
timezone: UTC
logs:
  - path: access.log
    format: '$remote_addr - - [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" $request_time'
features:
  - { id: home, title: Home, match: [/] }
${NAMES.map((name) => `  - { id: ${name}, title: ${name}, match: [ /${name}/:page ] }\n`).join('')}`

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0 LEAK'
const GPTBOT = 'Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)'
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const STATUS = { uses: 200, serverErrors: 500, clientErrors: 404, entries: 200, unanswered: 499, bytes: 200 }

/** Eight weeks of eight features, and old links that end in 404. */
const LINES = simulateLines(PLANS, { days: 56, usesADay: 160, random: randomOf(3) }).map(
  ({ day, feature, kind }, i) => {
    const { year, month, day: date } = dateOf(day)
    const time = `${String(date).padStart(2, '0')}/${MONTHS[month - 1]!}/${year}:09:${String(i % 60).padStart(2, '0')}:00 +0000`
    const took = NAMES[feature] === 'slow' && i % 5 === 0 ? '4.200' : '0.080'
    return `203.0.113.7 - - [${time}] "GET /${NAMES[feature]!}/LEAK${i} HTTP/1.1" ${STATUS[kind]} 900 "${i % 3 === 0 ? 'https://www.example.fr/LEAK' : '-'}" "${FIREFOX}" ${took}`
  },
)
const OLD_LINKS = LINES.slice(0, 30).map((line) =>
  line
    .replace(/GET \S+/, 'GET /plain.html')
    .replace('" 200', '" 404')
    .replace('" 500', '" 404'),
)
const ALL = [...LINES, ...OLD_LINKS]

/** Without the spaces that align columns. */
function squeezed(text: string, encoding: 'latin1' | 'utf8' = 'latin1'): string {
  return Buffer.from(text, encoding).toString().replace(/ +/g, ' ')
}

const textOf = (lines: readonly string[]) => `${lines.join('\n')}\n`

async function audit(logs: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<string> {
  const folder = fresh({ 'comptage.yaml': YAML, ...logs })
  const run = await runComptage(['audit', '--quiet', ...args, ...Object.keys(logs)], { cwd: folder })
  expect(run).toMatchObject({ code: 0, stderr: '' })
  return Buffer.from(run.stdout, 'latin1').toString()
}

type Report = {
  readonly features: readonly {
    readonly id: string
    readonly verdict: string
    readonly reason: { readonly rule: string }
    readonly clientErrorRate: number
    readonly serverErrorRate: number
    readonly hiddenDays: Readonly<Record<string, number>>
  }[]
  readonly tells: { readonly errorsApart: boolean }
  readonly robots: readonly object[]
  readonly [key: string]: unknown
}

async function report(logs: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Report> {
  return JSON.parse(await audit(logs, '--json', ...args)) as Report
}

describe('comptage audit LOG', () => {
  it('tells of connections that stay open that they are so long at least', async () => {
    const lines = LINES.map((line) => (line.includes('/slow/') ? line.replace(/\S+$/, '3600.000') : line))
    const text = squeezed(await audit({ 'access.log': textOf(lines) }, '--lang', 'en'), 'utf8')
    expect(text).toContain('≥ 908.5 s ≥ 908.5 s')
    expect(text).toContain('5 of 100 uses took longer than 908.5 s')
  })

  it('finds what to strengthen, to improve, to retire, and says why', async () => {
    const { features } = await report({ 'access.log': textOf(ALL) })
    expect(Object.fromEntries(features.map(({ id, verdict, reason }) => [id, `${verdict} ${reason.rule}`]))).toEqual({
      home: 'too-little few',
      big: 'strengthen strong',
      failing: 'improve server-errors',
      missing: 'improve client-errors',
      slow: 'improve slow',
      growing: 'strengthen growing',
      plain: 'keep steady',
      rare: 'retire unused',
      never: 'retire unused',
    })
  })

  it('says the same of shuffled lines, of split files, and with robots among them', async () => {
    const random = randomOf(5)
    const shuffled = ALL.map((line) => ({ line, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ line }) => line)
    const robots = LINES.filter((_, i) => i % 4 === 0).map((line) => line.replace(FIREFOX, GPTBOT))
    const [plain, ...others] = await Promise.all([
      report({ 'access.log': textOf(ALL) }),
      report({ 'access.log': textOf(shuffled) }),
      report({ 'access.log.1': textOf(ALL.slice(0, 4000)), 'access.log': textOf(ALL.slice(4000)) }),
      report({ 'access.log': textOf([...robots, ...ALL]) }),
    ])
    for (const other of others) expect(other.features).toEqual(plain.features)
    expect(plain.robots).toEqual([])
    expect(others.at(-1)!.robots).toEqual([{ kind: 'ai-robot training', requests: robots.length }])
  })

  it('names dead routes by the feature that they look like, and no path', async () => {
    const text = await audit({ 'access.log': textOf(ALL) })
    expect(squeezed(text, 'utf8')).toContain('requests shape resembles\n 30 /plain.html plain\n')
    expect(text).toContain('NOT FOR PUBLICATION')
    expect(text).toContain('never')
    expect(text).not.toContain('LEAK')
  })

  it('compares two periods', async () => {
    const { now, before } = await report({ 'access.log': textOf(ALL) }, '--compare', '2026-W10', '2026-W16', '--')
    expect([before, now]).toEqual([
      { from: '2026-03-02', to: '2026-03-08' },
      { from: '2026-04-13', to: '2026-04-19' },
    ])
  })

  it('says that where lines ended is told of all days', async () => {
    const text = await audit({ 'access.log': textOf(ALL) }, '--compare', '2026-W10', '2026-W16', '--')
    const [, rows = ''] = squeezed(text, 'utf8').split(' lines, of all days ended as\n')
    const counts = [...rows.matchAll(/^ ([\d,]+) /gm)].map(([, lines = '']) => Number(lines.replace(',', '')))
    expect(counts.reduce((sum, lines) => sum + lines, 0)).toBe(ALL.length)
  })

  it('tells what comes for a feature and does not count, and does not retire it', async () => {
    const others = LINES.map((line) =>
      line
        .replace(/GET \S+/, 'GET /rare/x')
        .replace(FIREFOX, 'python-requests/2.31')
        .replace(/" \d{3} 900/, '" 200 900'),
    )
    const heads = LINES.slice(-300).map((line) =>
      line.replace(/GET \S+/, 'HEAD /never/x').replace(/" \d{3} 900/, '" 200 900'),
    )
    const logs = { 'access.log': textOf([...ALL, ...others, ...heads]) }
    const { features } = await report(logs)
    const told = new Map(features.map(({ id, verdict, reason }) => [id, `${verdict} ${reason.rule}`]))
    expect([told.get('rare'), told.get('never')]).toEqual(['too-little passed-over', 'too-little passed-over'])
    const text = squeezed(await audit(logs), 'utf8')
    expect(text).toMatch(
      /too little to say never 0 uses in 28 days, but requests that it does not count: 300 with other/,
    )
    expect(text).toContain('Programs count for a feature with clients: all.')
  })

  it('judges to the last day that can be true, whatever one line says', async () => {
    const ahead = LINES[0]?.replace(/\/2026:/, '/2090:') ?? ''
    const [plain, other] = await Promise.all([
      report({ 'access.log': textOf(ALL) }),
      report({ 'access.log': textOf([...ALL, ahead]) }),
    ])
    expect(other['now']).toEqual(plain['now'])
    expect(other.features.map(({ verdict }) => verdict)).toEqual(plain.features.map(({ verdict }) => verdict))
  })

  it('takes a client that went away for no error of the feature', async () => {
    const gone = LINES.map((line) => line.replace(/GET \S+/, 'GET /plain/x').replace(/" \d{3} 900/, '" 499 900'))
    const { features } = await report({ 'access.log': textOf([...ALL, ...gone.slice(0, 3000)]) })
    expect(features.find(({ id }) => id === 'plain')).toMatchObject({ verdict: 'keep', clientErrorRate: 0 })
  })

  it('counts days with lines alone, and refuses a period that has none', async () => {
    const march = textOf(ALL.filter((line) => line.includes('/Mar/')))
    const { days } = await report({ 'access.log': march }, '--compare', '2026-03-02', '2026-W13', '--')
    expect(days).toEqual({ now: 7, before: 1 })
    const folder = fresh({ 'comptage.yaml': YAML, 'access.log': march })
    const run = await runComptage(['audit', 'access.log', '--compare', '2026-W10', '2020-02'], { cwd: folder })
    expect([run.code, run.stdout]).toEqual([64, ''])
    const ahead = await runComptage(['audit', 'access.log', '--compare', '2026-W10', '2026-06'], { cwd: folder })
    expect([ahead.code, ahead.stdout]).toEqual([66, ''])
    expect(ahead.stderr).toContain('2026-06-01 … 2026-06-30')
    const eaten = await runComptage(['audit', '--compare', '2026-W10', '2026-W11', 'access.log'], { cwd: folder })
    expect(eaten.code).toBe(64)
    expect(eaten.stderr).toContain('put logs before --compare')
  })

  it.each([
    { args: ['--compare', '2026-02'], why: 'one period' },
    { args: ['--compare', '2026-03', '2026-02'], why: 'in the wrong order' },
    { args: ['--html', '--json'], why: 'two shapes' },
    { args: ['access.log', '--state', 'state'], why: 'a log beside a state, which would be passed over' },
  ])('refuses $why', async ({ args }) => {
    expect((await runComptage([...DEMO, ...args])).code).toBe(64)
  })

  it('says which days there are where none of them is asked for', async () => {
    const { code, stderr } = await runComptage([...DEMO, '--since', '2030-01-01'])
    expect(code).toBe(66)
    expect(stderr).toContain('no line has a date that is asked for')
    expect(stderr).toMatch(/within 20\d\d-\d\d-\d\d and 20\d\d-\d\d-\d\d, those of the logs/)
  })

  it('has nothing to say of a log without a date', async () => {
    const folder = fresh({ 'comptage.yaml': YAML, 'access.log': '\n' })
    const run = await runComptage(['audit', 'access.log'], { cwd: folder })
    expect(run).toMatchObject({ code: 66, stdout: '' })
  })
})

describe('of the demonstration', () => {
  it('says in ten seconds what a product owner can act on, in both languages', async () => {
    const english = await runShell(`comptage ${DEMO.join(' ')} && times`)
    expect(secondsIn(english.stdout)).toBeLessThan(10)
    const text = squeezed(english.stdout)
    expect(text).toContain('improve depot-pieces 11.2 % of requests were refused or not found')
    expect(text).toContain('AI: to train models')
    expect(text).toContain('No use in these days: borne.')
    const french = await runComptage(DEMO, { env: { LANG: 'fr_FR.UTF-8' } })
    expect(squeezed(french.stdout)).toMatch(/Période jugée\s: du 1er mars 2026 au 21 mars 2026\./)
    expect(squeezed(french.stdout)).toContain('améliorer depot-pieces 11,2\u00A0% des requêtes')
  })

  it('writes over no log, by -o or by --ledger, and over what it wrote in any form', async () => {
    const folder = fresh({ 'access.log': 'LEAK' })
    const log = join(folder, 'access.log')
    for (const args of [
      [...DEMO, '-o', log],
      ['count', ...DEMO.slice(1), '-q', '--ledger', log],
    ]) {
      const { code, stderr } = await runComptage(args)
      expect([code, stderr.includes('it would be lost')]).toEqual([64, true])
    }
    expect(readFileSync(log, 'utf8')).toBe('LEAK')
    const path = join(folder, 'audit')
    for (const form of [[], ['--html'], ['--markdown'], ['--lang', 'fr'], []])
      expect((await runComptage([...DEMO, ...form, '-o', path])).code).toBe(0)
    const ledger = join(folder, 'ledger.json')
    for (const time of [1, 2])
      expect([time, (await runComptage(['count', ...DEMO.slice(1), '-q', '--ledger', ledger])).code]).toEqual([time, 0])
  })

  it('writes a page that loads nothing, for the operator alone', async () => {
    const folder = fresh()
    const path = join(folder, 'audit.html')
    expect((await runComptage([...DEMO, '--html', '-o', path])).stdout).toBe('')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const page = readFileSync(path, 'utf8')
    expect(page).toContain('NOT FOR PUBLICATION')
    expect(page).not.toMatch(/<script|src=|href=|url\(|@import/)
    for (const tag of ['section', 'table', 'tr', 'td', 'th', 'p', 'div', 'svg'])
      expect(page.match(new RegExp(`<${tag}[ >]`, 'g'))?.length).toBe(page.match(new RegExp(`</${tag}>`, 'g'))?.length)
  })

  it('writes Markdown whose tables hold', async () => {
    const { stdout } = await runComptage([...DEMO, '--markdown'])
    const rows = stdout.split('\n').filter((line) => line.startsWith('|'))
    expect(rows.length).toBeGreaterThan(40)
    expect(rows.every((row) => row.endsWith(' |'))).toBe(true)
  })
})

describe('of what is kept, and of what is published', () => {
  it('judges a state as its logs, but for which side an error was on', async () => {
    const folder = fresh({ 'comptage.yaml': YAML, 'access.log': textOf(ALL) })
    const state = join(folder, 'state')
    mkdirSync(state, { mode: 0o700 })
    expect((await runComptage(['run', '--state', state], { cwd: folder })).stderr).not.toContain('error')
    const kept = await runComptage(['audit', '--json', '--state', state], { cwd: folder })
    const { features, tells } = JSON.parse(kept.stdout) as Report
    expect(tells).toEqual({ errorsApart: false, entries: true, robots: false })
    expect(features.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
      'home too-little',
      'big strengthen',
      'failing improve',
      'missing improve',
      'slow keep',
      'growing strengthen',
      'plain keep',
      'rare retire',
      'never retire',
    ])
    // Every error of `failing` was a 500: no sentence says of an error which it was.
    const told = squeezed((await runComptage(['audit', '--state', state], { cwd: folder })).stdout)
    expect(told).toMatch(/improve failing [\d.]+ % of requests ended in an error \(4xx or 5xx; at least/)
    expect(told).not.toContain('(4xx;')
    expect(squeezed((await runComptage(['audit', 'access.log'], { cwd: folder })).stdout)).toMatch(
      /improve failing the service failed [\d.]+ % of requests \(5xx;/,
    )
  })

  it('tells 4xx from 5xx by a state that counts statuses by day, as by the logs', async () => {
    const yaml = `${YAML}datasets: [ { by: [ day, feature ] }, { by: [ day, feature, status ] } ]\n`
    const folder = fresh({ 'comptage.yaml': yaml, 'access.log': textOf(ALL) })
    mkdirSync(join(folder, 'state'), { mode: 0o700 })
    await runComptage(['run', '--state', 'state'], { cwd: folder })
    const [kept, read] = await Promise.all(
      [['--state', 'state'], ['access.log']].map(async (source) => {
        const { stdout } = await runComptage(['audit', '--json', ...source], { cwd: folder })
        const { features, tells } = JSON.parse(Buffer.from(stdout, 'latin1').toString()) as Report
        const errors = features.map(({ id, clientErrorRate, serverErrorRate }) => [
          id,
          clientErrorRate,
          serverErrorRate,
        ])
        return { errorsApart: tells.errorsApart, errors }
      }),
    )
    expect(kept?.errorsApart).toBe(true)
    expect(kept).toEqual(read)
    expect(kept?.errors.filter(([, client, server]) => client !== 0 && server !== client).length).toBeGreaterThan(0)
  })

  it.each([
    { days: 'eight weeks', lines: ALL },
    { days: 'one, with no period before', lines: ALL.slice(0, 300) },
  ])('has the same keys for a script, whatever the source: of $days', async ({ lines }) => {
    const folder = fresh({ 'comptage.yaml': YAML, 'access.log': textOf(lines) })
    mkdirSync(join(folder, 'state'), { mode: 0o700 })
    await runComptage(['run', '--state', 'state'], { cwd: folder })
    await runComptage(['count', '-q', '-o', 'out', 'access.log'], { cwd: folder })
    const keys = await Promise.all(
      [['access.log'], ['--state', 'state'], ['out/essai']].map(async (source) => {
        const { stdout } = await runComptage(['audit', '--json', ...source], { cwd: folder })
        const { features, ...above } = JSON.parse(Buffer.from(stdout, 'latin1').toString()) as Report
        const own = features.map((feature) => [...Object.keys(feature), ...Object.keys(feature.hiddenDays)].join())
        return [...new Set(own), Object.keys(above).join()]
      }),
    )
    const [ofLogs] = keys
    expect(ofLogs).toHaveLength(2)
    expect(keys).toEqual([ofLogs, ofLogs, ofLogs])
  })

  it('says of a published folder what its hidden figures allow', async () => {
    const folder = fresh({ 'comptage.yaml': YAML, 'access.log': textOf(ALL) })
    await runComptage(['count', '-q', '-o', 'out', 'access.log'], { cwd: folder })
    // Anyone can, without the configuration and the logs.
    for (const file of ['comptage.yaml', 'access.log']) rmSync(join(folder, file))
    const published = await runComptage(['audit', 'out/essai', '--json'], { cwd: folder })
    expect(published).toMatchObject({ code: 0, stderr: '' })
    const { features, notice } = JSON.parse(Buffer.from(published.stdout, 'latin1').toString()) as Report
    expect(notice).toContain('lower bounds')
    const verdicts = new Map(features.map(({ id, verdict, reason }) => [id, `${verdict} ${reason.rule}`]))
    expect(verdicts.get('big')).toBe('strengthen strong')
    // Hidden every day: it may be nothing, or ten a day.
    expect(verdicts.get('never')).toBe('too-little hidden')
    const text = squeezed((await runComptage(['audit', 'out/essai'], { cwd: folder })).stdout, 'latin1')
    expect(text).toContain('; its errors are hidden on 28 days')
  })

  it('tells no hidden figure of a published folder as 0, in no form', async () => {
    // 28 days before and 28 now: of `some` all is shown before and two of three days now; of `gone` a few days long ago; of `none` nothing.
    const lines = Array.from({ length: 90 }, (_, n) => {
      const date = new Date(Date.UTC(2026, 1, 1 + n))
      const line = (path: string, i: number) =>
        combinedLine({
          time: `${String(date.getUTCDate()).padStart(2, '0')}/${MONTHS[date.getUTCMonth()]!}/2026:09:${i}:00 +0000`,
          request: `GET ${path} HTTP/1.1`,
          ...{ referrer: i % 2 === 0 ? 'https://www.example.fr/' : '-' },
        })
      const times = (path: string, count: number) => Array.from({ length: count }, (__, i) => line(path, 10 + i))
      return [
        ...times('/', 30),
        ...times('/some', n >= 62 && n % 3 === 0 ? 6 : 24),
        ...times('/gone', n < 10 ? 20 : 3),
      ].join('')
    })
    const features =
      'features: [ { id: home, match: / }, { id: some, match: /some }, { id: gone, match: /gone }, { id: none, match: /none } ]'
    const yaml = `service: { id: essai, name: Essai, url: "https://www.example.fr" }\ntimezone: UTC\n${features}\n`
    const folder = fresh({ 'comptage.yaml': yaml, 'access.log': lines.join('') })
    await runComptage(['count', '-q', '-o', 'out', 'access.log'], { cwd: folder })
    const told = async (...form: readonly string[]) => {
      const { stdout } = await runComptage(['audit', 'out/essai', ...form], { cwd: folder })
      return Buffer.from(stdout, 'latin1').toString()
    }
    const rows = (text: string) =>
      squeezed(text, 'utf8')
        .split('\n')
        .filter((row) => /^(?:\||<tr><td>)? ?(?:home|some|gone|none)\b/.test(row))
        .map((row) =>
          row
            .replaceAll(/<svg.*?<\/svg>|[▁▂▃▄▅▆▇█]+/g, 'bars')
            .replaceAll(/<[^>]*>|\||&nbsp;/g, ' ')
            .replaceAll(/ +/g, ' ')
            .trim(),
        )
    const expected = [
      'home 840 ≈ 66.0 % 840 ≈ bars 420 hidden 2026-05-01',
      'some ≥ 432 ≈ 34.0 % 672 – bars ≥ 216 hidden 2026-05-01',
      'gone hidden hidden hidden – hidden hidden hidden ≥ 2026-02-10',
      'none hidden hidden hidden – hidden hidden hidden hidden',
    ]
    for (const form of [[], ['--markdown'], ['--html']]) expect(rows(await told(...form))).toEqual(expected)
    const json = JSON.parse(await told('--json')) as Report
    const hidden = { uses: 28, usesBefore: 28, entries: 28, errors: 28 }
    const nothing = {
      ...{ figures: { uses: null, entries: null, clientErrors: null }, usesBefore: null, share: null },
      ...{ clientErrorRate: null, daily: Array<null>(56).fill(null) },
    }
    expect(json.features).toMatchObject([
      { id: 'gone', ...nothing, hiddenDays: { ...hidden, lastUse: 80 }, lastUse: '2026-02-10' },
      { id: 'home', figures: { uses: 840, entries: 420, clientErrors: null }, hiddenDays: { uses: 0, errors: 28 } },
      { id: 'none', ...nothing, hiddenDays: { ...hidden, lastUse: 90 }, lastUse: null },
      {
        ...{ id: 'some', figures: { uses: 432, entries: 216, clientErrors: null }, usesBefore: 672 },
        ...{ hiddenDays: { uses: 10, usesBefore: 0, entries: 10, errors: 28, lastUse: 0 }, verdict: 'keep' },
        ...{ reason: { rule: 'steady' } },
      },
    ])
  })

  it('says in every form that errors which are hidden on some days are a lower bound', async () => {
    // Errors are 12 every third day, and 9, which is hidden, on the others.
    const lines = Array.from({ length: 63 }, (_, n) => {
      const date = new Date(Date.UTC(2026, 1, 1 + n))
      const time = `${String(date.getUTCDate()).padStart(2, '0')}/${MONTHS[date.getUTCMonth()]!}/2026:09:00:00 +0000`
      const times = (path: string, status: number, count: number) =>
        combinedLine({ time, request: `GET ${path} HTTP/1.1`, status }).repeat(count)
      return [
        times('/', 200, 50),
        times('/other', 200, 50),
        times('/bad', 200, 50),
        times('/bad', 404, n % 3 === 0 ? 12 : 9),
      ].join('')
    })
    const features = 'features: [ { id: home, match: / }, { id: other, match: /other }, { id: bad, match: /bad } ]'
    const yaml = `service: { id: essai, name: Essai, url: "https://www.example.fr" }\ntimezone: UTC\n${features}\n`
    const folder = fresh({ 'comptage.yaml': yaml, 'access.log': lines.join('') })
    await runComptage(['count', '-q', '-o', 'out', 'access.log'], { cwd: folder })
    const told = async (...form: readonly string[]) => {
      const { stdout } = await runComptage(['audit', '-q', 'out/essai', ...form], { cwd: folder })
      return squeezed(Buffer.from(stdout, 'latin1').toString(), 'utf8')
    }
    expect(await told()).toMatch(/improve bad ≥ 6\.4 % of requests .*; its errors are hidden on 20 days/)
    const { features: found } = JSON.parse(await told('--json')) as {
      readonly features: readonly { readonly id: string; readonly lowerBounds: readonly string[] }[]
    }
    expect(found.find(({ id }) => id === 'bad')?.lowerBounds).toEqual(['clientErrors', 'clientErrorRate'])
    // The table by month has all errors of a month: 10 in a day on average.
    const months = await told('--compare', '2026-02', '2026-03')
    expect(months).toMatch(/improve bad 16\.\d % of requests .*\(4xx or 5xx; at least [^;\n]*$/m)
  })

  it('judges a published folder, as logs, without days that are dated ahead', async () => {
    const ahead = LINES[0]!.replace(/(?<=\[)[^:]+/, '01/Mar/2090')
    const [plain, far] = [ALL, [...ALL, ahead]].map((lines) => {
      return fresh({ 'comptage.yaml': YAML, 'access.log': textOf(lines) })
    }) as [string, string]
    const judged = async (
      cwd: string,
      source: string,
    ): Promise<{ readonly report: object; readonly stderr: string }> => {
      const { stdout, stderr } = await runComptage(['audit', source, '--json'], { cwd })
      const { features, windows } = JSON.parse(Buffer.from(stdout, 'latin1').toString()) as Report & { windows: object }
      return { report: { features, windows }, stderr }
    }
    for (const cwd of [plain, far]) await runComptage(['count', '-q', '-o', 'out', 'access.log'], { cwd })
    const folders = [await judged(plain, 'out/essai'), await judged(far, 'out/essai')]
    expect(folders[1]!.report).toEqual(folders[0]!.report)
    expect(folders[1]!.stderr).toContain('the folder has days from 1 March 2090 on')
    expect(folders[0]!.stderr).toBe('')
    // The logs have one use more, which is the last of none.
    expect(JSON.stringify((await judged(far, 'access.log')).report)).not.toContain('2090')
  })

  it('prints nothing of a folder that is no id of a feature', async () => {
    const folder = fresh({ 'comptage.yaml': YAML, 'access.log': textOf(ALL) })
    await runComptage(['count', '-q', '-o', 'out', 'access.log'], { cwd: folder })
    const copy = new Copy(join(folder, 'out'), join(folder, 'copy'))
    copy.edit('essai/data/features.csv', 'big', '\u001B]0;LEAK\u0007')
    seal(copy)
    const run = await runComptage(['audit', 'copy/essai'], { cwd: folder })
    expect([run.code, run.stdout]).toEqual([65, ''])
    expect(run.stderr).toContain('something else stands here; nothing is judged by it')
    expect(run.stderr).not.toContain('LEAK')
  })

  it('needs a table by day', async () => {
    const yaml = `${YAML}datasets: [ { by: [ month, feature ] } ]\n`
    const folder = fresh({ 'comptage.yaml': yaml, 'access.log': textOf(ALL) })
    await runComptage(['count', '-q', '-o', 'out', 'access.log'], { cwd: folder })
    const run = await runComptage(['audit', 'out/essai'], { cwd: folder })
    expect(run).toMatchObject({ code: 65, stdout: '' })
  })

  it('judges by the numbers of the configuration', async () => {
    const folder = fresh()
    writeFileSync(join(folder, 'comptage.yaml'), `${YAML}audit: { client_errors: 50%, retire_uses: 1 }\n`)
    writeFileSync(join(folder, 'access.log'), textOf(ALL))
    const { stdout } = await runComptage(['audit', '--json', '-q'], { cwd: folder })
    const verdicts = new Map((JSON.parse(stdout) as Report).features.map(({ id, verdict }) => [id, verdict]))
    expect([verdicts.get('missing'), verdicts.get('never'), verdicts.get('rare')]).toEqual([
      'keep',
      'retire',
      'too-little',
    ])
  })
})
