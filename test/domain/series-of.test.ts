import { expect, it } from 'vitest'
import { kindOf } from '../../src/domain/series-of.ts'

it('the kind of a series is its period, and what has none is no series', () => {
  expect(['day', 'month device'].map(kindOf)).toEqual(['day', 'month'])
  expect(() => kindOf('device')).toThrow('a table without a period')
})
