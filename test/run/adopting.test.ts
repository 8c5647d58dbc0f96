import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { updatedOn } from '../../src/publish/words.ts'
import { closedText } from '../../src/cli/report/status/closed-text.ts'
import {
  checkState,
  countLogs,
  periodNamed,
  publicationOf,
  statusOf,
  writePublication,
} from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { findingsIn } from './findings-in.ts'
import { LEVELS } from './levels.ts'
import { linesOf } from './lines-of.ts'
import { configuredService, DAYS, type ConfiguredService } from './service-of.ts'
import { refusal } from './refusal.ts'
import { verdictsIn } from './verdicts.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('adopting')
const FEATURES = ['{ id: aide, match: [ /aide ] }', '{ id: simulateur, match: [ /simulateur ] }']
const SINCE_MARCH = 'since: 2026-03-01\n'
const SINCE = SINCE_MARCH + DAYS

function days(from: number, to: number, lines = 60): string {
  return Array.from({ length: to - from + 1 }, (_, i) => linesOf(lines, START + (from + i) * DAY)).join('')
}

type Lost = { readonly service: ConfiguredService; readonly log: string; readonly folder: string }

/** A service that ran until 13 April, and lost its state; of its log, the days from `kept` on are left. */
async function lost(kept: number): Promise<Lost> {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const log = join(folder, 'logs', 'access.log')
  const service = configuredService(folder, FEATURES, SINCE)
  for (const day of [20, 36, 43]) {
    writeFileSync(log, days(0, day))
    await service.run(day + 0.9 - (day === 20 ? 0 : 0.5))
    await service.run(day + 0.95)
  }
  renameSync(join(folder, 'state'), join(folder, 'gone'))
  writeFileSync(log, days(kept, 43))
  return { service, log, folder }
}

/** Four more weeks. */
async function goOn({ log, service }: Lost): Promise<void> {
  for (const first of [44, 51, 58, 65]) {
    appendFileSync(log, days(first, first + 6))
    await service.run(first + 6.9)
  }
}

function figures({ service }: Lost, table: string): readonly string[] {
  return readFileSync(join(service.output, 'essai/data', `${table}.csv`), 'utf8').split('\n')
}

function changelogOf({ service }: Lost): string {
  return readFileSync(join(service.output, 'essai/CHANGELOG.md'), 'utf8')
}

describe('a folder without its state', () => {
  it('is not lost to a first try with an older copy', async () => {
    const folder = fresh()
    mkdirSync(join(folder, 'logs'))
    const service = configuredService(folder, FEATURES, SINCE)
    const log = join(folder, 'logs', 'access.log')
    const older = join(folder, 'older')
    for (const day of [20, 36]) {
      writeFileSync(log, days(0, day))
      await service.run(day + 0.4)
      await service.run(day + 0.95)
      if (day === 20) cpSync(service.output, older, { recursive: true })
    }
    renameSync(join(folder, 'state'), join(folder, 'gone'))
    expect(await refusal(service.run(37, { adopt: older }))).toMatchObject({ code: 'OUTPUT_AHEAD' })
    expect(await refusal(service.run(37.1, { adopt: service.output }))).toBeUndefined()
  })

  it('is refused by a run, which reads nothing; taken over, its figures stay and counting goes on', async () => {
    const world = await lost(0)
    const { service } = world
    const [before, months] = [figures(world, 'day-feature'), figures(world, 'month-feature')]
    expect(await refusal(service.run(44))).toMatchObject({ code: 'OUTPUT_AHEAD' })
    await service.run(44.1, { adopt: service.output })
    expect(figures(world, 'day-feature').slice(0, before.length - 1)).toEqual(before.slice(0, -1))
    expect(changelogOf(world)).toContain('counting goes on with the logs that are left')
    // Its first day may have begun before its first line: nobody knows, so it and its month stay as they are.
    expect(await verdictsIn(join(world.folder, 'state'))).toMatchObject({
      'day refuted': 1,
      'day confirmed': 40,
      'month refuted': 1,
    })
    await goOn(world)
    expect(figures(world, 'day-feature')).toContain('2026-04-30,aide,20,,')
    expect(figures(world, 'month-feature')).toEqual([
      ...months.slice(0, -1),
      '2026-04,aide,600,,',
      '2026-04,simulateur,600,,',
      '',
    ])
  })

  it('of which lines are gone: what cannot be whole any more is never published, and said', async () => {
    const world = await lost(35)
    const { service } = world
    // A rehearsal measures what protection leaves by the days of which all lines are here.
    const { utility } = await service.run(44, { adopt: service.output, dryRun: true })
    expect(utility).toMatchObject([{ name: 'day-feature', usesShown: 1, medianError: 0, error95: 0 }, {}])
    await service.run(44, { adopt: join(service.output, 'essai') })
    expect(await verdictsIn(join(world.folder, 'state'))).toMatchObject({
      'day refuted': 36,
      'day confirmed': 5,
      'month refuted': 1,
    })
    await goOn(world)
    expect(figures(world, 'month-feature').some((row) => row.startsWith('2026-04'))).toBe(false)
    expect(changelogOf(world)).toContain('never be published: April 2026')
    expect(figures(world, 'day-feature')).toContain('2026-04-20,aide,20,,')
  })

  it('is not revised where it is not whole', async () => {
    const world = await lost(35)
    await world.service.run(44, { adopt: world.service.output })
    const before = figures(world, 'day-feature')
    const features = ['aide', 'simulateur']
    const adopted = { code: 'LATE_KEPT_BACK', why: 'adopted', features, days: ['2026-04-05'] }
    // Lines that were read again, of which some stand in its rows, did not come late.
    const { problems } = await world.service.run(44.1, { revise: periodNamed('2026-04-05')! })
    expect(problems).toEqual([{ code: 'NOTHING_LATE', period: '2026-04-05' }])
    expect(figures(world, 'day-feature')).toEqual(before)
    appendFileSync(world.log, linesOf(90, START + 38 * DAY))
    expect((await world.service.run(44.2, { revise: periodNamed('2026-04')! })).problems).toEqual([])
    appendFileSync(world.log, linesOf(90, START + 35 * DAY))
    const { problems: ofMonth } = await world.service.run(44.3, { revise: periodNamed('2026-04')! })
    expect(ofMonth).toEqual([{ ...adopted, period: '2026-04' }])
    const after = figures(world, 'day-feature')
    expect(after).toContain('2026-04-08,aide,50,,')
    const isOther = (row: string): boolean => !row.startsWith('2026-04-08')
    expect(after.filter(isOther)).toEqual(before.filter(isOther))
  })
})

function begun(more: string): Lost {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  return { folder, service: configuredService(folder, FEATURES, more), log: join(folder, 'logs', 'access.log') }
}

type Life = { readonly first: number; readonly lostOn: number; readonly kept: number; readonly end: number }

/** Loses the state, goes on with the key and the logs that are left. @returns what the status says at once of the longest periods */
async function livedThrough({ folder, service, log }: Lost, { first, lostOn, kept, end }: Life): Promise<string> {
  writeFileSync(log, days(first, lostOn))
  await service.run(lostOn + 0.98)
  const [state, gone] = [join(folder, 'state'), join(folder, 'gone')]
  renameSync(state, gone)
  mkdirSync(state, { mode: 0o700 })
  if (existsSync(join(gone, 'noise.key'))) cpSync(join(gone, 'noise.key'), join(state, 'noise.key'))
  writeFileSync(log, days(kept, lostOn))
  await service.run(lostOn + 0.99, { adopt: service.output })
  const { closed } = await statusOf(service.configuration, { now: START + (lostOn + 0.99) * DAY })
  writeFileSync(log, days(kept, end))
  await service.run(end + 0.99)
  expect(findingsIn(service.output)).toEqual([])
  expect(await checkState(service.configuration)).toMatchObject({ problems: [] })
  return closed.map(closedText).at(-1) ?? ''
}

/** The first month of which a row could be published was under way when the state was lost: nothing of a month is in the folder. */
describe.each(['threshold', 'cell-key', 'exact'] as const)('a first month that was under way, at %s', (level) => {
  it.each([4, 20, 32])('is published as if it had not been, where all logs are there: day %i', async (lostOn) => {
    const world = begun(LEVELS[level])
    const said = await livedThrough(world, { first: -6, lostOn, kept: -6, end: 36 })
    expect(said).not.toContain('confirm')
    expect(await verdictsIn(join(world.folder, 'state'))).not.toHaveProperty('day refuted')
    expect(figures(world, 'month-feature')).toContain(
      level === 'exact' ? '2026-03,aide,620,620,0' : '2026-03,aide,620,,',
    )
    expect(changelogOf(world)).not.toContain('never be published')
  })

  it.each([
    { why: 'logs begin within it', since: '', first: -6, kept: 2 },
    { why: 'they begin with the service: nobody knows of its first day', since: SINCE_MARCH, first: 0, kept: 0 },
  ])('is withheld, which is told at once: $why', async ({ since, first, kept }) => {
    const world = begun(since + LEVELS[level])
    const said = await livedThrough(world, { first, lostOn: 20, kept, end: 36 })
    // Where they had begun in February, that month never was published either.
    expect(said).toMatch(/not published, as the logs begin within: (?:2026-02 to )?2026-03\)/)
    expect(figures(world, 'month-feature').some((row) => row.startsWith('2026-03'))).toBe(false)
    expect(changelogOf(world)).toContain('never be published: March 2026')
  })
})

describe('a first month that was not whole when it closed', () => {
  it.each([33, 38, 50].flatMap((kept) => ['since: 2026-03-05\n', ''].map((since) => ({ kept, since }))))(
    'has the reason that it had, from whatever day on logs are left: $kept, $since',
    async ({ kept, since }) => {
      const said = await livedThrough(begun(since + LEVELS.exact), { first: 4, lostOn: 75, kept, end: 76 })
      expect(said).toContain('closed up to 2026-04 (not published, as the logs begin within: 2026-03);')
    },
  )
})

/** Months close in every service, since they have the fates of lines: a longer period, or a week, may be under way around them. */
describe('a period that was under way, within which a month is closed that no table has', () => {
  const exact = (...kinds: readonly string[]): string =>
    `datasets: [ ${kinds.map((kind) => `{ by: [ ${kind}, feature ], protection: exact, accept_risk: true }`).join(', ')} ]\n`

  it.each([
    { kinds: ['week'], life: { first: -20, lostOn: 2, end: 5 }, row: '2026-W09,aide,140,140,0' },
    { kinds: ['day', 'week'], life: { first: -20, lostOn: 2, end: 5 }, row: '2026-W09,aide,140,140,0' },
    { kinds: ['day', 'quarter'], life: { first: 28, lostOn: 66, end: 124 }, row: '2026-Q2,aide,1820,1820,0' },
  ])('has all its days where all logs are there: $kinds', async ({ kinds, life, row }) => {
    const world = begun(exact(...kinds))
    await livedThrough(world, { ...life, kept: life.first })
    expect(figures(world, `${kinds.at(-1)}-feature`)).toContain(row)
    expect(await verdictsIn(join(world.folder, 'state'))).not.toHaveProperty('day refuted')
  })

  it.each(Array.from({ length: 9 }, (_, i) => i - 7))(
    'is not published too low where they begin with day %i',
    async (kept) => {
      const world = begun(exact('week'))
      await livedThrough(world, { first: -20, lostOn: 2, kept, end: 5 })
      // It begins with 23 February; of the first day nobody knows whether it is whole.
      const published = figures(world, 'week-feature').filter((row) => row.startsWith('2026-W09,aide'))
      expect(published).toEqual(kept < -6 ? ['2026-W09,aide,140,140,0'] : [])
    },
  )
})

describe('a month of two machines, of which all days are hidden', () => {
  type Left = (machine: number, day: number) => boolean
  const none = (): boolean => false

  function keep(folder: string, through: number, isGone: Left): void {
    for (const machine of [1, 2]) {
      const log = join(folder, 'logs', `web${machine}.log`)
      const left = Array.from({ length: through + 1 }, (_, day) => day).filter((day) => !isGone(machine, day))
      if (left.length === 0) rmSync(log, { force: true })
      else writeFileSync(log, left.map((day) => linesOf(9 + machine * 3, START + day * DAY)).join(''))
    }
  }

  /** Until 20 April, when the days to the 17th are closed. */
  async function lived(): Promise<string> {
    const folder = fresh()
    mkdirSync(join(folder, 'logs'))
    const service = configuredService(folder, FEATURES, SINCE)
    for (const day of [4, 35, 50]) {
      keep(folder, day - 1, none)
      await service.run(day + 0.25)
    }
    return folder
  }

  /** The month of the state that is lost then, or is not. */
  async function aprilAfter(life: string, isGone: Left, isLost = true, logs = '') {
    const folder = fresh()
    cpSync(life, folder, { recursive: true })
    const service = configuredService(folder, FEATURES, SINCE + logs)
    if (isLost) renameSync(join(folder, 'state'), join(folder, 'gone'))
    keep(folder, 49, isGone)
    await service.run(50.3, isLost ? { adopt: service.output } : {})
    if (logs !== '') await service.run(50.4)
    const { closed } = await statusOf(service.configuration, { now: START + 50.3 * DAY })
    const why = closed.flatMap(({ kind, unpublished }) => (kind === 'month' ? unpublished.map((span) => span.why) : []))
    keep(folder, 66, isGone)
    await service.run(67.25)
    const rows = figures({ service, log: '', folder }, 'month-feature').filter((row) => row.startsWith('2026-04'))
    return { rows, why }
  }

  it('is published where all lines are there, and else told', async () => {
    const life = await lived()
    const twin = await aprilAfter(life, none, false)
    expect(twin.rows.length).toBe(2)
    expect(await aprilAfter(life, none)).toEqual(twin)
    const within = (day: number): boolean => day >= 35 && day <= 40
    const holes: readonly Left[] = [
      (_, day) => within(day),
      (machine, day) => machine === 2 && within(day),
      (machine, day) => machine === 1 && day === 31,
      (machine, day) => machine === 2 && day === 46,
      (machine, day) => machine === 2 && day < 41,
      (_, day) => day < 41,
    ]
    for (const [i, hole] of holes.entries()) {
      const { rows, why } = await aprilAfter(life, hole)
      expect(rows, `hole ${i}`).toEqual([])
      expect(why.length, `hole ${i}`).toBeGreaterThan(0)
    }
  })

  it('is not published too low where an entry of logs finds nothing on the day on which it would be confirmed', async () => {
    const life = await lived()
    const entry = (machine: number): string => `{ path: "logs/web${machine}.log", format: combined }`
    const logs = `logs: [ ${entry(1)}, ${entry(2)} ]\n`
    const twin = await aprilAfter(life, none, false)
    expect(await aprilAfter(life, none, true, logs)).toEqual(twin)
    for (const gone of [1, 2]) {
      // It is found again before April closes.
      let looks = 0
      const { rows, why } = await aprilAfter(life, (machine) => machine === gone && looks++ < 50, true, logs)
      expect(rows, `machine ${gone}`).toEqual([])
      expect(why.length, `machine ${gone}`).toBeGreaterThan(0)
    }
  })
})

describe('after a loss, a log that begins later than what was published ends', () => {
  const LOGS = 'logs: [ { path: "logs/*", format: combined } ]\n'
  /** Of each machine the lines of these days, and no others. */
  function keep(folder: string, left: Readonly<Record<string, readonly [number, number]>>): void {
    for (const [machine, [from, to]] of Object.entries(left))
      writeFileSync(join(folder, 'logs', `${machine}.log`), days(from, to, machine === 'web1' ? 60 : 36))
  }

  async function adopted(second: number): Promise<Lost> {
    const folder = fresh()
    mkdirSync(join(folder, 'logs'))
    const service = configuredService(folder, FEATURES, SINCE + LOGS)
    keep(folder, { web1: [0, 39], web2: [0, 39] })
    await service.run(40.9)
    renameSync(join(folder, 'state'), join(folder, 'gone'))
    // Published is what came through 7 April, day 37; a week later two files are left.
    keep(folder, { web1: [20, 47], web2: [second, 47] })
    await service.run(48.2, { adopt: service.output })
    keep(folder, { web1: [20, 65], web2: [second, 65] })
    await service.run(66.9)
    return { service, folder, log: '' }
  }

  it.each([36, 37, 38, 39, 42, 45])('publishes no day before all had begun, and says so: day %s', async (second) => {
    const lost = await adopted(second)
    const rows = figures(lost, 'day-feature').filter((row) => row.includes(',aide,'))
    expect(new Set(rows.map((row) => row.split(',')[2]))).toEqual(new Set(['32']))
    const from = second <= 37 ? 38 : second + 1
    const all = Array.from({ length: 64 }, (_, day) => new Date(START + day * DAY).toISOString().slice(0, 10))
    expect(rows.map((row) => row.slice(0, 10))).toEqual(all.filter((_, day) => day <= 37 || day >= from))
    expect(figures(lost, 'month-feature').filter((row) => row.startsWith('2026-04'))).toEqual([])
    expect(findingsIn(lost.service.output)).toEqual([])
    const told = readFileSync(join(lost.service.output, 'essai', 'CHANGELOG.md'), 'utf8')
    for (const day of all.slice(38, from)) expect(told).toContain(updatedOn(day, 'en'))
  })
})

describe('a folder that cannot be taken over', () => {
  it.each([
    {
      why: 'damaged',
      spoil: (output: string): void =>
        appendFileSync(join(output, 'essai/data/day-feature.csv'), '2026-01-01,aide,999,,\n'),
    },
    { why: 'nothing-there', spoil: (output: string): void => renameSync(output, `${output}-moved`) },
  ])('is refused: $why', async ({ why, spoil }) => {
    const { service } = await lost(0)
    spoil(service.output)
    expect(await refusal(service.run(44, { adopt: service.output }))).toMatchObject({ code: 'ADOPT_REFUSED', why })
  })

  it('is one that count made, and any where the state is in use', async () => {
    const { service, folder } = await lost(0)
    cpSync(service.output, join(folder, 'copy'), { recursive: true })
    const publication = publicationOf(await countLogs({ configuration: service.configuration }))
    if (publication === undefined) throw new Error('nothing counted')
    const made = join(folder, 'made')
    await writePublication(publication, made)
    expect(await refusal(service.run(44, { adopt: made }))).toMatchObject({ code: 'ADOPT_REFUSED', why: 'of-count' })
    await service.run(44, { adopt: join(folder, 'copy') })
    expect(await refusal(service.run(44.1, { adopt: service.output }))).toMatchObject({ why: 'state-in-use' })
  })
})
