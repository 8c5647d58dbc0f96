import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { keepFact, readFact } from '../../../src/pipeline/kept/facts.ts'
import { openState } from '../../../src/state/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'comptage-facts-'))
const state = await openState(join(folder, 'state'))
afterAll(() => {
  state.close()
  rmSync(folder, { recursive: true })
})

const KEPT: readonly (readonly [Parameters<typeof keepFact>[1], Parameters<typeof keepFact>[2]])[] = [
  ['service', 'mes-demarches'],
  ['partial-log', true],
  ['newest-hour', 17],
  ['drawn-with-lost-key month', 3],
  ['foreign-hosts', { 'access.log': 2 }],
  ['seen-again', [{ stream: 1, log: 'access.log', lines: 30, from: 5, to: 9 }]],
  ['last-piped-line', { stream: 4, mark: 'f00d' }],
]

it.each(KEPT)('the fact %s is read as it was kept', (name, value) => {
  expect(readFact(state, name)).toBeUndefined()
  state.commit(() => keepFact(state, name, value))
  expect(readFact(state, name)).toEqual(value)
})
