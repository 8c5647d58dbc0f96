import * as z from 'zod'
import { DIMENSIONS, MEASURES, PERIOD_KINDS } from '../../domain/dictionary.ts'
import { PROTECTION_LEVELS } from '../../domain/table.ts'
import { filledList, mapping, matching, oneOf } from './values.ts'

// The files that stand beside the tables, and the parts of a table that is split by year.
const NAME = /^(?!.*-\d{4}$)(?!(?:features|quality|gaps|breaks|catalog)$)[a-z0-9]+(?:-[a-z0-9]+)*$/

export function datasetShape() {
  return mapping({
    name: matching('dataset-name', NAME).exactOptional().describe('Name of the file. Default: made from `by`.'),
    by: filledList(oneOf([...PERIOD_KINDS, 'feature', ...DIMENSIONS]))
      .refine(isCut, { error: 'one-period-and-feature' })
      .describe('Exactly one period, `feature`, and at most two further dimensions.'),
    measures: filledList(oneOf(MEASURES))
      .exactOptional()
      .describe('Default: requests and errors, and entries where there is no further dimension.'),
    protection: oneOf(PROTECTION_LEVELS).exactOptional().describe('How small counts are protected.'),
    accept_risk: z.boolean({ error: 'boolean' }).default(false).describe('Needed by the level exact.'),
  })
}

function isCut(by: readonly string[]): boolean {
  const periods = PERIOD_KINDS.filter((kind) => by.includes(kind))
  return periods.length === 1 && by.includes('feature') && by.length <= 4 && new Set(by).size === by.length
}
