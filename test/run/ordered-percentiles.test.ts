import { readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Release } from '../../src/domain/change.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { Sqlite } from '../sqlite.ts'
import { findingsIn } from './findings-in.ts'
import type { ConfiguredService } from './service-of.ts'
import { timedService } from './timed-service.ts'

const { fresh } = testFolder('ordered-percentiles')
const MEASURES = 'measures: [ requests, duration_p50, duration_p95 ]'
const CORRECTED = { kind: 'percentiles-raised', table: 'day-feature', periods: ['2026-03-01', '2026-03-03'] }
const CROSSED = ['2026-03-01,aide,480,590,447', '2026-03-03,aide,480,590,447']

type Before = { readonly folder: string; readonly service: ConfiguredService }

/** A service whose state has rows of 1 and 3 March as versions before that rule kept them. @param marks whether such rows were looked for */
async function publishedBefore(marks: 'unmarked' | 'marked'): Promise<Before> {
  const folder = fresh()
  const tables = `{ by: [ day, feature ], ${MEASURES} }, { by: [ month, feature ], ${MEASURES} }`
  const service = timedService(folder, '0.600', tables)
  await service.run(5.5)
  const db = new Sqlite(join(folder, 'state', 'state.db'))
  const days = db.prepare('SELECT DISTINCT period FROM published ORDER BY period').pluck().all()
  const lower = db.prepare("UPDATE published SET count = 447 WHERE measure = 'duration_p95' AND period = ?")
  for (const day of [days[0], days[2]]) lower.run(day)
  db.exec("UPDATE fact SET value = value + 1 WHERE name = 'edition'")
  if (marks === 'unmarked') db.exec("DELETE FROM fact WHERE name = 'percentiles-ordered'")
  db.close()
  return { folder, service }
}

const textOf = ({ output }: ConfiguredService, path: string): string =>
  readFileSync(join(output, 'essai', path), 'utf8')
const rowsOf = (service: ConfiguredService): readonly string[] => {
  const rows = textOf(service, 'data/day-feature.csv').split('\n')
  return rows.filter((row) => /^2026-03-0[13]/.test(row))
}
const latestOf = (service: ConfiguredService): Release | undefined => {
  const { comptage } = JSON.parse(textOf(service, 'datapackage.json')) as {
    readonly comptage: { readonly history: readonly Release[] }
  }
  return comptage.history.at(-1)
}

it('a 95th percentile that was published below the median of its row is corrected once, in a version that says so', async () => {
  const { service } = await publishedBefore('unmarked')
  const { changes } = await service.run(5.6)
  expect(changes).toEqual([CORRECTED])
  expect(rowsOf(service)).toEqual(CROSSED.map((row) => row.replace('447', '590')))
  expect(latestOf(service)).toEqual({
    version: '1.0.1',
    created: '2026-03-06T14:24:00Z',
    changes: [CORRECTED],
  })
  const told = textOf(service, 'CHANGELOG.md').split('\n## ')[1]
  expect(told).toContain('`day-feature`: 1 March 2026 and 3 March 2026. A 95th percentile was below the median')
  expect(told).toContain('`day-feature` : 1er mars 2026 et 3 mars 2026. Un 95e centile était inférieur à la médiane')
  expect(findingsIn(service.output)).toEqual([])
  expect(await service.run(5.7)).toMatchObject({ changes: [], changed: [] })
})

it('so it is in rows that are taken over from a folder', async () => {
  const { folder, service } = await publishedBefore('marked')
  await service.run(5.6)
  expect(rowsOf(service)).toEqual(CROSSED)
  renameSync(join(folder, 'state'), join(folder, 'lost'))
  await service.run(5.7, { adopt: service.output })
  expect(latestOf(service)?.changes).toEqual([{ kind: 'state-adopted' }, CORRECTED])
  expect(findingsIn(service.output)).toEqual([])
})
