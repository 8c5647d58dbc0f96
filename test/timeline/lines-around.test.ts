import { describe, expect, it } from 'vitest'
import { daysFrom } from '../../src/domain/calendar.ts'
import { indexOf } from '../../src/domain/dictionary.ts'
import { haveLinesAround } from '../../src/timeline/index.ts'
import { DAY } from './evidence.ts'

/** A log with a line on each day from `first` to `last`, but for some. */
function log(first: number, last: number, ...silent: readonly number[]) {
  const days = daysFrom(DAY + first, DAY + last).filter((day) => !silent.includes(day - DAY))
  return { lastDay: DAY + last, daysSince: (day: number) => days.filter((one) => one >= day) }
}

describe('each log has lines on two days, and around them', () => {
  it.each([
    { why: 'all days', logs: [log(-9, 9), log(-1, 2)], are: true },
    { why: 'up to its last day', logs: [log(-9, 9), log(-9, 0)], are: true },
    { why: 'one that ended before', logs: [log(-9, 9), log(-9, -1)], are: true },
    { why: 'one that begins within', logs: [log(-9, 9), log(0, 9)], are: false },
    { why: 'silent on one of them', logs: [log(-9, 9), log(-9, 9, 1)], are: false },
    { why: 'silent on the day before', logs: [log(-9, 9, -1)], are: false },
    { why: 'silent on the day after', logs: [log(-9, 9, 2)], are: false },
    { why: 'silent further off', logs: [log(-9, 9, -2, 3)], are: true },
    { why: 'one is not found', logs: [log(-9, 9)], areAllFound: false, are: false },
  ])('$why: $are', ({ logs, areAllFound = true, are }) => {
    const span = { from: indexOf<'day'>(DAY), to: indexOf<'day'>(DAY + 1) }
    expect(haveLinesAround({ areAllFound, logs }, span)).toBe(are)
  })
})
