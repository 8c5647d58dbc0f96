import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { indexOf } from '../../src/domain/dictionary.ts'
import { openState } from '../../src/state/index.ts'

const root = mkdtempSync(join(tmpdir(), 'comptage-deleted-'))
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

const words = (): readonly string[] => readFileSync(join(root, 'state.db'), 'latin1').match(/forgotten-\d+/g) ?? []

it('leaves nothing of what is deleted in the file: neither of this machine nor of others', async () => {
  const state = await openState(root)
  const rows = Array.from({ length: 500 }, (_, i) => ({
    feature: `forgotten-${i}`,
    cell: '',
    measure: 'requests',
    count: 7,
  }))
  state.commit(() => {
    state.counts.addCells(
      rows.map((row) => ({ ...row, placed: 'period' as const, series: 'day', period: indexOf<'period'>(100) })),
    )
    state.sources.addCells(
      'web1',
      rows.map((row) => ({ ...row, series: 'day', day: indexOf<'day'>(100) })),
    )
    state.sources.addFates(
      'web1',
      rows.map(({ feature }) => ({ day: indexOf<'day'>(100), fate: 'counted', feature, lines: 7 })),
    )
  })
  expect(new Set(words()).size).toBe(500)
  state.commit(() => {
    state.counts.forget('day', 100)
    state.sources.forget(100)
  })
  expect(state.counts.sumOf('day', 'requests')).toBe(3500)
  expect([state.sources.cells('web1').length, state.sources.linesTaken()]).toEqual([0, 3500])
  state.close()
  expect(words()).toEqual([])
})
