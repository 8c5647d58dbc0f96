import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  periodNamed,
  RunRefused,
  statusOf,
  verifyFolder,
  type RunRequest,
  type RunStatus,
} from '../../src/pipeline/index.ts'
import { filesBelow, testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { configuredService, type ConfiguredService } from './service-of.ts'

const { fresh } = testFolder('late-lines')
const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)

/** So many uses of each of two features, by days of March, from 0 on. */
type Uses = Readonly<Record<number, number>>

function written(uses: Uses): string {
  return Object.entries(uses)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([day, count]) => linesOf(3 * count, START + Number(day) * DAY))
    .join('')
}

function usesOf(from: number, to: number, count: number): Uses {
  return Object.fromEntries(Array.from({ length: to - from + 1 }, (_, i) => [from + i, count]))
}

/** Lines that no feature has. */
function ofNone(lines: string): string {
  return lines.replaceAll('/aide', '/LEAK').replaceAll('/simulateur', '/LEAK')
}

type Life = { readonly service: ConfiguredService; readonly now: number }

const LEVELS = {
  threshold: 'protection: threshold',
  exact: 'protection: exact, accept_risk: true',
  'cell-key': 'protection: cell-key',
} as const

type World = {
  readonly tables: readonly ('day' | 'month')[]
  readonly level: keyof typeof LEVELS
  readonly isMonthClosed: boolean
}

const FEATURES = ['{ id: aide, match: [ /aide ] }', '{ id: simulateur, match: [ /simulateur ] }']

function configured(folder: string, { tables, level }: World, since: string): ConfiguredService {
  const of = level === 'cell-key' ? ', device' : ''
  const rows = tables.map((kind) => `{ by: [ ${kind}, feature${of} ], measures: [ requests ], ${LEVELS[level]} }`)
  const more = `protection: { revision_window: 9999d, silence: 9999d }\ndatasets: [ ${rows.join(', ')} ]\n${since}`
  return configuredService(folder, FEATURES, more)
}

/** Lines that came late, and the day that has none but these; some are of no feature, some before the service opened. */
type Late = { readonly uses: Uses; readonly lacks?: number; readonly isOfNone?: boolean; readonly since?: false }

const LATE: Readonly<Record<string, Late>> = {
  'enough of one day': { uses: { 4: 20 } },
  'few of one day': { uses: { 4: 2 } },
  'few of one day, enough of others': { uses: { 4: 20, 5: 1, 6: 30 } },
  'few of each day': { uses: { 4: 6, 5: 6, 6: 6 } },
  'of no feature': { uses: { 4: 20 }, isOfNone: true },
  'enough of a day without a line': { uses: { 4: 20 }, lacks: 4 },
  'few of a day without a line': { uses: { 4: 2, 6: 20 }, lacks: 4 },
  'of days before all others': { uses: { [-3]: 20, [-2]: 20, [-1]: 20 }, since: false },
  'of no feature, before all others': { uses: { [-3]: 20 }, isOfNone: true, since: false },
  'of one day before all others': { uses: { [-3]: 1 }, since: false },
  'of the first day': { uses: { 0: 20, 5: 20 }, lacks: 0 },
  'few of the first day': { uses: { 0: 2, 5: 20 }, lacks: 0 },
}

async function lived(folder: string, world: World, late: Late): Promise<Life> {
  const { uses, lacks = -1, isOfNone = false, since = true } = late
  const service = configured(folder, world, since ? 'since: 2026-03-01\n' : '')
  mkdirSync(join(folder, 'logs'))
  const last = world.isMonthClosed ? 36 : 9
  const own = Object.entries(usesOf(0, last, 20)).filter(([day]) => Number(day) !== lacks)
  writeFileSync(join(folder, 'logs/access.log'), written(Object.fromEntries(own)))
  await service.run(last + 1)
  const lines = written(uses)
  writeFileSync(join(folder, 'logs/access.log.5'), isOfNone ? ofNone(lines) : lines)
  await service.run(last + 1.1)
  return { service, now: last + 1.2 }
}

async function statusIn({ service, now }: Life): Promise<RunStatus> {
  return statusOf(service.configuration, { now: START + now * DAY })
}

function lateIn({ late }: RunStatus): number {
  return late.reduce((sum, { lines }) => sum + lines, 0)
}

async function revise({ service, now }: Life, period: string): Promise<readonly string[]> {
  const request: Partial<RunRequest> = { revise: periodNamed(period)! }
  try {
    const { problems } = await service.run(now, request)
    return problems.map(({ code }) => code)
  } catch (error) {
    if (!(error instanceof RunRefused)) throw error
    return error.problems.map(({ code }) => code)
  }
}

/** Revises as status proposes, and all that it says stays. */
async function followed(life: Life): Promise<void> {
  const stays = (await statusIn(life)).late.filter((row) => row.stays !== undefined)
  for (let status = await statusIn(life); status.revisable.length > 0; status = await statusIn(life)) {
    const { period, lines } = status.revisable[0]!
    await revise(life, period)
    expect(lateIn(await statusIn(life)), period).toBe(lateIn(status) - lines)
    expect(lines).toBeGreaterThan(0)
  }
  const after = await statusIn(life)
  expect(after.late.map(({ day, lines }) => ({ day, lines }))).toEqual(stays.map(({ day, lines }) => ({ day, lines })))
  for (const day of new Set(stays.map((row) => row.day))) {
    const codes = await revise(life, day)
    // One for each reason.
    expect(codes, day).toHaveLength(after.late.filter((row) => row.day === day).length)
    expect(lateIn(await statusIn(life)), day).toBe(lateIn(after))
  }
  expect(findingsIn(life)).toEqual([])
}

/** Of both tiers, where anything of them is published. */
function findingsIn({ service: { output } }: Life): readonly unknown[] {
  return ['essai', 'essai-detail']
    .map((name) => join(output, name))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => verifyFolder({ folder }).findings)
}

describe.each(Object.keys(LATE))('a revision counts what status proposes, of lines that came late: %s', (late) => {
  it.each<World>([
    { tables: ['day'], level: 'threshold', isMonthClosed: false },
    { tables: ['day'], level: 'exact', isMonthClosed: false },
    { tables: ['month'], level: 'threshold', isMonthClosed: true },
    { tables: ['day', 'month'], level: 'threshold', isMonthClosed: false },
    { tables: ['day', 'month'], level: 'threshold', isMonthClosed: true },
    { tables: ['day', 'month'], level: 'exact', isMonthClosed: false },
    { tables: ['day', 'month'], level: 'exact', isMonthClosed: true },
    { tables: ['day', 'month'], level: 'cell-key', isMonthClosed: true },
  ])('by $tables at $level, month closed: $isMonthClosed', async (world) => {
    await followed(await lived(fresh(), world, LATE[late]!))
  })
})

it('lines of no feature before all others make the day whole that was taken for the first', async () => {
  const world = { tables: ['day'], level: 'exact', isMonthClosed: false } as const
  const life = await lived(fresh(), world, LATE['of no feature, before all others']!)
  const first = (): boolean => (figuresOf(life)['essai/data/day-feature.csv'] ?? '').includes('2026-03-01,aide,20')
  expect(first()).toBe(false)
  expect(await revise(life, '2026-02')).toEqual([])
  expect(first()).toBe(true)
})

describe('a revision of a month of which some days are refused counts what those of the others do', () => {
  const world = { tables: ['day', 'month'], isMonthClosed: false } as const
  const LATES = {
    'enough of both': { 1: 20, 8: 20 },
    'few of one': { 1: 20, 6: 2, 8: 20 },
    'few refused': { 1: 2, 8: 20 },
  }

  /** Published exactly to the seventh, and no more since. */
  async function exactBefore(folder: string): Promise<ConfiguredService> {
    const before = configured(folder, { ...world, level: 'exact' }, 'since: 2026-03-01\n')
    writeFileSync(join(folder, 'logs/access.log'), written(usesOf(0, 6, 20)))
    await before.run(6.9)
    writeFileSync(join(folder, 'logs/access.log'), written(usesOf(0, 9, 20)))
    return configured(folder, { ...world, level: 'threshold' }, 'since: 2026-03-01\n')
  }

  /** Taken over, of which the first days are not known to be whole. */
  async function adopted(folder: string): Promise<ConfiguredService> {
    const service = configured(folder, { ...world, level: 'threshold' }, 'since: 2026-03-01\n')
    writeFileSync(join(folder, 'logs/access.log'), written(usesOf(0, 9, 20)))
    await service.run(10)
    rmSync(join(folder, 'state'), { recursive: true })
    writeFileSync(join(folder, 'logs/access.log'), written(usesOf(1, 9, 20)))
    await service.run(10.1, { adopt: service.output })
    return service
  }

  it.each(
    [exactBefore, adopted].flatMap((begun) =>
      Object.entries(LATES).map(([late, uses]) => ({ name: begun.name, begun, late, uses })),
    ),
  )('$name, $late', async ({ begun, uses }) => {
    const folder = fresh()
    mkdirSync(join(folder, 'logs'))
    const life = { service: await begun(folder), now: 11.1 }
    writeFileSync(join(folder, 'logs/access.log.1'), written({ 10: 20 }))
    await life.service.run(11)
    writeFileSync(join(folder, 'logs/access.log.5'), written(uses))
    await life.service.run(life.now)
    const twin = fresh()
    cpSync(folder, twin, { recursive: true })
    const byDay = { ...life, service: configured(twin, { ...world, level: 'threshold' }, 'since: 2026-03-01\n') }
    for (const { day } of (await statusIn(life)).late) await revise(byDay, day)
    await followed(life)
    expect(figuresOf(life)).toEqual(figuresOf(byDay))
    expect(figuresOf(life)['essai/data/day-feature.csv']).toContain('2026-03-09,aide,40')
  })
})

describe('late lines of which all noise is drawn for good stay, and are not proposed', () => {
  const noisy = (kind: string, level: string): string =>
    `{ by: [ ${kind}, feature ], measures: [ requests ], protection: ${level} }`
  const since = 'since: 2026-03-01\n'
  // Where 79 % may be guessed, two draws are allowed; at 68 % one is, of a key.
  it.each([
    ...(['cell-key', 'dp'] as const).flatMap((level) => {
      const [day, month] = [noisy('day', level), noisy('month', level)]
      return [
        { why: `of the day: ${level}`, tables: [day] },
        { why: `of the day and its month: ${level}`, tables: [day, month], last: 36 },
        { why: `but not where the month is open: ${level}`, tables: [day, month], counts: true },
        {
          why: `nor where it has no noise: ${level}`,
          tables: [day, noisy('month', 'threshold')],
          last: 36,
          counts: true,
        },
      ].map((one) => ({ draws: 2, last: 9, counts: false, since, ...one }))
    }),
    {
      ...{
        why: 'of the day, and its month is not published',
        tables: [noisy('day', 'cell-key'), noisy('month', 'cell-key')],
      },
      ...{ draws: 2, last: 36, counts: false, since: '' },
    },
    {
      ...{ why: 'of a day that may be drawn once', tables: [noisy('day', 'cell-key')] },
      ...{ draws: 1, last: 9, counts: false, since },
    },
  ])('$why', async ({ tables, draws, last, counts, since: opened }) => {
    const folder = fresh()
    mkdirSync(join(folder, 'logs'))
    const promise = draws === 2 ? '79%' : '68%'
    const more = `${opened}protection: { revision_window: 9999d, promise: ${promise} }\ndatasets: [ ${tables.join(', ')} ]\n`
    const life = { service: configuredService(folder, FEATURES, more), now: last + 1.2 }
    const write = (name: string, uses: Uses): void => writeFileSync(join(folder, 'logs', name), written(uses))
    write('access.log', usesOf(opened === '' ? 1 : 0, last, 200))
    await life.service.run(last + 1)
    if (draws === 2) {
      write('access.log.1', { 4: 20 })
      await life.service.run(last + 1.1)
      expect(await revise(life, '2026-03')).toEqual([])
    }
    const before = figuresOf(life)
    write('access.log.2', { 4: 60 })
    await life.service.run(life.now)
    const { late, revisable } = await statusIn(life)
    // The first 60 of these are known again.
    const own = { day: '2026-03-05', lines: draws === 2 ? 120 : 180 }
    expect({ late, revisable }).toMatchObject(
      counts
        ? { late: [own], revisable: [{ period: '2026-03', lines: own.lines }] }
        : { late: [{ ...own, stays: 'drawn' }], revisable: [] },
    )
    expect(await revise(life, '2026-03')).toEqual([counts ? 'NOT_DRAWN_AGAIN' : 'LATE_KEPT_BACK'])
    expect((await statusIn(life)).late).toEqual(counts ? [] : late)
    expect(figuresOf(life)['essai/data/day-feature.csv']).toBe(before['essai/data/day-feature.csv'])
    if (!counts) expect(figuresOf(life)).toEqual(before)
  })
})

function figuresOf({ service }: Life): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(filesBelow(service.output)).filter(([path]) => path.endsWith('.csv')))
}
