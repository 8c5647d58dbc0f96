import { describe, expect, it } from 'vitest'
import { DIMENSIONS, MEASURES, PERIOD_KINDS, type Measure } from '../../src/domain/dictionary.ts'
import { columnOf } from '../../src/intruder/conventions.ts'
import { dimensionColumn, FEATURE_COLUMN } from '../../src/publish/columns/dimension-columns.ts'
import { measureColumn } from '../../src/publish/columns/measure-columns.ts'
import { PERIOD_COLUMNS } from '../../src/publish/columns/period-columns.ts'

const COUNTS: readonly Measure[] = ['requests', 'entries', 'errors']

const ANY = { name: '', period: 'day', dimensions: [], measures: [], protection: { level: 'exact' } } as const

describe.each(['fr', 'en'] as const)('columns that are published in %s', (language) => {
  it('are known by their headers', () => {
    expect(columnOf(FEATURE_COLUMN.name[language])).toEqual({ is: 'feature' })
    for (const kind of PERIOD_KINDS)
      expect(columnOf(PERIOD_COLUMNS[kind].name[language])).toEqual({ is: 'period', kind })
    for (const dimension of DIMENSIONS)
      expect(columnOf(dimensionColumn(dimension, []).name[language])).toEqual({ is: 'dimension', dimension })
    for (const count of COUNTS)
      expect(columnOf(measureColumn(count, ANY).name[language])).toEqual({ is: 'count', count })
    for (const measure of MEASURES.filter((one) => !COUNTS.includes(one)))
      expect(columnOf(measureColumn(measure, ANY).name[language])).toBeUndefined()
  })
})
