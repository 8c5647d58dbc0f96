import { expect, it } from 'vitest'
import { MEASURES } from '../../src/domain/dictionary.ts'
import type { TableSpec } from '../../src/domain/table.ts'
import { shownByFate } from '../../src/protect/index.ts'
import { SUMMED_FATES } from '../../src/publish/columns/labels.ts'

it('the fates that are said to be sums of shown figures are those of which protect makes such sums', () => {
  const spec: TableSpec = {
    ...{ name: 'all', period: 'month', dimensions: [], measures: MEASURES },
    protection: { level: 'threshold', k: 11 },
  }
  expect([...shownByFate([{ spec, rows: [] }]).keys()].sort()).toEqual(SUMMED_FATES)
})
