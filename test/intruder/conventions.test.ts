import { describe, expect, it } from 'vitest'
import { DIMENSIONS, MEASURES, PERIOD_KINDS, type Measure } from '../../src/domain/dictionary.ts'
import { QUANTILES } from '../../src/domain/measure.ts'
import { columnOf } from '../../src/intruder/conventions.ts'
import { refusalsOf } from '../../src/protect/measures.ts'
import { dimensionColumn, FEATURE_COLUMN } from '../../src/publish/columns/dimension-columns.ts'
import { measureColumn } from '../../src/publish/columns/measure-columns.ts'
import { PERIOD_COLUMNS } from '../../src/publish/columns/period-columns.ts'

const ANY = { name: '', period: 'day', dimensions: [], measures: [], protection: { level: 'exact' } } as const

/** By what `plan` lets stand below a threshold; a quantile is there beside enough uses or not at all. */
function mayBeHidden(measure: Measure): boolean {
  const draft = { dimensions: [], measures: ['requests', measure], level: 'threshold' } as const
  return !QUANTILES.has(measure) && refusalsOf(draft).length === 0
}

describe.each(['fr', 'en'] as const)('columns that are published in %s', (language) => {
  it('are known by their headers', () => {
    expect(columnOf(FEATURE_COLUMN.name[language])).toEqual({ is: 'feature' })
    for (const kind of PERIOD_KINDS)
      expect(columnOf(PERIOD_COLUMNS[kind].name[language])).toEqual({ is: 'period', kind })
    for (const dimension of DIMENSIONS)
      expect(columnOf(dimensionColumn(dimension, []).name[language])).toEqual({ is: 'dimension', dimension })
    for (const measure of MEASURES)
      expect(columnOf(measureColumn(measure, ANY).name[language])).toEqual(
        mayBeHidden(measure) ? { is: 'count', count: measure } : undefined,
      )
  })

  it('are no two of one header', () => {
    const columns = [
      FEATURE_COLUMN,
      ...PERIOD_KINDS.map((kind) => PERIOD_COLUMNS[kind]),
      ...DIMENSIONS.map((dimension) => dimensionColumn(dimension, [])),
      ...MEASURES.map((measure) => measureColumn(measure, ANY)),
    ]
    const headers = columns.map(({ name }) => name[language])
    expect(headers.filter((header, at) => headers.indexOf(header) < at)).toEqual([])
  })
})
