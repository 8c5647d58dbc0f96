import { expect, it } from 'vitest'
import { indexOf } from '../../src/domain/dictionary.ts'
import { hourOf } from '../../src/domain/hit.ts'

it.each([
  { day: 0, hour: 0, is: 0, why: 'the first' },
  { day: 2, hour: 23, is: 71, why: 'the last of a day' },
  { day: 2, hour: -1, is: 48, why: 'a day without an hour begins with its first, and is of no day before' },
  { day: -1, hour: -1, is: -24, why: 'below 0, no day' },
])('day $day, hour $hour: $is, $why', ({ day, hour, is }) => {
  expect(hourOf({ day: indexOf<'day'>(day), hour: indexOf<'hour'>(hour) })).toBe(is)
})
