import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { statusCheck } from '../../../src/cli/report/status/status-check.ts'
import { statusOf } from '../../../src/pipeline/index.ts'
import { testFolder } from '../../cli/run-comptage.ts'
import { linesOf } from '../../run/lines-of.ts'
import { configurationIn, machineIn, runAt } from '../../run/machines.ts'

const HOUR = 3_600_000
const START = Date.UTC(2026, 2, 1)
const TABLES = 'datasets: [ { by: [ day, feature ], protection: exact, accept_risk: true } ]\n'
const { fresh } = testFolder('matters-of')

// By default days close after 48 hours: that of the third at the midnight before the sixth.
const NIGHT = START + 5 * 24 * HOUR

describe('a machine whose tally a day that is over waits for', () => {
  it.each([
    { last: -0.7, asked: -0.1, code: 0, why: 'before the grace is over' },
    { last: -0.7, asked: 0.1, code: 0, why: 'in the night, where it exports each hour' },
    { last: -18, asked: 6, code: 0, why: 'until the next tally, where it exports once a day' },
    { last: -21, asked: 7, code: 0, why: 'where its tally takes hours to arrive' },
    { last: -24, asked: 24, code: 0, why: 'at the end of two days' },
    { last: -24, asked: 24.1, code: 1, why: 'after two days without one' },
    { last: undefined, asked: 0.1, code: 1, why: 'of which none ever came' },
  ])('has $code for a monitor $why', async ({ last, asked, code }) => {
    const root = fresh()
    mkdirSync(join(root, 'pub'))
    const publisher = configurationIn(
      join(root, 'pub'),
      `output: out\nsources: [ { id: web1, path: ../web1.tally }, { id: web2, path: "../web2*.tally" } ]\n${TABLES}`,
    )
    for (const [id, at] of [
      ['web1', NIGHT - 0.2 * HOUR],
      ['web2', last === undefined ? undefined : NIGHT + last * HOUR],
    ] as const) {
      const machine = machineIn(join(root, id), TABLES)
      for (let day = 0; day < 5; day += 1) machine.write(linesOf(9, START + day * 24 * HOUR))
      await machine.run(at ?? NIGHT)
      if (at !== undefined) await machine.exportTo(join(root, `${id}.tally`))
    }
    // It runs each hour.
    for (const at of [NIGHT - 0.15 * HOUR, NIGHT + (asked - 0.05) * HOUR]) await runAt(publisher, at)
    const now = NIGHT + asked * HOUR
    const status = await statusOf(publisher, { now })
    const named = status.matters.flatMap((matter) => (matter.what === 'awaited' ? matter.machines : []))
    expect([named.includes('web2'), status.closed[0]?.waitsFor.machines.includes('web2')]).toEqual([
      code === 1,
      asked > 0,
    ])
    if (last !== undefined) expect(statusCheck('essai', status, now).code).toBe(code)
  })
})
