import { describe, expect, it } from 'vitest'
import { dayOf, type DayIndex } from '../../src/domain/calendar.ts'
import { indexOf } from '../../src/domain/dictionary.ts'
import { lastCredibleDay } from '../../src/domain/last-credible-day.ts'

const FIRST = dayOf(2026, 3, 1)
const TODAY = FIRST + 400

/** Lines on days after the first. */
function linesOn(...days: readonly (readonly [after: number, lines: number])[]): ReadonlyMap<DayIndex, number> {
  return new Map(days.map(([after, lines]) => [indexOf<'day'>(FIRST + after), lines]))
}

const MARCH = Array.from({ length: 31 }, (_, day) => [day, 100] as const)

describe('the last day that is believed', () => {
  it.each([
    { lines: linesOn(), then: undefined, why: 'no day' },
    { lines: linesOn(...MARCH), then: 30, why: 'the last there is' },
    { lines: linesOn(...MARCH, [365, 1]), then: 30, why: 'one line of next year' },
    { lines: linesOn(...MARCH, [100, 2], [200, 1]), then: 30, why: 'two that stand alone' },
    { lines: linesOn(...MARCH, [365, 90]), then: 365, why: 'a log that was resumed' },
    { lines: linesOn(...MARCH, [40, 1]), then: 40, why: 'a hole of some days' },
    { lines: linesOn([0, 3], [1, 4], [90, 1]), then: 90, why: 'a service with few uses' },
    { lines: linesOn(...MARCH, [401, 100], [402, 100]), then: 401, why: 'tomorrow, in another zone, but no later' },
    { lines: linesOn([500, 9], [501, 9]), then: 501, why: 'a machine without a clock' },
  ])('$why', ({ lines, then }) => {
    expect(lastCredibleDay(lines, TODAY)).toBe(then === undefined ? undefined : FIRST + then)
  })
})
