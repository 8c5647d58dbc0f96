import { describe, expect, it } from 'vitest'
import { testFolder } from '../cli/run-comptage.ts'
import { configuredService } from './service-of.ts'
import { turningService } from './turning-world.ts'

const { fresh } = testFolder('rehearsing')
const TABLES =
  'datasets: [ { by: [ day, feature ], measures: [ requests ] }, { by: [ month, feature ], measures: [ requests ] } ]'
const at = (k: number): string => `since: 2026-03-01\nprotection: { k: ${k} }\n${TABLES}\n`
const uses = (feature: string, day: number): number => 1 + ((day * (feature === 'aide' ? 5 : 3)) % 16)
const named = (ids: readonly string[]): readonly string[] => ids.map((id) => `{ id: ${id}, match: [ /${id} ] }`)

describe('what protection leaves of what stands published', () => {
  it.each([
    ['a feature has another name', ['guide', 'simulateur']],
    ['a feature is gone', ['simulateur']],
  ])('is the same where %s', async (_, ids) => {
    const folder = fresh()
    const service = await turningService(folder, [{ more: at(5), through: 70 }], uses)
    const { utility } = await service.run(74, { dryRun: true })
    expect(utility[0]).toMatchObject({ name: 'day-feature', medianError: 0, error95: 0 })
    const renamed = configuredService(folder, named(ids), at(5))
    expect((await renamed.run(74.1, { dryRun: true })).utility).toEqual(utility)
  })

  it('holds each period to the threshold that it had', async () => {
    const steps = [
      { more: at(300), through: 40 },
      { more: at(5), through: 70 },
    ]
    const service = await turningService(fresh(), steps, uses)
    const { utility } = await service.run(74, { dryRun: true })
    expect(utility.map(({ withheld }) => withheld)).toEqual([[], []])
  })
})
