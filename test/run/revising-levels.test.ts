import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Problem, ProblemError } from '../../src/domain/problem.ts'
import { periodNamed, type RunDone, statusOf } from '../../src/pipeline/index.ts'
import { filesBelow, testFolder } from '../cli/run-comptage.ts'
import { findingsIn } from './findings-in.ts'
import { linesOf } from './lines-of.ts'
import { configuredService, type ConfiguredService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('revising-levels')
const FEATURES = ['{ id: aide, match: [ /aide ] }', '{ id: simulateur, match: [ /simulateur ] }']
const LEVELS = ['exact', 'threshold', 'cell-key', 'dp'] as const
type Level = (typeof LEVELS)[number]

function at(folder: string, level: Level, promise: string): ConfiguredService {
  const protection = `measures: [ requests ], protection: ${level}${level === 'exact' ? ', accept_risk: true' : ''}`
  return configuredService(
    folder,
    FEATURES,
    `since: 2026-03-01
protection: { promise: ${promise} }
datasets: [ { by: [ day, feature ], ${protection} }, { by: [ month, feature ], ${protection} } ]
`,
  )
}

const days = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => linesOf(900, START + (from + i) * DAY)).join('')

/** Lines of 4 March that come late, after the level has changed; and what a revision of that day makes of them. */
async function revised(before: Level, now: Level, promise: string, isReadBefore = true): Promise<Revised> {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const log = join(folder, 'logs', 'access.log')
  writeFileSync(log, days(0, 6))
  await at(folder, before, promise).run(6.9)
  const service = at(folder, now, promise)
  appendFileSync(log, days(7, 7))
  await service.run(7.9)
  appendFileSync(log, linesOf(600, START + 3.7 * DAY) + days(8, 8))
  if (isReadBefore) await service.run(8.9)
  const shown = rowsOf(service)
  const { problems, changes } = await service.run(8.95, { revise: periodNamed('2026-03-04')! }).catch(refusedWith)
  return { folder, service, problems, changes, isAnother: rowsOf(service) !== shown }
}

type Revised = Pick<RunDone, 'problems' | 'changes'> & {
  readonly folder: string
  readonly service: ConfiguredService
  readonly isAnother: boolean
}

function refusedWith(error: unknown): Pick<RunDone, 'problems' | 'changes'> {
  if (error instanceof ProblemError) return { problems: error.problems, changes: [] }
  throw error
}

function rowsOf({ output }: ConfiguredService): string {
  const csv = Object.entries(filesBelow(output)).filter(([path]) => path.endsWith('day-feature.csv'))
  return csv.flatMap(([, text]) => text.split('\n').filter((line) => line.startsWith('2026-03-04,'))).join('\n')
}

const REVISED = { kind: 'periods-revised', table: 'day-feature', periods: ['2026-03-04'] }

describe.each(LEVELS.slice(1))('a day that was published at %s', (before) => {
  it.each(LEVELS.filter((now) => now !== before))(
    'is revised as it was published, though its table is at %s',
    async (now) => {
      const { service, problems, changes, isAnother } = await revised(before, now, '79%')
      expect({ problems, isAnother }).toEqual({ problems: [], isAnother: true })
      expect(changes).toEqual([REVISED])
      // A key that is made for what is to come replaces none.
      const { lostKey } = await statusOf(service.configuration, { now: START + 9 * DAY })
      expect(lostKey).toEqual([])
      expect(findingsIn(service.output)).toEqual([])
    },
  )
})

it.each(['cell-key', 'threshold', 'exact'] as const)(
  'one that may be drawn once stays as it is, and is told, though its table is at %s',
  async (now) => {
    const { problems, changes, isAnother } = await revised('cell-key', now, '68%')
    expect({ problems, isAnother }).toEqual({
      problems: [{ code: 'NOT_DRAWN_AGAIN', table: 'day-feature', periods: ['2026-03-04'] }],
      isAnother: false,
    })
    expect(changes).toEqual([])
  },
)

function apart(period: string): Problem {
  return { code: 'LATE_KEPT_BACK', period, why: 'exact', features: ['aide', 'simulateur'], days: ['2026-03-04'] }
}

// Lines of 5 March come late too: its figure is not published before its table is exact no longer.
describe('a day that was published exactly', () => {
  it.each(LEVELS.slice(1))(
    'stays as it is, and its late lines apart, where nobody accepts one more exact figure: its table is at %s',
    async (now) => {
      const { folder, service, problems, isAnother } = await revised('exact', now, '79%')
      expect({ problems, isAnother }).toEqual({ problems: [apart('2026-03-04')], isAnother: false })
      const { late, revisable } = await statusOf(service.configuration, { now: START + 9 * DAY })
      expect(late).toMatchObject([{ day: '2026-03-04', lines: 432, stays: 'exact' }, { day: '2026-03-05' }])
      // The month counts those of the other day.
      expect(revisable).toMatchObject([{ period: '2026-03', lines: 168 }])
      const month = await service.run(8.97, { revise: periodNamed('2026-03')! })
      expect(month).toMatchObject({ problems: [apart('2026-03')], changes: [{ periods: ['2026-03-05'] }] })
      // Who accepts the risk again revises it.
      const again = at(folder, 'exact', '79%')
      expect(await again.run(9.1, { revise: periodNamed('2026-03-04')! })).toMatchObject({ problems: [] })
      expect(rowsOf(again)).toContain('2026-03-04,aide,444')
      expect(findingsIn(again.output)).toEqual([])
    },
  )

  it.each(LEVELS.slice(1))('stays so where the run that revises it reads them: %s', async (now) => {
    const { service, problems, isAnother } = await revised('exact', now, '79%', false)
    expect({ problems, isAnother }).toEqual({ problems: [apart('2026-03-04')], isAnother: false })
    const { late } = await statusOf(service.configuration, { now: START + 9 * DAY })
    expect(late).toMatchObject([{ day: '2026-03-04', lines: 432, stays: 'exact' }, {}])
  })
})
