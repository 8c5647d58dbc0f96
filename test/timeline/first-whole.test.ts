import { describe, expect, it } from 'vitest'
import { firstWholeOf } from '../../src/timeline/index.ts'

describe('the first day of which no line is missing', () => {
  it.each([
    { why: 'the day after the first', days: [100, 101, 102], first: 101 },
    { why: 'the next that has a line', days: [100, 104, 105], first: 104 },
    { why: 'of a service that is seldom used', days: [100, 120, 150], first: 120 },
    { why: 'not that after a line of long ago', days: [3, 100, 101], first: 101 },
    { why: 'not those after two', days: [3, 50, 100, 101], first: 101 },
    { why: 'that on which the service opened', days: [100, 101], since: 100, first: 100 },
    { why: 'not the first that has a line since it opened', days: [103, 104], since: 100, first: 104 },
    { why: 'the next that has a line, where it opened long before', days: [103, 107, 108], since: 20, first: 107 },
    { why: 'as it opened, after a line of before', days: [99, 100, 101], since: 100, first: 100 },
    { why: 'not the first since it opened, after a line of long ago', days: [3, 103, 104], since: 100, first: 104 },
    { why: 'as it opened, after days of before', days: [95, 96, 97, 103], since: 100, first: 100 },
    { why: 'of one day', days: [100], first: 101 },
    { why: 'of one day, and one of long ago', days: [3, 100], first: 100 },
    { why: 'of none', days: [], first: Infinity },
  ])('$why', ({ days, since, first }) => {
    expect(firstWholeOf(days, since)).toBe(first)
  })
})
