import { describe, expect, it } from 'vitest'
import { isSealed, protectQuality, protectTables } from '../../src/protect/index.ts'
import { restoreQuality, restoreTable } from '../../src/protect/restore.ts'
import type { CountedTable } from '../../src/domain/table.ts'
import { cellKey, noisySpec } from './attacks/noisy-world.ts'
import { countedOf, feature, januaryDays, spec } from './counted-of.ts'

const summary = countedOf([spec('day', 11)], januaryDays(2), [feature('a')], [[{ requests: 30 }, { requests: 3 }]])
const devices: CountedTable = {
  spec: noisySpec(['device'], cellKey(1)),
  categories: [['desktop', 'mobile']],
  slabs: new Map([...summary.tables[0]!.slabs.keys()].map((day) => [day, Float64Array.of(300, 4)])),
}
const counted = { ...summary, tables: [...summary.tables, devices] }
const tables = protectTables(counted, { key: new Uint8Array(32).fill(5) })

describe('what was kept', () => {
  it.each([
    { why: 'a summary', position: 0, words: [] },
    { why: 'a breakdown, whose words have `(other)` again', position: 1, words: [['desktop', 'mobile', '(other)']] },
  ])('comes back as it was made, sealed: $why', ({ position, words }) => {
    const restored = restoreTable(counted.tables[position]!, tables[position]!.rows)
    expect(restored).toEqual(tables[position])
    expect(restored.categories).toEqual(words)
    expect(isSealed(restored)).toBe(true)
  })

  it('is refused where it is counts, not figures: one is smaller than any protection lets out', () => {
    const rows = tables[0]!.rows.map((row) => ({ ...row, counts: [7] }))
    expect(() => restoreTable(counted.tables[0]!, rows)).toThrow('never protected')
    // It was shown under another threshold.
    expect(isSealed(restoreTable(counted.tables[0]!, rows, [{ level: 'threshold', k: 7 }]))).toBe(true)
    expect(isSealed(restoreTable(counted.tables[0]!, rows, [{ level: 'exact' }]))).toBe(true)
  })

  it('of quality too', () => {
    const quality = protectQuality(counted, tables, 11)
    expect(restoreQuality(quality.rows)).toEqual(quality)
    expect(isSealed(restoreQuality(quality.rows))).toBe(true)
  })
})
