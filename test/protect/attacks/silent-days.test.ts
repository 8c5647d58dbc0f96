import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { dayText, type DayIndex } from '../../../src/domain/calendar.ts'
import { indexOf } from '../../../src/domain/dictionary.ts'
import type { TableSpec } from '../../../src/domain/table.ts'
import { decideFigures } from '../../../src/protect/disclosure/decide-figures.ts'
import { DISCLOSURE_RULES } from '../../../src/protect/disclosure/disclosure-rules.ts'
import { periodNamed } from '../../../src/pipeline/index.ts'
import { writeRows } from '../../../src/protect/write-rows.ts'
import { daysWithRows } from '../../../src/timeline/index.ts'
import { filesBelow, testFolder } from '../../cli/run-comptage.ts'
import { tellOf, toldIn, type Kept } from '../../intruder/folders-of.ts'
import { configurationOf, countInProcess } from '../../properties/count-in-process.ts'
import { findingsIn, publishedIn } from '../../run/findings-in.ts'
import { linesOf } from '../../run/lines-of.ts'
import { serviceOf } from '../../run/service-of.ts'
import { countedOf, day, feature, spec } from '../counted-of.ts'
import { sequences } from '../inversion-audit.ts'

/*
 * Who keeps every edition of a folder asks of each day whether it had a single request, or none: by rows that are there for the one
 * and not for the other, by gaps, and by when its rows came. Beside a table that hides nothing all are told, which shows that the
 * attack would succeed.
 */
const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const FIRST = day('2026-03-01')
/** Weekends, days one after the other, and the last of the month. */
const QUIET = [3, 4, 6, 7, 12, 19, 20, 29, 30]
const SILENT = [4, 6, 12, 20, 30]
const DATASETS: Readonly<Record<string, string>> = {
  threshold: '{ by: [ day, feature ], measures: [ requests ] }, { by: [ month, feature ], measures: [ requests ] }',
  'threshold, by week alone': '{ by: [ week, feature ], measures: [ requests ] }',
  'threshold, by month alone': '{ by: [ month, feature ], measures: [ requests ] }',
  'cell-key': '{ by: [ day, feature, device ], measures: [ requests ] }',
  'cell-key beside threshold':
    '{ by: [ day, feature ], measures: [ requests ] }, { by: [ month, feature, device ], measures: [ requests ] }',
  dp: '{ by: [ day, feature ], measures: [ requests ], protection: dp }, { by: [ month, feature ], measures: [ requests ], protection: dp }',
}
const EXACT =
  '{ by: [ day, feature ], measures: [ requests ] }, { by: [ month, feature ], measures: [ requests ], protection: exact, accept_risk: true }'
const DAILY_EXACT = '{ by: [ day, feature ], measures: [ requests ], protection: exact, accept_risk: true }'
const WEEKLY = '{ by: [ week, feature ], measures: [ requests ] }'
const { fresh } = testFolder('silent-days')
/** Whether a day without a line has rows where silence is not told. */
const rule = vi.hoisted(() => ({ isOff: false }))
vi.mock(import('../../../src/timeline/closings.ts'), async (original) => {
  const others = await original()
  return {
    ...others,
    daysWithRows: (...asked) => (rule.isOff ? [...asked[1]].sort((a, b) => a - b) : others.daysWithRows(...asked)),
  }
})
afterEach(() => {
  rule.isOff = false
})

type Files = Readonly<Record<string, string>>
const yamlOf = (datasets: string): string => `since: 2026-03-01\nprotection: { k: 3 }\ndatasets: [ ${datasets} ]\n`

/** The lines of each day: 30, or as many as a quiet day has. */
function logOf(onQuietDay: (day: number) => number): readonly string[] {
  return Array.from({ length: 35 }, (_, at) => linesOf(QUIET.includes(at) ? onQuietDay(at) : 30, START + at * DAY))
}

/** Every edition of a service whose `run` is called each day at noon. @param later the tables from the twelfth day on */
async function editionsOf(datasets: string, text: readonly string[], later = datasets) {
  const folder = fresh()
  let service = serviceOf(folder, yamlOf(datasets))
  mkdirSync(join(folder, 'logs'))
  const [editions, kept]: [Files[], Kept[]] = [[], []]
  for (const [last] of text.entries()) {
    if (last === 11) service = serviceOf(folder, yamlOf(later))
    writeFileSync(join(folder, 'logs/access.log'), text.slice(0, last + 1).join(''))
    await service.run({ now: () => START + (last + 0.5) * DAY })
    if (publishedIn(service.output).length > 0) editions.push(service.figures())
    if (publishedIn(service.output).length > 0) kept.push(filesBelow(service.output))
  }
  return { editions, hidden: tellOf(kept), findings: findingsIn(service.output) }
}

/** Days between the first and the last that an edition has, of which the editions tell that they had no line. */
function toldSilent(editions: readonly Files[]): readonly number[] {
  const known = editions.map((files) => daysIn(files))
  const last = known.at(-1) ?? new Set()
  const end = Math.max(...last)
  const gaps = gapsIn(editions.at(-1) ?? {})
  const cameIn = (at: number): number => known.findIndex((days) => days.has(at))
  return Array.from({ length: 33 }, (_, at) => at).filter((at) => {
    if (at >= end && !gaps.has(at)) return false
    // Each day has its edition; one that comes with that of the next waited for a line.
    const isLate = last.has(at) && last.has(at + 1) && cameIn(at) > 0 && cameIn(at) === cameIn(at + 1)
    return gaps.has(at) || isLate || (last.size > 0 && !last.has(at))
  })
}

/** Of tables by day. */
function daysIn(files: Files): ReadonlySet<number> {
  const rows = Object.entries(files).flatMap(([path, text]) =>
    path.includes('/day-') ? text.split('\n').slice(1, -1) : [],
  )
  return new Set(rows.map((row) => day(row.slice(0, 10)) - FIRST))
}

function gapsIn(files: Files): ReadonlySet<number> {
  const rows = Object.entries(files).flatMap(([path, text]) =>
    path.endsWith('gaps.csv') ? text.split('\n').slice(1, -1) : [],
  )
  return new Set(
    rows.flatMap((row) => {
      const [from = FIRST, to = FIRST] = row.split(',').map((cell) => day(cell))
      return Array.from({ length: to - from + 1 }, (_, n) => from - FIRST + n)
    }),
  )
}

/** What does not depend on a figure: which periods have rows, and the gaps. */
function shapeOf(files: Files): unknown {
  return Object.entries(files).map(([path, text]) => [
    path,
    path.endsWith('gaps.csv') ? text : [...new Set(text.split('\n').map((row) => row.split(',').slice(0, 2).join()))],
  ])
}

describe('a day of one request and a day of none', () => {
  const mixed = logOf((at) => (SILENT.includes(at) ? 0 : 1))

  it.each(Object.entries(DATASETS))('look alike in all editions: %s', async (_, datasets) => {
    const { editions, hidden, findings } = await editionsOf(datasets, mixed)
    expect(toldSilent(editions)).toEqual([])
    expect([toldIn(hidden), hidden.contradicted]).toEqual([[], []])
    expect(findings).toEqual([])
    const one = await editionsOf(
      datasets,
      logOf(() => 1),
    )
    expect(editions.map(shapeOf)).toEqual(one.editions.map(shapeOf))
  })

  it('are told apart where rows are those of days with lines alone', async () => {
    rule.isOff = true
    const { editions, hidden } = await editionsOf(DATASETS['threshold'] ?? '', mixed)
    expect(toldSilent(editions)).toEqual(SILENT)
    const silent = toldIn(hidden).filter(({ what }) => what === 'silence')
    expect(silent.map(({ period }) => period - FIRST)).toEqual(SILENT)
  })

  it('are told apart beside a table that hides nothing, each of them', async () => {
    const { editions, findings } = await editionsOf(EXACT, mixed)
    expect(toldSilent(editions)).toEqual(SILENT)
    expect(findings).toEqual([])
  })

  it('are told apart no more once that table has ended', async () => {
    const { editions, findings } = await editionsOf(`${DAILY_EXACT}, ${WEEKLY}`, mixed, WEEKLY)
    const told = gapsIn(editions.at(-1) ?? {})
    expect([...told].filter((at) => at < 8)).toEqual(SILENT.filter((at) => at < 8))
    expect([...told].filter((at) => at > 11)).toEqual([])
    expect(findings).toEqual([])
  })

  it('look alike where earlier lines make them whole', async () => {
    const shapes: unknown[] = []
    for (const count of [0, 1]) {
      const folder = fresh()
      const service = serviceOf(
        folder,
        'protection: { k: 3 }\ndatasets: [ { by: [ day, feature ], measures: [ requests ] } ]\n',
      )
      const put = (name: string, lines: readonly (readonly [day: number, count: number])[]): void => {
        const text = lines.map(([at, some]) => linesOf(some, START + at * DAY)).join('')
        writeFileSync(join(folder, 'logs', name), text)
      }
      mkdirSync(join(folder, 'logs'))
      put(
        'access.log',
        Array.from({ length: 14 }, (_, n) => [7 + n, 30] as const),
      )
      await service.run({ now: () => START + 20.5 * DAY })
      // Lines of days that had closed, and are whole now: so is the one between, with a line or without.
      put('found.log', [
        [3, 30],
        [5, 30],
        [6, count],
        [20, 30],
      ])
      for (const hours of [0, 25]) await service.run({ now: () => START + 21 * DAY + hours * 3_600_000 })
      const period = periodNamed('2026-03')
      await service.run({ now: () => START + 23 * DAY }, period === undefined ? {} : { revise: period })
      expect(findingsIn(service.output)).toEqual([])
      expect([...daysIn(service.figures())]).toContain(5)
      shapes.push(shapeOf(service.figures()))
    }
    expect(shapes[0]).toEqual(shapes[1])
  })

  it.each(Object.entries(DATASETS).filter(([level]) => !/cell-key|dp/.test(level)))(
    'look alike in what count publishes: %s',
    async (_, datasets) => {
      const configuration = configurationOf(
        `service: { id: essai, name: Essai }\ntimezone: UTC\nlogs: [ { path: x.log, format: combined } ]\nfeatures: [ { id: simulateur, match: [ /simulateur ] }, { id: aide, match: [ /aide ] } ]\n${yamlOf(datasets)}`,
      )
      const countOf = async (text: readonly string[]): Promise<Files> => {
        const { files } = await countInProcess(configuration, [text.join('')])
        // The table for spreadsheets repeats them.
        return Object.fromEntries(Object.entries(files).filter(([path]) => /data\/.*\.csv$/.test(path)))
      }
      const files = await countOf(mixed)
      expect(gapsIn(files).size).toBe(0)
      expect(shapeOf(files)).toEqual(shapeOf(await countOf(logOf(() => 1))))
    },
  )
})

/*
 * Every world of three days of one feature, each with 0 to k + 2 requests and no other line: which counts can a day have had of which
 * nothing is shown, given everything that is published, of days and of their month?
 */
const K = 3
const MOST = K + 2

/** The least number of counts that are possible for such a day; Infinity: there is none. @param beside decides whether silence is told */
function fewestOf(days: readonly DayIndex[], beside: readonly TableSpec[]): number {
  const specs = [spec('day', K, ['requests']), spec('month', K, ['requests'])]
  const span = { from: days[0]!, to: days.at(-1)! }
  const believed = new Map<string, Set<number>>()
  for (const counts of sequences(
    Array.from({ length: MOST + 1 }, (_, n) => n),
    days.length,
  )) {
    const lined = days.filter((_, d) => counts[d]! > 0)
    const grid = daysWithRows([...specs, ...beside], lined, span)
    const requests = [grid.map((one) => ({ requests: counts[days.indexOf(one)]! }))]
    const counted = countedOf(specs, grid, [feature('a')], requests)
    const decided = decideFigures(counted, DISCLOSURE_RULES)
    const [byDay, byMonth] = counted.tables.map((table) => writeRows(table, counted, decided))
    const shown = byDay!.reduce((sum, row) => sum + (row.counts[0] ?? 0), 0)
    // A companion that takes more than any day has is in no world.
    if ((byMonth![0]?.counts[0] ?? 0) - shown > MOST) continue
    const seen = JSON.stringify([byDay, byMonth])
    days.forEach((one, d) => {
      if (byDay!.some((row) => row.period === indexOf<'period'>(one) && row.counts[0] !== undefined)) return
      const key = `${seen} ${dayText(one)}`
      believed.set(key, (believed.get(key) ?? new Set()).add(counts[d]!))
    })
  }
  return Math.min(...[...believed.values()].map(({ size }) => size))
}

describe('the count of a day of which nothing is shown', () => {
  it.each([
    { from: '2026-03-02', length: 2, why: 'working days' },
    { from: '2026-03-02', length: 3, why: 'working days' },
    { from: '2026-03-06', length: 3, why: 'a weekend after one' },
    { from: '2026-03-07', length: 3, why: 'a weekend before one' },
    { from: '2026-03-29', length: 3, why: 'the end of a month' },
  ])('may be any of 0 … k − 1: $length days, $why', ({ from, length }) => {
    const days = Array.from({ length }, (_, n) => indexOf<'day'>(day(from) + n))
    expect(fewestOf(days, [])).toBeGreaterThanOrEqual(K)
    // With rows for days that have a line alone, none is left but 0.
    expect(fewestOf(days, [spec('year', 'exact')])).toBe(1)
  })
})
