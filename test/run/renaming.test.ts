import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportState } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { takeBack } from './earlier-state.ts'
import { linesOf, withoutReferrers } from './lines-of.ts'
import { configuredService, type ConfiguredService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('renaming')
const FEATURES = ['{ id: aide, match: [ /aide ] }', '{ id: simulateur, match: [ /simulateur ] }']

/** @param tables of datasets: */
function yaml(...tables: readonly string[]): string {
  return `since: 2026-03-01\nlogs: [ { path: "logs/*", format: auto } ]\ndatasets:\n${tables.map((table) => `  - ${table}\n`).join('')}`
}

function linesBetween(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, n) => linesOf(60, START + (from + n) * DAY)).join('')
}

const PLAIN = yaml('{ by: [ day, feature ] }', '{ by: [ month, feature ] }')

/** The first half of March is read without referrers by one configuration, and the rest with them by another. */
async function halves(before: string, after: string): Promise<ConfiguredService> {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const log = join(folder, 'logs', 'access.log')
  writeFileSync(log, withoutReferrers(linesBetween(0, 14)))
  await configuredService(folder, FEATURES, before).run(14.9)
  renameSync(log, `${log}.1`)
  writeFileSync(log, linesBetween(15, 40))
  const service = configuredService(folder, FEATURES, after)
  await service.run(40.9)
  await service.run(42.5)
  return service
}

/** Whether a table has a column of entries. */
function hasEntries({ output }: ConfiguredService, table: string): boolean {
  const [header = ''] = readFileSync(join(output, 'essai', 'data', `${table}.csv`), 'utf8').split('\n')
  return header.split(',').includes('entrees')
}

describe('a measure that a log could not give', () => {
  const RENAMED = yaml('{ by: [ day, feature ], name: jours }', '{ by: [ month, feature ], name: mois }')
  const DAYS_ALONE = yaml('{ by: [ day, feature ] }')
  const NAME_TAKEN = yaml('{ by: [ day, feature ], name: jours }', '{ by: [ month, feature ], name: day-feature }')

  it('stays left out of a table that is called otherwise, and out of its tally', async () => {
    const service = await halves(PLAIN, RENAMED)
    expect(['jours', 'mois'].map((table) => hasEntries(service, table))).toEqual([false, false])
    const tally = join(service.output, '..', 'essai.tally')
    await exportState({ configuration: service.configuration, tally })
    expect(readFileSync(tally, 'utf8')).toContain('"leftOut": [["day","entries"],["month","entries"]]')
  })

  it('is not left out of another table that has the name now', async () => {
    const service = await halves(DAYS_ALONE, NAME_TAKEN)
    expect(['jours', 'day-feature'].map((table) => hasEntries(service, table))).toEqual([false, true])
  })

  describe('and that an earlier version kept by the name of the table', () => {
    it.each([
      { why: 'it was called otherwise since', before: PLAIN, after: RENAMED, left: ['jours', 'mois'], has: [] },
      {
        why: 'another has its name, and may be it',
        before: DAYS_ALONE,
        after: NAME_TAKEN,
        left: ['jours', 'day-feature'],
        has: [],
      },
      {
        why: 'one that came later has its own',
        before: DAYS_ALONE,
        after: PLAIN,
        left: ['day-feature'],
        has: ['month-feature'],
      },
    ])('stays left out: $why', async ({ before, after, left, has }) => {
      const service = await halves(before, after)
      takeBack(join(service.output, '..', 'state', 'state.db'), 5)
      rmSync(service.output, { recursive: true })
      await service.run(42.6)
      expect(left.map((table) => hasEntries(service, table))).toEqual(left.map(() => false))
      expect(has.map((table) => hasEntries(service, table))).toEqual(has.map(() => true))
    })
  })
})
