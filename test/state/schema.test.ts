import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openState } from '../../src/state/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { Sqlite } from '../sqlite.ts'

const { fresh } = testFolder('schema')

/** By version, the tables that released programs have made; a version's line never changes. */
const RELEASED = {
  1: 'cb84a7717a933b2c',
}

it('has the tables of its version: others come with the step that takes a released state there', async () => {
  const folder = fresh()
  const state = await openState(folder)
  state.close()
  const db = new Sqlite(join(folder, 'state.db'), { readonly: true })
  const made = db
    .prepare<[], { sql: string }>('SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name')
    .all()
  const version = db.pragma('user_version', { simple: true })
  db.close()
  const text = made.map(({ sql }) => sql.replaceAll(/\s+/g, ' ')).join('\n')
  expect(made.length).toBeGreaterThan(20)
  expect(RELEASED).toMatchObject({ [String(version)]: createHash('sha256').update(text).digest('hex').slice(0, 16) })
})
