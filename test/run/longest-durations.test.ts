import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { LONGEST_MS } from '../../src/domain/duration.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { Sqlite } from '../sqlite.ts'
import { findingsIn } from './findings-in.ts'
import { timedService } from './timed-service.ts'

const { fresh } = testFolder('longest-durations')
const EARLIER = 953_298

it('a folder with longer figures than are told now goes on, and verifies', async () => {
  const folder = fresh()
  const service = timedService(
    folder,
    '3600.000',
    '{ by: [ day, feature ], measures: [ requests, duration_p50, duration_p95 ] }',
  )
  const rows = (): readonly string[] =>
    readFileSync(join(service.output, 'essai', 'data', 'day-feature.csv'), 'utf8')
      .split('\n')
      .filter((row) => row.includes(',aide,'))
  await service.run(3.5)
  const [first] = rows()
  expect(first).toBe(`2026-03-01,aide,480,${LONGEST_MS},${LONGEST_MS}`)
  const db = new Sqlite(join(folder, 'state', 'state.db'))
  db.prepare("UPDATE published SET count = ? WHERE measure LIKE 'duration%'").run(EARLIER)
  db.exec("UPDATE fact SET value = value + 1 WHERE name = 'edition'")
  db.close()
  await service.run(5.6)
  expect(rows()[0]).toBe(`2026-03-01,aide,480,${EARLIER},${EARLIER}`)
  expect(rows().at(-1)).toContain(`,${LONGEST_MS},${LONGEST_MS}`)
  expect(findingsIn(service.output)).toEqual([])
})
