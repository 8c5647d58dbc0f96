import { cpSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RunDone } from '../../src/pipeline/index.ts'
import { filesBelow, testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { configurationIn, machineIn, runAt, type Machine } from './machines.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const TABLES = 'datasets: [ { by: [ day, feature ], protection: exact, accept_risk: true } ]\n'
const { fresh } = testFolder('sources')

type Setting = {
  readonly root: string
  readonly web1: Machine
  readonly web2: Machine
  readonly publish: (day: number) => Promise<RunDone>
  readonly days: () => string | undefined
}

/** Two machines with lines of three days, and one that publishes. */
function settle(): Setting {
  const root = fresh()
  const sources = ['web1', 'web2'].map((id) => `  - { id: ${id}, path: ../${id}.tally }\n`).join('')
  const publisher = configurationIn(join(root, 'publisher'), `sources:\n${sources}output: out\n${TABLES}`)
  const machines = ['web1', 'web2'].map((id) => machineIn(join(root, id), TABLES))
  const [web1, web2] = machines
  if (web1 === undefined || web2 === undefined) throw new Error('no machine')
  for (const machine of machines) for (const day of [0, 1, 2, 6]) machine.write(linesOf(30, START + day * DAY))
  return {
    root,
    web1,
    web2,
    publish: (day) => runAt(publisher, START + day * DAY),
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
  it('waits for each of them, and has the sum', async () => {
    const setting = settle()
    await bring(setting, 'web1', setting.web1, 6)
    expect(told(await setting.publish(6))).toEqual(['TALLY_UNREADABLE'])
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

  it('that is there twice, under two names, counts once', async () => {
    const setting = settle()
    await bring(setting, 'web1', setting.web1, 6)
    cpSync(join(setting.root, 'web1.tally'), join(setting.root, 'web2.tally'))
    expect(told(await setting.publish(6))).toEqual([])
    expect(setting.days()).toContain('2026-03-02,aide,10')
  })
})
