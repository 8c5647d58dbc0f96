import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Sqlite } from '../sqlite.ts'
import { describe, expect, it } from 'vitest'
import { dayOf } from '../../src/domain/calendar.ts'
import {
  auditState,
  checkState,
  exportState,
  periodNamed,
  skipFile,
  statusOf,
  type ComparedPeriods,
} from '../../src/pipeline/index.ts'
import { openState } from '../../src/state/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { configuredService, DAYS, type ConfiguredService } from './service-of.ts'
import { refusal } from './refusal.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const START_DAY = dayOf(2026, 3, 1)
const { fresh } = testFolder('keeping')

type World = { readonly folder: string; readonly log: string; readonly service: ConfiguredService }

async function ran(): Promise<World> {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const log = join(folder, 'logs', 'access.log')
  writeFileSync(log, linesOf(60, START) + linesOf(60, START + DAY) + linesOf(9, START + 6 * DAY))
  const service = configuredService(folder, ['{ id: aide, match: [ /aide ] }'])
  await service.run(6.5)
  return { folder, log, service }
}

function inDatabase({ folder }: World, ...statements: readonly string[]): void {
  const db = new Sqlite(join(folder, 'state', 'state.db'))
  for (const statement of statements) db.exec(statement)
  db.close()
}

/** Sixty lines on each day from the first of March on. */
function linesOfDays(last: number): string {
  return Array.from({ length: last + 1 }, (_, day) => linesOf(60, START + day * DAY)).join('')
}

describe('what is kept', () => {
  it('is its owner’s alone', async () => {
    const { folder } = await ran()
    const state = join(folder, 'state')
    const rights = [state, ...readdirSync(state).map((name) => join(state, name))].map((path) => statSync(path).mode)
    expect(rights.map((mode) => mode & 0o077)).toEqual(rights.map(() => 0))
    expect(readdirSync(state)).toEqual(['lock.db', 'marks.key', 'state.db'])
  })
})

describe('checkState', () => {
  it('finds no fault after runs, late lines and a revision', async () => {
    const world = await ran()
    appendFileSync(world.log, linesOf(3, START + DAY))
    await world.service.run(6.6)
    expect(await checkState(world.service.configuration)).toMatchObject({ linesRead: 132, problems: [] })
  })

  it.each([
    { what: 'lines', spoil: (world: World) => inDatabase(world, 'UPDATE stream SET lines = lines + 1') },
    { what: 'requests', spoil: (world: World) => inDatabase(world, "DELETE FROM cell WHERE series LIKE 'day%'") },
    {
      what: 'folder',
      spoil: (world: World) => appendFileSync(join(world.service.output, 'essai/data/gaps.csv'), 'x\n'),
    },
  ])('finds what does not add up: $what', async ({ what, spoil }) => {
    const world = await ran()
    spoil(world)
    const { problems } = await checkState(world.service.configuration)
    expect(problems.map((problem) => 'what' in problem && problem.what)).toEqual([what])
  })
})

describe('skipFile', () => {
  it('lets periods close that waited for a damaged archive, until it changes', async () => {
    const world = await ran()
    const { folder, service, log } = world
    const archive = gzipSync(linesOf(50, START + 3 * DAY))
    const damaged = join(folder, 'logs', 'access.log.9.gz')
    writeFileSync(damaged, archive.subarray(0, 100))
    appendFileSync(log, linesOf(60, START + 8 * DAY))
    const codes = async (day: number): Promise<readonly string[]> =>
      (await service.run(day)).problems.map(({ code }) => code)
    expect(await codes(9)).toEqual(['LOG_DAMAGED'])
    expect(await refusal(skipFile(service.configuration, log))).toMatchObject({ code: 'SKIP_NOT_WAITING' })
    expect(await skipFile(service.configuration, damaged)).toBe(damaged)
    expect(await codes(9.1)).toEqual([])
    // The same bytes elsewhere are given up, too.
    cpSync(damaged, join(folder, 'logs', 'access.log.10.gz'))
    expect(await codes(9.2)).toEqual([])
    expect((await statusOf(service.configuration, { now: START + 9.2 * DAY })).waiting).toEqual([])
    writeFileSync(damaged, archive)
    await service.run(9.3)
    const { problems, linesRead } = await checkState(service.configuration)
    expect({ problems, linesRead }).toEqual({ problems: [], linesRead: 129 + 60 + 50 })
  })
})

describe('true counts', () => {
  it('are deleted when the window of their month is over; what is published stays, and is revised no more', async () => {
    const folder = fresh()
    mkdirSync(join(folder, 'logs'))
    const log = join(folder, 'logs', 'access.log')
    const service = configuredService(
      folder,
      ['{ id: aide, match: [ /aide ] }'],
      `since: 2026-03-01\nprotection: { revision_window: 10d }\n${DAYS}`,
    )
    const figures = (): string => readFileSync(join(service.output, 'essai/data/day-feature.csv'), 'utf8')
    const cellsOfMarch = async (): Promise<number> => {
      const state = await openState(join(folder, 'state'), 'read')
      const { length } = state.counts.cells('day', START_DAY, START_DAY + 30)
      state.close()
      return length
    }
    const linesByDay = (table: string, lines = 'lines'): readonly number[] => {
      const db = new Sqlite(join(folder, 'state', 'state.db'), { readonly: true })
      const sums = db
        .prepare(`SELECT sum(${lines}) FROM ${table} WHERE day BETWEEN ? AND ? GROUP BY day`)
        .pluck()
        .all(START_DAY, START_DAY + 30)
      db.close()
      return sums.map(Number)
    }
    const known = async (): Promise<unknown> => {
      const { fates, isBalanced } = await statusOf(service.configuration, { now: START + 41.5 * DAY })
      return { fates, isBalanced, checked: await checkState(service.configuration) }
    }
    for (const last of [6, 13, 20, 27, 34, 39]) {
      writeFileSync(log, linesOfDays(last))
      await service.run(last + 0.9)
    }
    // March ended nine days ago.
    expect(await cellsOfMarch()).toBeGreaterThan(0)
    expect(linesByDay('fate')).toEqual(Array.from({ length: 31 }, () => 60))
    const first = join(folder, 'first.db')
    cpSync(join(folder, 'state', 'state.db'), first)
    writeFileSync(log, linesOfDays(41))
    await service.run(41.1)
    expect(await cellsOfMarch()).toBe(0)
    // Which days had lines is left, and the sum of all.
    expect([linesByDay('fate'), linesByDay('fit')]).toEqual([Array.from({ length: 31 }, () => 0), []])
    const runs = new Sqlite(join(folder, 'state', 'state.db'), { readonly: true })
    // By the runs of March, a day's lines each; those of April stay.
    const read = runs.prepare('SELECT lines FROM run ORDER BY id').pluck().all()
    runs.close()
    expect(read.map((lines) => lines !== 0)).toEqual([false, false, false, false, true, true, true])
    const whole = await known()
    expect(whole).toMatchObject({ isBalanced: true, checked: { linesRead: 42 * 60, problems: [] } })
    // Version 0.1.0 left lines by day.
    inDatabase(
      { folder, log, service },
      `ATTACH '${first}' AS old`,
      `DELETE FROM fate WHERE day = -2 OR day BETWEEN ${START_DAY} AND ${START_DAY + 30}`,
      `INSERT INTO fate SELECT * FROM old.fate WHERE day BETWEEN ${START_DAY} AND ${START_DAY + 30}`,
      `INSERT INTO fit SELECT * FROM old.fit WHERE day BETWEEN ${START_DAY} AND ${START_DAY + 30}`,
    )
    expect(await known()).toEqual(whole)
    await service.run(41.15)
    expect([linesByDay('fate'), linesByDay('fit')]).toEqual([Array.from({ length: 31 }, () => 0), []])
    expect(await known()).toEqual(whole)
    const { configuration } = service
    const forgotten = { code: 'COUNTS_FORGOTTEN', through: '2026-03-31' }
    // What is left is no sum of all, and no zeros.
    expect(await refusal(exportState({ configuration, tally: join(folder, 'a.tally') }))).toMatchObject(forgotten)
    const state = join(folder, 'state')
    const spanOf = (text: string): ComparedPeriods[0] => periodNamed(text)!
    const compare = [spanOf('2026-03'), spanOf('2026-04')] as const
    expect(await refusal(auditState(configuration, { state, compare }))).toMatchObject({
      ...forgotten,
      asked: 'compare',
    })
    const { gaps, audited } = await auditState(configuration, { state })
    expect(gaps).toEqual([])
    expect(audited.features.map(({ daily }) => daily.length)).toEqual([11])
    appendFileSync(log, linesOf(90, START + 2 * DAY))
    const before = figures()
    await service.run(41.2)
    expect(await refusal(service.run(41.3, { revise: periodNamed('2026-03-03')! }))).toEqual({
      code: 'REVISION_OVER',
      period: '2026-03-03',
      through: '2026-03-31',
    })
    expect(before).toContain('2026-03-03,aide,20,,')
    expect(figures()).toBe(before)
    writeFileSync(log, `${linesOfDays(41)}${linesOf(90, START + 2 * DAY)}${linesOf(60, START + 43 * DAY)}`)
    await service.run(43.9)
    expect(figures()).toContain('2026-04-10,aide,20,,')
    expect(figures().startsWith(before.slice(0, before.indexOf('2026-04-01')))).toBe(true)
  })

  it('that are deleted make no days look lone, and lines that come for them no less so', async () => {
    const folder = fresh()
    mkdirSync(join(folder, 'logs'))
    const log = join(folder, 'logs', 'access.log')
    const service = configuredService(
      folder,
      ['{ id: aide, match: [ /aide ] }'],
      `protection: { revision_window: 1d }\n${DAYS}`,
    )
    const toldOn = async (day: number): Promise<unknown> => (await service.run(day)).problems
    // None between March and the end of May.
    const march = linesOfDays(31)
    const sinceMay = (last: number): string =>
      Array.from({ length: last - 89 }, (_, i) => linesOf(90, START + (90 + i) * DAY)).join('')
    writeFileSync(log, march)
    await service.run(32)
    writeFileSync(log, march + sinceMay(100))
    // Nobody knows whether the clock jumped.
    await toldOn(101)
    for (const day of [102, 103]) expect(await toldOn(day)).toEqual([])
    const state = await openState(join(folder, 'state'), 'read')
    const rows = state.counts.fates(START_DAY, START_DAY + 30)
    state.close()
    expect(rows.map(({ lines }) => lines)).toEqual(Array.from({ length: 31 }, () => 0))
    appendFileSync(log, linesOf(2, Date.UTC(1999, 1, 20)))
    expect(await toldOn(104)).toContainEqual(expect.objectContaining({ code: 'DATES_BEHIND', lines: 2 }))
    expect((await checkState(service.configuration)).problems).toEqual([])
  })
})

describe('a state', () => {
  it('of a later version is refused by all that opens it, and left as it is', async () => {
    const world = await ran()
    inDatabase(world, 'PRAGMA user_version = 99')
    const before = readFileSync(join(world.folder, 'state', 'state.db'))
    for (const act of [
      () => world.service.run(7),
      () => world.service.run(7, { dryRun: true }),
      () => checkState(world.service.configuration),
      () => statusOf(world.service.configuration, { now: START }),
    ])
      expect(await refusal(act())).toMatchObject({ code: 'STATE_NEWER', found: 99 })
    expect(readFileSync(join(world.folder, 'state', 'state.db'))).toEqual(before)
  })

  it('of a week that begins in a deleted month are revised for the days that are left', async () => {
    const folder = fresh()
    mkdirSync(join(folder, 'logs'))
    const log = join(folder, 'logs', 'access.log')
    const weeks =
      'datasets: [ { by: [ week, feature ], measures: [ requests ], protection: exact, accept_risk: true } ]\n'
    const window = 'protection: { revision_window: 10d }\n'
    const service = configuredService(
      folder,
      ['{ id: aide, match: [ /aide ] }'],
      `since: 2026-03-01\n${window}${weeks}`,
    )
    const usesOf = (week: string): number => {
      const rows = readFileSync(join(service.output, 'essai/data/week-feature.csv'), 'utf8')
      return Number(new RegExp(`^${week},aide,(\\d+)`, 'm').exec(rows)?.[1])
    }
    writeFileSync(log, Array.from({ length: 42 }, (_, day) => linesOf(60, START + day * DAY)).join(''))
    await service.run(41.1)
    await service.run(41.2)
    const [before, weekBefore] = [usesOf('2026-W14'), usesOf('2026-W13')]
    // The 31st of March and the 1st of April.
    for (const day of [30, 31]) appendFileSync(log, linesOf(60, START + day * DAY))
    const revised = await service.run(41.3, { revise: periodNamed('2026-W14')! })
    expect(revised.problems).toEqual([])
    expect(usesOf('2026-W14')).toBe(before + before / 7)
    expect(await refusal(service.run(41.4, { revise: periodNamed('2026-W13')! }))).toMatchObject({
      code: 'REVISION_OVER',
      through: '2026-03-31',
    })
    expect(usesOf('2026-W13')).toBe(weekBefore)
    expect((await service.run(41.5, { revise: periodNamed('2026-W14')! })).problems).toMatchObject([
      { code: 'NOTHING_LATE' },
    ])
  })
})
