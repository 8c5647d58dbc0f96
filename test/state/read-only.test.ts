import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openState } from '../../src/state/index.ts'

const root = mkdtempSync(join(tmpdir(), 'comptage-state-'))
afterAll(() => rmSync(root, { recursive: true }))

describe('a state that another program is just making', () => {
  it.each(['read', 'rehearse'] as const)(
    'gets no key from one that would only %s: two makers of it met once',
    async (use) => {
      const folder = mkdtempSync(join(root, use))
      writeFileSync(join(folder, 'state.db'), '')
      ;(await openState(folder, use)).close()
      expect(readdirSync(folder)).toEqual(['state.db'])
      ;(await openState(folder)).close()
      expect(readdirSync(folder).sort()).toEqual(['marks.key', 'state.db'])
    },
  )
})
