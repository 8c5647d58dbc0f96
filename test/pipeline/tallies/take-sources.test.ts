import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dayOf } from '../../../src/domain/calendar.ts'
import type { Problem } from '../../../src/domain/problem.ts'
import type { Configuration } from '../../../src/domain/service.ts'
import { checkState, statusOf, type RunDone } from '../../../src/pipeline/index.ts'
import { openState } from '../../../src/state/index.ts'
import { filesBelow, testFolder } from '../../cli/run-comptage.ts'
import { linesOf } from '../../run/lines-of.ts'
import { configurationIn, machineIn, runAt, type Machine } from '../../run/machines.ts'

const DAY = 86_400_000
const MARCH_31 = dayOf(2026, 3, 31)
const START = Date.UTC(2026, 2, 1)
const TABLES = 'datasets: [ { by: [ day, feature ], protection: exact, accept_risk: true } ]\n'
const MONTHS_TOO = TABLES.replace('[', '[ { by: [ month, feature ], protection: exact, accept_risk: true },')
const { fresh } = testFolder('sources')

type Setting = {
  readonly root: string
  readonly configuration: Configuration
  readonly web1: Machine
  readonly web2: Machine
  /** @param names of the machines */
  readonly publish: (day: number, names?: readonly string[]) => Promise<RunDone>
  readonly breaks: () => string | undefined
  readonly days: () => string | undefined
}

/** Two machines with lines of three days, and one that publishes. */
function settle(tables = TABLES, written: readonly number[] = [0, 1, 2, 6]): Setting {
  const root = fresh()
  const publisher = (names: readonly string[]): ReturnType<typeof configurationIn> => {
    const sources = names.map((id) => `  - { id: ${id}, path: ../${id}.tally }\n`).join('')
    return configurationIn(join(root, 'publisher'), `sources:\n${sources}output: out\n${tables}`)
  }
  const machines = ['web1', 'web2'].map((id) => machineIn(join(root, id), tables))
  const [web1, web2] = machines
  if (web1 === undefined || web2 === undefined) throw new Error('no machine')
  for (const machine of machines) for (const day of written) machine.write(linesOf(30, START + day * DAY))
  return {
    root,
    configuration: publisher(['web1', 'web2']),
    web1,
    web2,
    publish: (day, names = ['web1', 'web2']) => runAt(publisher(names), START + day * DAY),
    breaks: () => filesBelow(join(root, 'publisher'))['out/essai/data/breaks.csv'],
    days: () => filesBelow(join(root, 'publisher'))['out/essai/data/day-feature.csv'],
  }
}

async function bring({ root }: Setting, id: 'web1' | 'web2', machine: Machine, day: number): Promise<void> {
  await machine.run(START + day * DAY)
  await machine.exportTo(join(root, `${id}.tally`))
}

const told = ({ problems }: RunDone): readonly unknown[] =>
  problems.map((problem) => ('why' in problem ? `${problem.code} ${problem.why}` : problem.code))

describe('a period of several machines', () => {
  it('waits for one of which no tally is taken, and nothing is said of its log meanwhile', async () => {
    const setting = settle(`protection: { silence: 3d }\n${TABLES}`, [0, 1, 2])
    const { root, web1, web2 } = setting
    for (const id of ['web1', 'web2'] as const) await bring(setting, id, setting[id], 3.1)
    await setting.publish(3.2)
    rmSync(join(root, 'web1/state'), { recursive: true })
    const said = []
    for (const day of [3, 4, 5, 6, 7]) {
      for (const machine of [web1, web2]) machine.write(linesOf(30, START + day * DAY))
      for (const id of ['web1', 'web2'] as const) await bring(setting, id, setting[id], day + 1.1)
      await setting.publish(day + 1.2)
      const { matters } = await statusOf(setting.configuration, { now: START + (day + 1.2) * DAY })
      said.push(matters.map((matter) => (matter.what === 'problem' ? matter.problem.code : matter.what)).join(' '))
    }
    const refused = 'SOURCE_REFUSED awaited'
    // Of the first day its last tally is no two days old.
    expect(said).toEqual(['SOURCE_REFUSED', refused, refused, refused, 'SOURCE_REFUSED SOURCE_SILENT'])
  })

  it('waits for each of them, and has the sum', async () => {
    const setting = settle()
    await bring(setting, 'web1', setting.web1, 6)
    const problems = async (): Promise<unknown> => (await setting.publish(6)).problems
    expect(await problems()).toMatchObject([{ code: 'TALLY_UNREADABLE', errno: 'ENOENT' }])
    const place = join(setting.root, 'web2.tally')
    mkdirSync(place)
    expect(await problems()).toMatchObject([{ code: 'TALLY_UNREADABLE', errno: 'EISDIR' }])
    rmSync(place, { recursive: true })
    expect(setting.days()).toBeUndefined()
    // It has looked through its logs before the grace was over: more lines may have come since.
    await bring(setting, 'web2', setting.web2, 2.5)
    await setting.publish(6.1)
    expect(setting.days()).toBeUndefined()
    await bring(setting, 'web2', setting.web2, 6)
    await setting.publish(6.2)
    expect(setting.days()).toContain('2026-03-02,aide,20')
  })

  it('keeps lines apart that come when it is closed, by their day', async () => {
    const setting = settle()
    for (const id of ['web1', 'web2'] as const) await bring(setting, id, setting[id], 6)
    await setting.publish(6)
    const before = setting.days()
    setting.web2.write(linesOf(30, START + DAY))
    await bring(setting, 'web2', setting.web2, 6.5)
    await setting.publish(6.6)
    expect(setting.days()).toBe(before)
  })

  it('is forgotten with what each machine has counted of it, and comes back by no later tally', async () => {
    const more = `since: 2026-03-01\nprotection: { revision_window: 10d }\n${TABLES.replace('[', '[ { by: [ month, feature ], protection: exact, accept_risk: true },')}`
    const setting = settle(more, [])
    const lines = (from: number, to: number, count = 30): string =>
      Array.from({ length: to - from + 1 }, (_, i) => linesOf(count, START + (from + i) * DAY)).join('')
    for (const [from, to] of [
      [0, 6],
      [7, 13],
      [14, 20],
      [21, 27],
      [28, 34],
      [35, 41],
    ] as const)
      for (const id of ['web1', 'web2'] as const) {
        setting[id].write(lines(from, to, id === 'web1' ? 30 : 33))
        await bring(setting, id, setting[id], to + 0.9)
        if (id === 'web2') expect(told(await setting.publish(to + 0.95))).toEqual([])
      }
    const folder = join(setting.root, 'publisher', 'state')
    const countsOf = async (): Promise<readonly number[]> => {
      const state = await openState(folder, 'read')
      const [web1] = [...state.sources.named().values()]
      const counts = [
        state.sources.cells(web1?.id ?? '').filter(({ day }) => day <= MARCH_31).length,
        state.sources.fates(web1?.id ?? '').filter(({ day }) => 0 <= day && day <= MARCH_31).length,
        state.counts.fates(0, MARCH_31).filter(({ lines }) => lines !== 0).length,
        state.sources.linesTaken(),
      ]
      state.close()
      return counts
    }
    expect(await countsOf()).toEqual([0, 0, 0, 42 * (30 + 33)])
    const before = setting.days()
    setting.web1.write(linesOf(30, START + DAY) + lines(42, 44))
    await bring(setting, 'web1', setting.web1, 44.9)
    expect(told(await setting.publish(45))).toEqual([])
    expect(await countsOf()).toEqual([0, 0, 0, 42 * (30 + 33) + 4 * 30])
    const { late, fates, isBalanced } = await statusOf(setting.configuration, { now: START + 45 * DAY })
    expect({ late, late30: fates.late, isBalanced }).toEqual({
      late: [{ day: '2026-03-31', lines: 30, stays: 'forgotten' }],
      late30: 30,
      isBalanced: true,
    })
    expect(setting.days()?.startsWith(before?.slice(0, before.indexOf('2026-04-01')) ?? 'x')).toBe(true)
    expect((await checkState(setting.configuration)).problems).toEqual([])
  })

  it('of which one is gone for good closes without it, and says so', async () => {
    const setting = settle()
    for (const id of ['web1', 'web2'] as const) await bring(setting, id, setting[id], 3)
    await setting.publish(3)
    for (let day = 7; day < 24; day += 5) {
      setting.web1.write(linesOf(30, START + day * DAY))
      await bring(setting, 'web1', setting.web1, day + 0.9)
      const done = await setting.publish(day + 1)
      if (day < 20) expect(setting.days() ?? '').not.toContain('2026-03-07')
      else expect(told(done)).toContain('SOURCE_SILENT')
    }
    expect(setting.days()).toContain('2026-03-08,aide,10')
  })
})

describe('machines that read one log', () => {
  it('are named by a rehearsal, and by each run for as long as both are there; status has them', async () => {
    const setting = settle(TABLES, [0, 1, 2, 3, 4, 5])
    const [path, other] = ['web2', 'web1'].map((id) => join(setting.root, `${id}.tally`))
    const alike = { code: 'TALLIES_ALIKE', path, other }
    for (const id of ['web1', 'web2'] as const) await bring(setting, id, setting[id], 6)
    expect((await runAt(setting.configuration, START + 6 * DAY, { dryRun: true })).problems).toEqual([alike])
    expect((await setting.publish(6)).news).toEqual([alike])
    // Nothing came since, and they are as they were.
    const again = await setting.publish(6.1)
    expect([again.problems, again.news]).toEqual([[alike], []])
    const status = await statusOf(setting.configuration, { now: START + 6.2 * DAY })
    expect(status.matters).toMatchObject([{ what: 'problem', problem: alike }])
    expect(told(await setting.publish(6.3, ['web1']))).toEqual([])
  })

  it('are named where the one is this machine', async () => {
    const setting = settle(TABLES, [0, 1, 2, 3, 4, 5])
    await bring(setting, 'web1', setting.web1, 6)
    const alike = { code: 'TALLIES_ALIKE', path: join(setting.root, 'web1.tally') }
    const reads = `logs: [ { path: ../web1/logs/*, format: combined } ]
sources: [ { id: web1, path: ../web1.tally } ]
output: out
${TABLES}`
    const both = configurationIn(join(setting.root, 'publisher'), reads)
    expect((await runAt(both, START + 6 * DAY, { dryRun: true })).problems).toEqual([alike])
    expect((await runAt(both, START + 6 * DAY)).news).toEqual([alike])
    // What is closed has it by day and feature; what is open has no feature.
    setting.web1.write(linesOf(30, START + 6 * DAY))
    await bring(setting, 'web1', setting.web1, 7)
    expect((await runAt(both, START + 7 * DAY)).problems).toEqual([alike])
  })

  it('are not two machines whose days differ by a line, though one day is alike', async () => {
    const setting = settle(TABLES, [0])
    for (let day = 1; day < 12; day += 1) {
      setting.web1.write(linesOf(30, START + day * DAY))
      setting.web2.write(linesOf(31, START + day * DAY))
    }
    for (const id of ['web1', 'web2'] as const) await bring(setting, id, setting[id], 12)
    expect(told(await setting.publish(12))).toEqual([])
    expect(setting.days()).toContain('2026-03-02,aide,20')
  })
})

describe('a machine that has not read a file', () => {
  it('is named after a day, once a day, for as long as it has not', async () => {
    const setting = settle()
    await bring(setting, 'web1', setting.web1, 6)
    const file = join(setting.root, 'web2/logs/unread.log.gz')
    writeFileSync(file, Buffer.from([0x1f, 0x8b, 8, 0, 1, 2]))
    utimesSync(file, START / 1000 + 5 * 86_400, START / 1000 + 5 * 86_400)
    const news = async (day: number): Promise<readonly Problem[]> => {
      await bring(setting, 'web2', setting.web2, day)
      return (await setting.publish(day)).news
    }
    expect(await news(6)).toEqual([])
    expect(setting.days()).toBeUndefined()
    expect(await news(6.5)).toEqual([])
    expect(await news(7.1)).toEqual([{ code: 'SOURCE_UNREAD', id: 'web2', why: 'file' }])
    expect(await news(7.5)).toEqual([])
    expect(await news(8)).toEqual([{ code: 'SOURCE_UNREAD', id: 'web2', why: 'file' }])
    const status = await statusOf(setting.configuration, { now: START + 8 * DAY })
    expect(status.matters).toMatchObject([{ what: 'problem', problem: { code: 'SOURCE_UNREAD' } }])
    rmSync(file)
    expect(await news(8.1)).toEqual([])
    expect(setting.days()).toContain('2026-03-02,aide,20')
  })
})

describe('a machine of which too many lines do not fit', () => {
  it('is waited for with the format, not with a file, and named after a day until they fit', async () => {
    const setting = settle(`${TABLES}malformed_limit: 5%\n`, [0])
    const [web1, web2] = [setting.web1, setting.web2]
    const misfits = 'LEAK\n'.repeat(90)
    web1.write(linesOf(30, START + 2 * DAY) + linesOf(30, START + 6 * DAY))
    web2.write(linesOf(30, START + 2 * DAY) + misfits + linesOf(30, START + 2.5 * DAY) + linesOf(30, START + 6 * DAY))
    const news = async (machine: Machine, day: number): Promise<readonly Problem[]> => {
      await bring(setting, 'web1', web1, day)
      await bring(setting, 'web2', machine, day)
      return (await setting.publish(day)).news
    }
    expect(await news(web2, 6)).toEqual([])
    const { closed } = await statusOf(setting.configuration, { now: START + 6 * DAY })
    const waitsFor = { file: false, format: true, machines: [], logs: [] }
    expect(closed[0]).toMatchObject({ kind: 'day', last: undefined, waitsFor })
    expect(await news(web2, 7.1)).toEqual([{ code: 'SOURCE_UNREAD', id: 'web2', why: 'malformed' }])
    expect(setting.days() ?? '').not.toContain('2026-03-03,')
    // Its limit is its own.
    expect(await news(machineIn(join(setting.root, 'web2'), TABLES), 7.5)).toEqual([])
    expect(setting.days()).toContain('2026-03-03,aide,30')
  })
})

describe('a machine that is added or taken away', () => {
  it('breaks every series, on the day from which its lines are there or not', async () => {
    const setting = settle()
    for (const id of ['web1', 'web2'] as const) await bring(setting, id, setting[id], 6)
    await setting.publish(6)
    expect(setting.breaks()).not.toContain('2026')
    // A change begins with the first line that is read after it.
    await setting.publish(6.1, ['web1'])
    expect(setting.breaks()).not.toContain('2026')
    setting.web1.write(linesOf(30, START + 6 * DAY))
    await bring(setting, 'web1', setting.web1, 6.15)
    await setting.publish(6.16, ['web1'])
    expect(setting.breaks()).toContain('2026-03-07')
    const before = setting.breaks()
    await setting.publish(6.2, ['web1'])
    expect(setting.breaks()).toBe(before)
    setting.web1.write(linesOf(30, START + 8 * DAY))
    await bring(setting, 'web1', setting.web1, 8)
    await setting.publish(8.1, ['web1'])
    setting.web2.write(linesOf(30, START + 8 * DAY))
    await bring(setting, 'web2', setting.web2, 8.15)
    await setting.publish(8.2)
    expect(setting.breaks()).toContain('2026-03-09')
    expect(filesBelow(join(setting.root, 'publisher'))['out/essai/CHANGELOG.md']).toContain(
      'a machine that counts for the service was added or removed',
    )
  })
})

describe('a machine that counts for another one', () => {
  it('publishes nothing by a slip of its configuration, and is a source as before', async () => {
    const setting = settle()
    for (const id of ['web1', 'web2'] as const) await bring(setting, id, setting[id], 6)
    const slip = configurationIn(
      join(setting.root, 'web1'),
      `logs: [ { path: "logs/*", format: combined } ]\noutput: out\n${TABLES}`,
    )
    setting.web1.write(linesOf(30, START + 6.5 * DAY))
    for (const dryRun of [false, true])
      await expect(runAt(slip, START + 8 * DAY, { dryRun })).rejects.toMatchObject({
        problems: [{ code: 'STATE_EXPORTED', folder: slip.state }],
      })
    expect(Object.keys(filesBelow(join(setting.root, 'web1'))).filter((name) => name.startsWith('out'))).toEqual([])
    for (const id of ['web1', 'web2'] as const) await bring(setting, id, setting[id], 9)
    expect(told(await setting.publish(9))).toEqual([])
    expect(setting.days()).toContain('2026-03-02,aide,20')
  })

  it('publishes by itself where it is asked by name, and goes on; where it was never exported it need not be', async () => {
    for (const isExported of [true, false]) {
      const { root, web1, days } = settle()
      await web1.run(START + 6 * DAY)
      if (isExported) await web1.exportTo(join(root, 'web1.tally'))
      const alone = configurationIn(
        join(root, 'web1'),
        `logs: [ { path: "logs/*", format: combined } ]\noutput: ../publisher/out\n${TABLES}`,
      )
      // What was kept by day is late for nothing yet.
      expect((await statusOf(alone, { now: START + 9 * DAY })).fates).toMatchObject({ late: 0, counted: 80 })
      await runAt(alone, START + 9 * DAY, { publishExported: isExported })
      expect(days()).toContain('2026-03-02,aide,10')
      web1.write(linesOf(30, START + 9 * DAY) + linesOf(1, START + 13 * DAY))
      expect(told(await runAt(alone, START + 13.5 * DAY))).toEqual([])
      expect(days()).toContain('2026-03-10,aide,10')
    }
  })
})

describe('a tally that does not go on where the one before it was', () => {
  it('is refused, and nothing is counted of it: older, of another state, of a machine that publishes, of one pass', async () => {
    const setting = settle()
    const tally = join(setting.root, 'web1.tally')
    for (const id of ['web1', 'web2'] as const) await bring(setting, id, setting[id], 5)
    cpSync(tally, `${tally}.old`)
    await bring(setting, 'web1', setting.web1, 6)
    expect(told(await setting.publish(6))).toEqual([])
    const before = setting.days()
    cpSync(`${tally}.old`, tally)
    expect(told(await setting.publish(6.1))).toEqual(['SOURCE_REFUSED went-back'])
    renameSync(join(setting.root, 'web1/state'), join(setting.root, 'lost'))
    await bring(setting, 'web1', setting.web1, 6.2)
    expect(told(await setting.publish(6.2))).toEqual(['SOURCE_REFUSED another-state'])
    writeFileSync(tally, 'LEAK')
    expect(told(await setting.publish(6.3))).toEqual(['TALLY_REFUSED not-a-tally'])
    expect(setting.days()).toBe(before)
  })

  it('is refused after logs were lost with the state; without what was restored, under another id, all is counted', async () => {
    const setting = settle()
    const [home, kept] = [join(setting.root, 'web1'), join(setting.root, 'kept')]
    for (const id of ['web1', 'web2'] as const) await bring(setting, id, setting[id], 6.5)
    cpSync(home, kept, { recursive: true })
    setting.web1.write(linesOf(30, START + 6.6 * DAY))
    await bring(setting, 'web1', setting.web1, 6.7)
    expect(told(await setting.publish(6.7))).toEqual([])
    for (const folder of ['state', 'logs']) {
      rmSync(join(home, folder), { recursive: true })
      cpSync(join(kept, folder), join(home, folder), { recursive: true })
    }
    const since = linesOf(15, START + 6.8 * DAY)
    setting.web1.write(since)
    for (const day of [6.81, 6.82, 6.83]) await setting.web1.run(START + day * DAY)
    await bring(setting, 'web1', setting.web1, 6.9)
    expect(told(await setting.publish(6.9))).toEqual(['SOURCE_REFUSED fewer'])

    for (const folder of ['state', 'logs']) rmSync(join(home, folder), { recursive: true })
    const web1 = machineIn(home, TABLES)
    web1.write(since + linesOf(30, START + 9 * DAY))
    setting.web2.write(linesOf(30, START + 9 * DAY))
    await web1.run(START + 10 * DAY)
    await web1.exportTo(join(setting.root, 'anew.tally'))
    await bring(setting, 'web2', setting.web2, 10)
    expect(told(await setting.publish(10.1, ['anew', 'web2']))).toEqual([])
    // Of each machine 10 that day, and 10 and 5 of the one that was lost.
    expect(setting.days()).toContain('2026-03-07,aide,35')
  })

  it.each(['stays', 'is gone'])(
    'of a machine that was installed anew, whose old tally %s: what it lost is told',
    async (file) => {
      const setting = settle(TABLES, [0, 1, 2])
      const { root, web2 } = setting
      for (const id of ['web1', 'web2'] as const) await bring(setting, id, setting[id], 2.5)
      await setting.publish(2.6)
      // Its last export was on the 3rd; the logs of two days are lost with it.
      for (const day of [3, 4, 5]) web2.write(linesOf(30, START + day * DAY))
      await bring(setting, 'web2', web2, 5.3)
      await setting.publish(5.4)
      for (const folder of ['state', 'logs']) rmSync(join(root, 'web1', folder), { recursive: true })
      if (file === 'is gone') rmSync(join(root, 'web1.tally'))
      const anew = machineIn(join(root, 'web1'), TABLES)
      const bringBoth = async (day: number): Promise<void> => {
        await bring(setting, 'web2', web2, day)
        await anew.run(START + day * DAY)
        await anew.exportTo(join(root, 'anew.tally'))
      }
      anew.write(linesOf(30, START + 5 * DAY))
      await bringBoth(5.5)
      expect(told(await setting.publish(5.6, ['anew', 'web2']))).toEqual([])
      for (const machine of [anew, web2]) machine.write(linesOf(30, START + 10 * DAY))
      await bringBoth(11)
      await setting.publish(11.1, ['anew', 'web2'])
      const aide = setting.days()?.match(/2026-03-0[2-6],aide,\d+/g)
      expect(aide).toEqual(
        ['02,aide,20', '03,aide,20', '04,aide,10', '05,aide,10', '06,aide,20'].map((row) => `2026-03-${row}`),
      )
      expect(setting.breaks()?.match(/^2026-\d\d-\d\d/gm)).toEqual(['2026-03-03', '2026-03-06'])
    },
  )

  it('that is there twice, under two names, counts once, and the other machine is waited for', async () => {
    const setting = settle()
    await bring(setting, 'web1', setting.web1, 6)
    cpSync(join(setting.root, 'web1.tally'), join(setting.root, 'web2.tally'))
    expect(told(await setting.publish(6))).toEqual(['SOURCE_REFUSED same-state'])
    expect(setting.days()).toBeUndefined()
    await bring(setting, 'web2', setting.web2, 6.1)
    expect(told(await setting.publish(6.2))).toEqual([])
    expect(setting.days()).toContain('2026-03-02,aide,20')
  })

  it('is taken again of a state from a backup, once it has run as often as before, in a row', async () => {
    const setting = settle()
    const [state, kept] = [join(setting.root, 'web1/state'), join(setting.root, 'kept')]
    await bring(setting, 'web1', setting.web1, 2.5)
    cpSync(state, kept, { recursive: true })
    for (const day of [3.5, 4.5]) await setting.web1.run(START + day * DAY)
    for (const id of ['web1', 'web2'] as const) await bring(setting, id, setting[id], 6)
    expect(told(await setting.publish(6))).toEqual([])
    const before = setting.days()
    rmSync(state, { recursive: true })
    cpSync(kept, state, { recursive: true })
    const said = []
    for (const day of [6.1, 6.11, 6.12]) {
      await bring(setting, 'web1', setting.web1, day)
      said.push(told(await setting.publish(day)))
    }
    expect(said).toEqual([['SOURCE_REFUSED went-back'], ['SOURCE_REFUSED went-back'], []])
    expect(setting.days()).toBe(before)
  })

  it('is not taken under the id of another machine, and both go on once they are exchanged back', async () => {
    const setting = settle()
    const { root } = setting
    const exchange = (): void => {
      for (const [from, to] of [
        ['web1', 'web'],
        ['web2', 'web1'],
        ['web', 'web2'],
      ] as const)
        renameSync(join(root, `${from}.tally`), join(root, `${to}.tally`))
    }
    for (const id of ['web1', 'web2'] as const) await bring(setting, id, setting[id], 2.5)
    expect(told(await setting.publish(2.6))).toEqual([])
    for (const id of ['web1', 'web2'] as const) await bring(setting, id, setting[id], 6)
    exchange()
    expect((await setting.publish(6)).problems).toMatchObject([
      { code: 'SOURCE_REFUSED', id: 'web1', why: 'exchanged', other: 'web2' },
      { code: 'SOURCE_REFUSED', id: 'web2', why: 'exchanged', other: 'web1' },
    ])
    exchange()
    expect(told(await setting.publish(6.1))).toEqual([])
    expect(setting.days()).toContain('2026-03-02,aide,20')
  })

  it('is not chosen among those of a machine and its clone', async () => {
    const setting = settle()
    const { root } = setting
    await bring(setting, 'web1', setting.web1, 6)
    cpSync(join(root, 'web1.tally'), join(root, 'web1-before.tally'))
    cpSync(join(root, 'web1'), join(root, 'clone'), { recursive: true })
    const clone = machineIn(join(root, 'clone'), TABLES)
    const publisher = configurationIn(
      join(root, 'glob'),
      `sources: [ { id: web, path: "../web1*.tally" } ]\noutput: out\n${TABLES}`,
    )
    setting.web1.write(linesOf(30, START + 6 * DAY))
    await bring(setting, 'web1', setting.web1, 7)
    expect(told(await runAt(publisher, START + 7 * DAY))).toEqual([])
    for (const day of [7.1, 7.2]) await clone.run(START + day * DAY)
    await bring(setting, 'web1', setting.web1, 7.1)
    await clone.exportTo(join(root, 'web1-clone.tally'))
    expect(told(await runAt(publisher, START + 7.3 * DAY))).toEqual(['SOURCE_REFUSED several'])
    rmSync(join(root, 'web1-clone.tally'))
    expect(told(await runAt(publisher, START + 7.4 * DAY))).toEqual([])
  })

  it('is not chosen among those of several machines', async () => {
    const setting = settle()
    for (const id of ['web1', 'web2'] as const) await bring(setting, id, setting[id], 6)
    cpSync(join(setting.root, 'web2.tally'), join(setting.root, 'web12.tally'))
    const publisher = configurationIn(
      join(setting.root, 'glob'),
      `sources: [ { id: web, path: "../web1*.tally" } ]\noutput: out\n${TABLES}`,
    )
    expect(told(await runAt(publisher, START + 6 * DAY))).toEqual(['SOURCE_REFUSED several'])
    rmSync(join(setting.root, 'web12.tally'))
    expect(told(await runAt(publisher, START + 6.1 * DAY))).toEqual([])
    cpSync(join(setting.root, 'web2.tally'), join(setting.root, 'web12.tally'))
    expect(told(await runAt(publisher, START + 6.2 * DAY))).toEqual(['SOURCE_REFUSED several'])
  })

  it('is told of the latest alone, whatever lies beside it of another configuration', async () => {
    const { root, web1 } = settle()
    const publisher = (tables: string): Configuration =>
      configurationIn(join(root, 'glob'), `sources: [ { id: web, path: "../web1*.tally" } ]\noutput: out\n${tables}`)
    const changed = machineIn(join(root, 'web1'), MONTHS_TOO)
    const at = async (machine: Machine, name: string, day: number): Promise<void> => {
      await machine.run(START + day * DAY)
      await machine.exportTo(join(root, `${name}.tally`))
    }
    await at(web1, 'web1-old', 6)
    web1.write(linesOf(30, START + 6 * DAY))
    await at(changed, 'web1', 7)
    // The machine is ahead: what it had before may be taken.
    const { problems } = await runAt(publisher(TABLES), START + 7.1 * DAY)
    expect(problems).toMatchObject([{ code: 'TALLY_DIFFERS', id: 'web', differs: ['tables'] }])
    const state = await openState(join(root, 'glob/state'), 'read')
    expect(state.sources.linesTaken()).toBe(120)
    state.close()
    for (const day of [7.2, 7.3]) expect(told(await runAt(publisher(MONTHS_TOO), START + day * DAY))).toEqual([])
    // A clone with more lines is found all the same.
    cpSync(join(root, 'web1'), join(root, 'clone'), { recursive: true })
    const clone = machineIn(join(root, 'clone'), TABLES)
    clone.write(linesOf(30, START + 5 * DAY))
    await clone.run(START + 7.4 * DAY)
    await clone.exportTo(join(root, 'web1-clone.tally'))
    web1.write(linesOf(30, START + 7 * DAY))
    for (const day of [8, 8.1, 8.2]) await at(changed, 'web1', day)
    expect(told(await runAt(publisher(MONTHS_TOO), START + 8.3 * DAY))).toEqual(['SOURCE_REFUSED several'])
  })

  it('is a file: a pipe whose writer never comes holds nothing up', async () => {
    const setting = settle()
    await bring(setting, 'web1', setting.web1, 6)
    execFileSync('mkfifo', [join(setting.root, 'web2.tally')])
    expect(told(await setting.publish(6))).toEqual(['TALLY_REFUSED not-a-tally'])
  })
})
