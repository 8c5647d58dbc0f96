import { expect, it } from 'vitest'
import { FATE, FATES, FATES_OF_FEATURES, REASON, REASONS, speaksOfTheFormat, USES_BY } from '../../src/domain/fate.ts'

it('the position of a fate is its place in the list', () => {
  expect(Object.entries(FATE)).toEqual(FATES.map((fate, position) => [fate, position]))
})

it('the position of a reason is its place in the list', () => {
  expect(Object.entries(REASON)).toEqual(REASONS.map((reason, position) => [reason, position]))
})

it('all reasons speak of the format but the two that speak of the client', () => {
  expect(REASONS.filter((reason) => !speaksOfTheFormat(REASON[reason]))).toEqual(['bad-request', 'no-status'])
})

it('some table has the lines of each fate that is published as one of features', () => {
  expect(['counted', ...Object.values(USES_BY).flat()].toSorted()).toEqual(FATES_OF_FEATURES)
})
