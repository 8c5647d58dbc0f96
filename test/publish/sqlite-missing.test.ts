import { readdirSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import { whileLocked } from '../../src/pipeline/lock-output.ts'
import { isSealed } from '../../src/protect/index.ts'
import { tableAs } from '../../src/publish/index.ts'
import { loadSqlite } from '../../src/state/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { examplePublication } from './example-publication.ts'

const broken = vi.hoisted(() => () => ({
  default: function Sqlite() {
    throw Object.assign(new Error('no compiled module'), { code: 'ERR_DLOPEN_FAILED' })
  },
}))
vi.mock('better-sqlite3', broken)
vi.mock('better-sqlite3-13', broken)

it('sqlite is told missing where its compiled part is, and the other shapes do without', async () => {
  const publication = examplePublication()
  const [table] = publication.tables
  await expect(tableAs('sqlite', table!, publication, isSealed, loadSqlite)).rejects.toMatchObject({
    problems: [{ code: 'SQLITE_MISSING', errno: 'ERR_DLOPEN_FAILED' }],
  })
  expect(await tableAs('ndjson', table!, publication, isSealed, loadSqlite)).toContain('"requetes":1280')
})

it('and a folder is written without a lock, where no run can be', async () => {
  const output = testFolder('sqlite-missing').fresh()
  expect(await whileLocked(output, () => 'written')).toBe('written')
  expect(readdirSync(output)).toEqual(['.comptage.lock'])
})
