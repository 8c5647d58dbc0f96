import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { latestSchema } from '../../../src/publish/programs/latest-shape.ts'

const FILE = new URL('../../../latest.schema.json', import.meta.url)
// Generated: `npm run schema`.
if (process.env['UPDATE_SCHEMA'] === '1') writeFileSync(FILE, latestSchema())

it('is in the repository as every folder has it', () => {
  expect(readFileSync(FILE, 'utf8'), 'run: npm run schema').toBe(latestSchema())
})
