import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { keepFact, readFact } from '../../../src/pipeline/kept/fact-codecs.ts'
import { openState } from '../../../src/state/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'comptage-facts-'))
const state = await openState(join(folder, 'state'))
afterAll(() => {
  state.close()
  rmSync(folder, { recursive: true })
})

const LOG = { name: 'access.log', lastDay: 9, usualSilenceDays: 1 }
const EVIDENCE = { newestDay: 9, unreadThrough: 3, undatedThrough: -1, holds: [], logs: [LOG], sources: [] }

const KEPT: readonly (readonly [Parameters<typeof keepFact>[1], Parameters<typeof keepFact>[2]])[] = [
  ['service', 'mes-demarches'],
  ['partial-log', true],
  ['newest-hour', 17],
  ['drawn-with-lost-key month', 3],
  ['foreign-hosts', { 'access.log': 2 }],
  ['seen-again', [{ stream: 1, log: 'access.log', lines: 30, from: 5, to: 9 }]],
  ['last-piped-line', { stream: 4, mark: 'f00d' }],
  ['last-scan', { at: 5, malformedThrough: 3 }],
  ['last-look', { skipped: ['/a'], lineless: [], evidence: { ...EVIDENCE, logs: [{ ...LOG, until: Infinity }, LOG] } }],
]

it.each(KEPT)('the fact %s is read as it was kept', (name, value) => {
  expect(readFact(state, name)).toBeUndefined()
  state.commit(() => keepFact(state, name, value))
  expect(readFact(state, name)).toEqual(value)
})

it('what the last run found is kept without more, and read as version 0.1.0 has written it', () => {
  const evidence = { ...EVIDENCE, logs: [{ ...LOG, seenThrough: 8 }], isHalfLost: () => false }
  state.commit(() => keepFact(state, 'last-look', { skipped: [], lineless: [], evidence }))
  expect(readFact(state, 'last-look')?.evidence).toEqual(EVIDENCE)
  expect(state.facts.fact('last-look')).not.toContain('seenThrough')
  const { newestDay, unreadThrough, sources } = EVIDENCE
  const before = { newestDay, unreadThrough, logs: [{ ...LOG, until: null }], sources }
  state.commit(() => {
    state.facts.keepFact('last-look', JSON.stringify({ skipped: [], evidence: before }))
    state.facts.keepFact('last-scan', JSON.stringify({ at: 5, unreadThrough: 3, logs: [] }))
  })
  const logs = [{ ...LOG, until: Infinity }]
  expect(readFact(state, 'last-look')).toEqual({ skipped: [], lineless: [], evidence: { ...EVIDENCE, logs } })
  expect(readFact(state, 'last-scan')).toEqual({ at: 5, malformedThrough: 3 })
  // A version that comes later may hold them for more.
  const later = JSON.stringify({ skipped: [], evidence: { ...before, holds: ['moon'] } })
  state.commit(() => state.facts.keepFact('last-look', later))
  expect(readFact(state, 'last-look')?.evidence.holds).toEqual([])
})
