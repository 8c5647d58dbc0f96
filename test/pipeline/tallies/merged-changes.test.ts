import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Configuration } from '../../../src/domain/service.ts'
import { exportState, publishTallies, tallyLogs } from '../../../src/pipeline/index.ts'
import { filesBelow, testFolder } from '../../cli/run-comptage.ts'
import { linesOf } from '../../run/lines-of.ts'
import { configurationIn, machineIn, runAt } from '../../run/machines.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 1, 26)
const { fresh } = testFolder('merged-changes')

type Way = { readonly features?: string; readonly tables?: string; readonly more?: string }

const AIDE = '{ id: aide, match: /aide }'
const SIM = '{ id: simulateur, match: /simulateur }'
const of = (...features: readonly string[]): Way => ({ features: `features: [ ${features.join(', ')} ]\n` })
const REQUESTS = 'measures: [ requests ]'
const BOTH = 'measures: [ requests, entries ]'
const DAYS = `by: [ day, feature ], ${REQUESTS}`
const MONTHS = `by: [ month, feature ], ${REQUESTS}`
const WEEKS = `by: [ week, feature ], ${REQUESTS}`
const tables = (...list: readonly string[]): Way => ({
  tables: list.map((one) => `{ ${one}, protection: exact, accept_risk: true }`).join(', '),
})

function configured(folder: string, way: Way, more = ''): Configuration {
  const { features, tables: list = tables(DAYS, MONTHS).tables ?? '' } = way
  const datasets = `datasets: [ ${list} ]\n`
  return configurationIn(folder, 'language: en\n' + more + (way.more ?? '') + datasets, features)
}

/** From the end of February to the beginning of April; so many lines of a day that each feature has too few on some. */
const lines = (day: number, size: number): string => linesOf(size * (day % 7 === 3 ? 6 : 30), START + day * DAY)
const THROUGH = 42

/** A machine that is read by each configuration from a day on, and what it exports. */
async function machineOf(
  folder: string,
  ways: readonly (readonly [from: number, way: Way])[],
  size: number,
): Promise<{ readonly tally: string; readonly log: string }> {
  const machine = machineIn(folder)
  const logs = 'logs: [ { path: "logs/*", format: combined } ]\n'
  for (const [i, [from, way]] of ways.entries()) {
    const end = ways[i + 1]?.[0] ?? THROUGH
    for (let day = from; day < end; day += 1) machine.write(lines(day, size))
    const configuration = configured(folder, way, logs)
    await runAt(configuration, START + end * DAY)
    if (end === THROUGH) await exportState({ configuration, tally: join(folder, 'tally') })
  }
  return { tally: join(folder, 'tally'), log: join(folder, 'logs/access.log') }
}

type Figures = ReadonlyMap<string, string>

/** What is shown of each table: figures by table, column and key; a row with none by its key. */
function figuresIn(output: string): Figures {
  const figures = new Map<string, string>()
  for (const [path, text] of Object.entries(filesBelow(output))) {
    const name = /(?<name>(?:day|week|month)-feature)\.csv$/.exec(path)?.groups?.['name']
    if (name === undefined) continue
    const [head = '', ...rows] = text.trim().split(/\r?\n/)
    const columns = head.split(',')
    for (const row of rows) {
      const [period, feature, ...values] = row.split(',')
      for (const [at, value] of values.entries()) figures.set(`${name} ${columns[at + 2]} ${period} ${feature}`, value)
    }
  }
  return figures
}

/** Of a month that something begins in, the days on which it is counted. */
function trueOf(key: string, sum: Figures, truth: Figures): string | undefined {
  const [, measure = '', month = '', feature = ''] = /^month-feature (\S+) (\S+) (\S+)$/.exec(key) ?? []
  const days = [...sum.keys()].filter(
    (day) => day.startsWith(`day-feature ${measure} ${month}-`) && day.endsWith(` ${feature}`),
  )
  if (month === '' || days.length === 0) return truth.get(key)
  return String(days.reduce((total, day) => total + Number(truth.get(day)), 0))
}

async function published(configuration: Configuration, files: readonly string[], output: string) {
  const { problems } = await publishTallies({ configuration, files }, output)
  return { figures: figuresIn(output), told: problems.filter(({ code }) => code.startsWith('COUNTED_')) }
}

type Change = {
  readonly why: string
  readonly ways: readonly Way[]
  /** Figures that are there, and one that is not. */
  readonly has: readonly string[]
  readonly lacks: string
  readonly told?: readonly Record<string, unknown>[]
}

const CHANGES: readonly Change[] = [
  {
    why: 'a new feature',
    ways: [of(AIDE), of(AIDE, SIM)],
    has: ['day requests 2026-03-12 simulateur', 'day requests 2026-03-04 aide', 'month requests 2026-03 aide'],
    lacks: 'day requests 2026-03-07 simulateur',
  },
  {
    why: 'a feature that came back',
    ways: [{}, of(AIDE), {}],
    has: ['day requests 2026-03-24 simulateur', 'day requests 2026-03-04 aide'],
    lacks: 'day requests 2026-03-17 simulateur',
  },
  {
    why: 'another definition',
    ways: [of('{ id: aide, match: [ /aide, /LEAK ] }', SIM), {}],
    has: ['day requests 2026-03-12 aide', 'day requests 2026-03-04 simulateur'],
    lacks: 'day requests 2026-03-07 aide',
  },
  {
    why: 'another path that is ignored',
    ways: [
      of('{ id: aide, match: [ /aide, "/**" ] }', SIM),
      { ...of('{ id: aide, match: [ /aide, "/**" ] }', SIM), more: 'ignore: [ /LEAK ]\n' },
    ],
    has: ['day requests 2026-03-12 aide', 'day requests 2026-03-04 simulateur'],
    lacks: 'day requests 2026-03-07 aide',
  },
  {
    why: 'a new table',
    ways: [tables(DAYS), tables(DAYS, WEEKS)],
    has: ['day requests 2026-03-04 aide'],
    lacks: 'week requests 2026-W09 aide',
    told: [{ table: 'week-feature' }],
  },
  {
    why: 'a table that came back',
    ways: [tables(DAYS, MONTHS), tables(DAYS), tables(DAYS, MONTHS)],
    has: ['day requests 2026-03-04 aide'],
    lacks: 'month requests 2026-03 aide',
    told: [{ table: 'month-feature' }],
  },
  {
    why: 'a new measure',
    ways: [tables(DAYS, MONTHS), tables(`by: [ day, feature ], ${BOTH}`, `by: [ month, feature ], ${BOTH}`)],
    has: ['day requests 2026-03-04 aide', 'month requests 2026-03 aide'],
    lacks: 'day entries 2026-03-04 aide',
    told: [
      { table: 'day-feature', measures: ['entries'] },
      { table: 'month-feature', measures: ['entries'] },
    ],
  },
  {
    why: 'nothing but new tables, which the sum begins with',
    ways: [tables(WEEKS), tables(DAYS, MONTHS)],
    has: ['day requests 2026-03-12 aide'],
    lacks: 'day requests 2026-03-07 aide',
  },
]

describe('a sum of machines that changed', () => {
  it.each(CHANGES)('has the figures of one count, where it has any: $why', async ({ ways, has, lacks, told = [] }) => {
    const folder = fresh()
    const last = ways.at(-1) ?? {}
    // The same change reaches the machines on two days: the later counts.
    const days = [0, 10, 20]
    const one = await machineOf(
      join(folder, 'one'),
      ways.map((way, i) => [days[i] ?? 0, way]),
      2,
    )
    const two = await machineOf(
      join(folder, 'two'),
      ways.map((way, i) => [Math.max(0, (days[i] ?? 0) - 3), way]),
      1,
    )
    const configuration = configured(folder, last)
    const all = join(folder, 'all.log')
    writeFileSync(all, [one, two].map(({ log }) => readFileSync(log, 'utf8')).join(''))
    await tallyLogs({ configuration, logs: [all], format: 'combined' }, join(folder, 'all.tally'))
    const truth = await published(configuration, [join(folder, 'all.tally')], join(folder, 'count'))
    const sum = await published(configuration, [one.tally, two.tally], join(folder, 'out'))
    const others = [...sum.figures].filter(
      ([key, value]) => value !== '' && value !== trueOf(key, sum.figures, truth.figures),
    )
    expect(others).toEqual([])
    expect(has.filter((key) => (sum.figures.get(key.replace(' ', '-feature ')) ?? '') === '')).toEqual([])
    expect(sum.figures.has(lacks.replace(' ', '-feature '))).toBe(false)
    expect(sum.told).toMatchObject(told)
    expect(sum.told).toHaveLength(told.length)
    // The next edition takes its place.
    await published(configuration, [one.tally, two.tally], join(folder, 'out'))
  })
})

describe('a sum of machines of which one counted all in another way', () => {
  it.each([
    { why: 'in another time zone', before: 'timezone: Asia/Tokyo\n', now: '' },
    { why: 'with other hosts', before: 'referrers: [ partner.example.org ]\n', now: '' },
  ])('says so, and since when: $why', async ({ before, now }) => {
    const folder = fresh()
    const more = (zone: string): Way => ({ more: zone })
    const one = await machineOf(
      join(folder, 'one'),
      [
        [0, more(before)],
        [10, more(now)],
      ],
      2,
    )
    const two = await machineOf(join(folder, 'two'), [[0, more(now)]], 1)
    const configuration = configured(folder, more(now))
    const { told } = await published(configuration, [one.tally, two.tally], join(folder, 'out'))
    expect(told).toEqual([{ code: 'COUNTED_OTHERWISE', folder: join(folder, 'out'), since: '2026-03-07' }])
    const alone = await published(configuration, [two.tally], join(folder, 'alone'))
    expect(alone.told).toEqual([])
  })
})
