import { expect, it } from 'vitest'
import { FIELDS, SPAN, SPANS_LENGTH } from '../../src/domain/contracts.ts'
import { positions, recordOf } from '../../src/domain/dictionary.ts'

it('each word has its position', () => {
  expect(positions(['a', 'b', 'c'])).toEqual({ a: 0, b: 1, c: 2 })
})

it('each word has the value made of its position', () => {
  expect(recordOf(['a', 'b'], (position) => `${position}!`)).toEqual({ a: '0!', b: '1!' })
})

it('the spans of two fields never overlap', () => {
  expect(FIELDS.flatMap((field) => [SPAN[field], SPAN[field] + 1])).toEqual([...Array(SPANS_LENGTH).keys()])
})
