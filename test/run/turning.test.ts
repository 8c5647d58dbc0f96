import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyFolder } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { rowsOf, textOf, turningService } from './turning-world.ts'

const { fresh } = testFolder('turning')
const WEEKS = 'datasets: [ { by: [ day, feature ] }, { by: [ week, feature ] }, { by: [ month, feature, device ] } ]'

describe('a threshold that changes in the midst of a week', () => {
  // The first of May 2026 is a Friday, in W18.
  it.each([
    [5, 11, 7],
    [11, 3, 8],
  ])('from %d to %d leaves that week out, since it was decided above days of both', async (before, after, few) => {
    const at = (k: number): string => `protection: { k: ${k} }\n${WEEKS}`
    const service = await turningService(
      fresh(),
      [
        { more: at(before), through: 50 },
        { more: at(after), through: 75 },
      ],
      (feature, day) => (feature === 'aide' && day === 61 ? few : 20),
    )
    const weeks = rowsOf(service, 'week-feature').map(({ period }) => period)
    expect(weeks).toContain('2026-W17')
    expect(weeks).not.toContain('2026-W18')
    expect(weeks).toContain('2026-W19')
    expect(textOf(service, 'essai/CHANGELOG.md')).toContain('never be published: 2026-W18')
    expect(verifyFolder({ folder: join(service.output, 'essai') }).findings).toEqual([])
  })
})

describe('a threshold that changes in the midst of a month, of days alone', () => {
  it('is no end of what quality.csv sums', async () => {
    const at = (k: number): string =>
      `protection: { k: ${k} }\ndatasets: [ { by: [ day, feature ], measures: [ requests ] } ]`
    const service = await turningService(
      fresh(),
      [3, 5, 3].map((k, i) => ({ more: at(k), through: [40, 70, 95][i] ?? 0 })),
      (feature, day) => 1 + ((day * (feature === 'aide' ? 5 : 3)) % 9),
    )
    const told = textOf(service, 'essai/data/quality.csv')
      .split('\n')
      .flatMap((row) => (row.includes(',counted,') ? [row.replace(',counted,', ' ')] : []))
    const sums = new Map<string, number>()
    for (const { period, uses = 0 } of rowsOf(service, 'day-feature'))
      sums.set(period.slice(0, 7), (sums.get(period.slice(0, 7)) ?? 0) + uses)
    expect(told).toEqual(['2026-03', '2026-04', '2026-05'].map((month) => `${month} ${sums.get(month)}`))
    expect(verifyFolder({ folder: join(service.output, 'essai') }).findings).toEqual([])
  })
})
