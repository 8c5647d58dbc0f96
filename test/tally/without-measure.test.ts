import { expect, it } from 'vitest'
import { indexOf } from '../../src/domain/dictionary.ts'
import type { CountedTable } from '../../src/domain/table.ts'
import { withoutMeasure } from '../../src/tally/index.ts'

const TABLE: CountedTable = {
  spec: {
    name: 'day-feature',
    period: 'day',
    dimensions: [],
    measures: ['requests', 'entries', 'errors'],
    protection: { level: 'exact' },
  },
  categories: [],
  slabs: new Map([[indexOf<'period'>(5), Float64Array.of(1, 2, 3, 4, 5, 6)]]),
}

it('leaves out one figure of every cell, and the word for it', () => {
  const table = withoutMeasure(TABLE, 'entries')
  expect(table.spec.measures).toEqual(['requests', 'errors'])
  expect([...table.slabs.values()]).toEqual([Float64Array.of(1, 3, 4, 6)])
})

it('leaves a table alone that has no such measure', () => {
  expect(withoutMeasure(TABLE, 'bytes')).toBe(TABLE)
})
