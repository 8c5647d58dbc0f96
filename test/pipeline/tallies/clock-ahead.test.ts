import { mkdirSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { statusOf } from '../../../src/pipeline/index.ts'
import { filesBelow, testFolder } from '../../cli/run-comptage.ts'
import { linesOf } from '../../run/lines-of.ts'
import { configurationIn, machineIn, runAt, type Machine } from '../../run/machines.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const TABLES = 'datasets: [ { by: [ day, feature ], protection: exact, accept_risk: true } ]\n'
const { fresh } = testFolder('clock-ahead')

it.each([
  { aheadDays: 0, why: 'its clock is right' },
  { aheadDays: 6, why: 'its clock is ahead by days' },
  { aheadDays: 400, why: 'its clock is ahead by a year' },
])('a machine that was away is waited for where $why', async ({ aheadDays }) => {
  const root = fresh()
  const [web1, web2] = [machineIn(join(root, 'web1'), TABLES), machineIn(join(root, 'web2'), TABLES)]
  mkdirSync(join(root, 'pub'))
  const publisher = configurationIn(
    join(root, 'pub'),
    `output: out\nsources: [ { id: web1, path: ../web1.tally }, { id: web2, path: ../web2.tally } ]\n${TABLES}`,
  )
  const bring = async (id: string, machine: Machine, day: number): Promise<void> => {
    await machine.run(START + day * DAY)
    await machine.exportTo(join(root, `${id}.tally`))
  }
  const publish = async (day: number): Promise<string> => {
    await runAt(publisher, START + day * DAY)
    return filesBelow(join(root, 'pub'))['out/essai/data/day-feature.csv'] ?? ''
  }
  for (let day = 0; day < 6; day += 1) for (const one of [web1, web2]) one.write(linesOf(30, START + day * DAY))
  await bring('web1', web1, 6 + aheadDays)
  await bring('web2', web2, 6)
  expect(await publish(6.1)).toContain('2026-03-04,aide,20')
  for (let day = 6; day < 10; day += 1) {
    web2.write(linesOf(30, START + day * DAY))
    await bring('web2', web2, day + 1)
    // The same tally is copied anew, and is no later for it.
    utimesSync(join(root, 'web1.tally'), day, day)
    expect(await publish(day + 1.1)).not.toContain('2026-03-05')
  }
  const { sources } = await statusOf(publisher, { now: START + 10.1 * DAY })
  expect(sources[0]?.scanned).toBe(START + (aheadDays === 0 ? 6 : 6.1) * DAY)
  // Lines of the day on which it went away, and of those since.
  web1.write(linesOf(30, START + 5.5 * DAY))
  for (let day = 6; day < 10; day += 1) web1.write(linesOf(30, START + day * DAY))
  // Of a clock that was put back the first run says nothing of what it saw, the second does.
  for (const at of [10.2, 10.25]) await bring('web1', web1, at)
  const days = await publish(10.3)
  expect(days).toContain('2026-03-06,aide,30')
  expect(days).toContain('2026-03-08,aide,20')
})

/** Two machines of which one has its clock ahead for some days, its lines too, and one that publishes what they count. */
function twoMachines() {
  const root = fresh()
  mkdirSync(join(root, 'pub'))
  const machines = new Map(['web1', 'web2'].map((id) => [id, machineIn(join(root, id), TABLES)]))
  const written = new Map<string, number>()
  const told: string[] = []
  const publisher = (ids: readonly string[]) => {
    const sources = ids.map((id) => `{ id: ${id}, path: ../${id}.tally }`).join(', ')
    return configurationIn(join(root, 'pub'), `output: out\nsources: [ ${sources} ]\n${TABLES}`)
  }
  const published = (): readonly (readonly [string, number])[] =>
    (filesBelow(join(root, 'pub'))['out/essai/data/day-feature.csv'] ?? '')
      .split('\n')
      .map((row) => row.split(','))
      .flatMap(([day = '', feature, requests]) => (feature === 'aide' ? [[day, Number(requests)] as const] : []))
  const write = (id: string, day: number): void => {
    machines.get(id)?.write(linesOf(30, START + day * DAY))
    written.set(dayAt(day), (written.get(dayAt(day)) ?? 0) + 10)
  }
  return {
    /** It begins anew under this name: what was there stays as it was. */
    begin: (id: string) => machines.set(id, machineIn(join(root, id), TABLES)),
    /** The lines of a day, by its clock, and its run after that. */
    live: async (id: string, day: number, { ahead = 0, arrives = true, writes = true } = {}) => {
      const one = machines.get(id)!
      if (writes) write(id, day + ahead)
      await one.run(START + (day + ahead + 1) * DAY)
      if (arrives) await one.exportTo(join(root, `${id}.tally`))
    },
    publish: async (day: number, ids: readonly string[] = ['web1', 'web2']) => {
      const { problems } = await runAt(publisher(ids), START + (day + 1.1) * DAY)
      told.push(...problems.map(({ code }) => code))
    },
    /** It reads the lines of web1 itself, where its clock is ahead too. */
    publishAlone: async (day: number, ahead: number) => {
      const sources = `sources: [ { id: web2, path: ../web2.tally } ]\n${TABLES}`
      const logs = `logs: [ { path: "../web1/logs/*", format: combined } ]\n`
      write('web1', day + ahead)
      await runAt(
        configurationIn(join(root, 'pub'), `output: out\n${logs}${sources}`),
        START + (day + ahead + 1.1) * DAY,
      )
    },
    status: (day: number) => statusOf(publisher(['web1', 'web2']), { now: START + day * DAY }),
    last: () => published().at(-1)?.[0],
    wrong: () => published().filter(([day, requests]) => requests !== written.get(day)),
    forget: (id: string) => rmSync(join(root, `${id}.tally`)),
    told,
  }
}

const dayAt = (day: number): string => new Date(START + day * DAY).toISOString().slice(0, 10)

describe('where the clock of a machine was ahead, and its lines with it', () => {
  const cases = ['web1', 'web2'].flatMap((id) =>
    [1, 30, 365].flatMap((ahead) => [1, 2, 3].map((tallies) => ({ id, ahead, tallies }))),
  )

  it.each(cases)(
    'the others are waited for: $id by $ahead days, in $tallies tallies',
    async ({ id, ahead, tallies }) => {
      const other = id === 'web1' ? 'web2' : 'web1'
      const { live, publish, last, wrong, told } = twoMachines()
      let day = 0
      const go = async (days: number, of: { readonly ahead?: number; readonly arrives?: boolean }): Promise<void> => {
        for (const end = day + days; day < end; day += 1) {
          await live(id, day, of.ahead === undefined ? {} : { ahead: of.ahead })
          await live(other, day, of.arrives === undefined ? {} : { arrives: of.arrives })
          await publish(day)
        }
      }
      await go(3, {})
      await go(tallies, { ahead })
      const came = day
      await go(6, { arrives: false })
      expect(last()! <= dayAt(came - 3)).toBe(true)
      await go(2, {})
      expect([last(), wrong(), told.includes('SOURCE_SILENT')]).toEqual([dayAt(day - 3), [], false])
    },
  )

  it('they are waited for when it begins anew under another name, too', async () => {
    const { live, publish, begin, forget, last, wrong, told } = twoMachines()
    for (let day = 0; day < 6; day += 1) {
      await live('web1', day, { ahead: day < 3 ? 0 : 365 })
      await live('web2', day)
      await publish(day)
    }
    begin('web1b')
    forget('web1')
    for (let day = 6; day < 14; day += 1) {
      await live('web1b', day)
      await live('web2', day, { arrives: day > 11 })
      await publish(day, ['web1b', 'web2'])
      if (day === 11) expect(last()! <= dayAt(3)).toBe(true)
    }
    expect([last(), wrong(), told.includes('SOURCE_SILENT')]).toEqual([dayAt(11), [], false])
  })

  it.each([30, 365])('its own log is missed once nothing is written there: %i days', async (ahead) => {
    const { live, publish, status, last } = twoMachines()
    for (let day = 0; day < 12; day += 1) {
      await live('web1', day, { ahead: day === 3 || day === 4 ? ahead : 0, writes: day < 8 })
      await live('web2', day)
      await publish(day)
    }
    expect(last()).toBe(dayAt(7))
    expect((await status(12.1)).matters).toContainEqual({ what: 'awaited', logs: ['web1'], machines: [] })
  })

  it.each([6, 30, 365])('the others are waited for where it publishes itself: %i days', async (ahead) => {
    const { live, publishAlone, last, wrong } = twoMachines()
    for (let day = 0; day < 12; day += 1) {
      await live('web2', day, { arrives: day < 5 || day > 9 })
      await publishAlone(day, day === 3 ? ahead : 0)
      if (day === 9) expect(last()! <= dayAt(2)).toBe(true)
    }
    expect([last(), wrong()]).toEqual([dayAt(9), []])
  })
})
