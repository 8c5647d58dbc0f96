import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testFolder } from '../../cli/run-comptage.ts'
import { findingsIn } from '../../run/findings-in.ts'
import { linesOf } from '../../run/lines-of.ts'
import { serviceOf } from '../../run/service-of.ts'

/*
 * At `dp`: who reads the folder asks of each day whether it had a single request, or none. Rows that are there for the one and not
 * for the other would tell, and so would a gap.
 */
const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const YAML = `since: 2026-03-01
protection: { k: 3 }
datasets: [ { by: [ day, feature ], measures: [ requests ], protection: dp }, { by: [ month, feature ], measures: [ requests ], protection: dp } ]
`
const { fresh } = testFolder('silent-days')

/** What is published of March, but for the noisy figures: days and months with rows, and the gaps. */
async function published(quietDays: readonly number[], requests: number) {
  const folder = fresh()
  const service = serviceOf(folder, YAML)
  mkdirSync(join(folder, 'logs'))
  const log = join(folder, 'logs/access.log')
  const all = Array.from({ length: 33 }, (_, day) => day)
  const text = all.map((day) => {
    const count = quietDays.includes(day) ? requests : 30
    return count === 0 ? '' : linesOf(count, START + day * DAY)
  })
  // Every other day a run.
  for (const last of [10, 20, 30, 32]) {
    writeFileSync(log, text.slice(0, last + 1).join(''))
    await service.run({ now: () => START + (last + 2.5) * DAY })
  }
  const figures = service.figures()
  const rowsOf = (kind: string) =>
    (figures[`essai/${kind}-feature.csv`] ?? '').split('\n').map((row) => row.split(',').slice(0, 2).join())
  return {
    days: rowsOf('day'),
    months: rowsOf('month'),
    gaps: figures['essai/gaps.csv'],
    findings: findingsIn(service.output),
  }
}

describe('a day of one request and a day of none', () => {
  it('look alike at dp, within a month and at its end', async () => {
    const quiet = [3, 4, 12, 19, 20, 29, 30]
    const [none, one] = [await published(quiet, 0), await published(quiet, 1)]
    expect(none).toEqual(one)
    expect(none.findings).toEqual([])
    expect(none.days).toContain('2026-03-05,aide')
    expect(none.days).toContain('2026-03-31,aide')
  })
})
