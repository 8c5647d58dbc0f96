import { expect, it } from 'vitest'
import { FATE, FATES, REASON, REASONS, speaksOfTheFormat } from '../../src/domain/fate.ts'

it('the position of a fate is its place in the list', () => {
  expect(Object.entries(FATE)).toEqual(FATES.map((fate, position) => [fate, position]))
})

it('the position of a reason is its place in the list', () => {
  expect(Object.entries(REASON)).toEqual(REASONS.map((reason, position) => [reason, position]))
})

it('all reasons speak of the format but the two that speak of the client', () => {
  expect(REASONS.filter((reason) => !speaksOfTheFormat(REASON[reason]))).toEqual(['bad-request', 'no-status'])
})
