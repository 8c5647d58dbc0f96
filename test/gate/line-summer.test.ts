import { describe, expect, it } from 'vitest'
import { FATES } from '../../src/domain/fate.ts'
import { openKernel } from '../../src/kernel/index.ts'
import { combined, FEATURES, rememberedPaths, testGate, type TestGateOptions } from './test-gate.ts'

const SIZE = { mostEntries: 64, arenaBytes: 1 << 13 }
// Those whose path alone decides.
const features = FEATURES.filter(({ id }) => id !== 'map' && id !== 'search')
const kernel = openKernel([SIZE, SIZE, SIZE], rememberedPaths(SIZE, features))
const sums = { agents: kernel.openMemo(SIZE), heads: kernel.openMemo(SIZE), hosts: kernel.openMemo(SIZE) }
const all = { kernel, features, verdicts: kernel.paths!, sums }

const DAYS = ['10', '11'].map((day) => combined({ time: `${day}/Mar/2026:09:31:24 +0100` }))

/** Of six lines of one day and six of the next, all alike: what each Hit says, and how many lines it stands for. */
function hitsOf(options: TestGateOptions): readonly (readonly [fate: string | undefined, lines: number])[] {
  for (const memo of Object.values(sums)) memo.clear()
  const text = Buffer.from(DAYS.map((line) => `${line}\n`.repeat(6)).join(''))
  const hits: (readonly [string | undefined, number])[] = []
  testGate(options).readLines(text, 0, text.length, ({ fate, lines }) => hits.push([FATES[fate], lines]))
  return hits
}

describe('lines that are alike', () => {
  it('come as one, once one of their hour was read', () => {
    const [one, five] = [
      ['counted', 1],
      ['counted', 5],
    ]
    expect(hitsOf(all)).toEqual([one, five, one, five])
  })

  it('and so do those that are remembered, and out of the period', () => {
    expect(hitsOf({ ...all, until: '2026-03-10' })).toEqual([
      ['counted', 1],
      ['counted', 5],
      ['out-of-period', 1],
      ['out-of-period', 5],
    ])
  })

  it('come one by one where no path is remembered', () => {
    const hits = hitsOf({ kernel, features, sums })
    expect(hits).toEqual(Array(12).fill(['counted', 1]))
  })
})
