import { describe, expect, it } from 'vitest'
import { begunByAll, firstWholeOf } from '../../src/timeline/index.ts'

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

describe('the first day on which all logs that a lost state has left had begun', () => {
  it.each([
    { why: 'any, where all begin before what was taken over ends', logs: [90, 100], first: 0 },
    { why: 'the next, of one that begins with the day after: it may be there in part', logs: [90, 101], first: 102 },
    { why: 'the next of the last that begins', logs: [106, 103, 90], first: 107 },
    { why: 'any, where there is no log', logs: [], first: 0 },
  ])('$why', ({ logs, first }) => {
    expect(begunByAll(100, logs)).toBe(first)
  })
})
