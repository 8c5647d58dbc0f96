import { spawnSync } from 'node:child_process'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ProblemError } from '../../src/domain/problem.ts'
import { auditState, checkState, statusOf } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from '../run/lines-of.ts'
import { serviceOf } from '../run/service-of.ts'
import { OF_STATE } from '../../src/cli/words/work/of-state.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('stopped-writing')

// A cache of one page: SQLite writes pages into the file before the commit, and the journal of them is on the disk.
const WRITER = `
  const db = new (require(process.argv[1]))(process.argv[2])
  db.pragma('cache_size = 1')
  db.pragma('cache_spill = 1')
  db.exec('BEGIN IMMEDIATE; CREATE TABLE half (x)')
  const put = db.prepare('INSERT INTO half VALUES (randomblob(3000))')
  for (let i = 0; i < 200; i++) put.run()
  process.kill(process.pid, 'SIGKILL')
`

it('a run that was killed while it wrote is told by what only reads, and mended by the next', async () => {
  const folder = fresh()
  const service = serviceOf(folder)
  mkdirSync(join(folder, 'logs'))
  writeFileSync(join(folder, 'logs/access.log'), linesOf(60, START) + linesOf(60, START + DAY))
  const now = START + 3 * DAY
  await service.run({ now: () => now })
  const path = join(service.state, 'state.db')
  // Each is for some Nodes, as in src/state/open-database.ts.
  const name = Number(process.versions['napi']) >= 10 ? 'better-sqlite3-13' : 'better-sqlite3'
  const sqlite = createRequire(import.meta.url).resolve(name)
  expect(spawnSync(process.execPath, ['-e', WRITER, sqlite, path]).signal).toBe('SIGKILL')
  expect(statSync(`${path}-journal`).size).toBeGreaterThan(0)

  const half = { code: 'STATE_FAILED', path, errno: 'SQLITE_READONLY_ROLLBACK' } as const
  for (const read of [
    () => statusOf(service.configuration, { now }),
    () => checkState(service.configuration),
    () => auditState(service.configuration, { state: service.state }),
  ]) {
    const told: unknown = await read().then(
      () => [],
      (error: unknown) => (error instanceof ProblemError ? error.problems : error),
    )
    expect(told).toEqual([half])
  }
  const { what, fix } = OF_STATE.STATE_FAILED(half)
  expect(what).toHaveProperty('en', expect.stringContaining('a run was stopped before its end'))
  expect(fix).toHaveProperty('en', expect.stringContaining('comptage run'))

  await service.run({ now: () => now + 1 })
  await expect(statusOf(service.configuration, { now })).resolves.toBeDefined()
})
