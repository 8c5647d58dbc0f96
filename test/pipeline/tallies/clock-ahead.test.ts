import { mkdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
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
