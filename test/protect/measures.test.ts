import { expect, it } from 'vitest'
import { MEASURES, standsBeside } from '../../src/domain/dictionary.ts'
import { baseOf, wholeOf } from '../../src/protect/measures.ts'

it.each(MEASURES)('%s stands beside the measure of whose requests it is a part or a quantile', (measure) => {
  expect(standsBeside(measure)).toBe(wholeOf(measure) ?? baseOf(measure))
})
