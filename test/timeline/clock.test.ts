import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../src/domain/calendar.ts'
import { dayBelieved, isNonsense, isOff, judgeClock, lookBelieved } from '../../src/timeline/index.ts'

const SECOND = 1 / 86_400
const START = Date.UTC(2026, 2, 1)

describe('a clock', () => {
  it.each([
    { now: 8, before: undefined, off: false, why: 'in the first run' },
    { now: 8, before: 1, off: false, why: 'after a week' },
    { now: 8.1, before: 1, off: true, why: 'after more than a week' },
    { now: 8, before: 8.1, off: true, why: 'back' },
    { now: 8, before: 8 + 299 * SECOND, off: false, why: 'back by less than five minutes' },
    { now: 8, before: 8 + 300 * SECOND, off: false, why: 'back by five minutes' },
    { now: 8, before: 8 + 301 * SECOND, off: true, why: 'back by more than that' },
  ])('is off, $off: $why', ({ now, before, off }) => {
    expect(isOff(START + now * DAY_MS, before === undefined ? undefined : START + before * DAY_MS)).toBe(off)
  })

  it.each([
    { now: 8.1, before: [1], is: 'jumped', why: 'more than a week, in the second run' },
    { now: 8.1, before: [1, 0], is: 'jumped', why: 'more than a week, once' },
    { now: 20, before: [10, 1], is: 'rare', why: 'more than a week, as the time before' },
    { now: 28, before: [10, 1], is: 'rare', why: 'twice as much as the time before' },
    { now: 20, before: [10, 1], wasOff: false, is: 'jumped', why: 'the same, where lines filled that time' },
    { now: 29, before: [10, 1], is: 'jumped', why: 'much more than the time before' },
    { now: 20, before: [10, 30], is: 'jumped', why: 'more than a week, after it was put back' },
    { now: 8, before: [8.1, 0], is: 'jumped', why: 'back' },
    { now: 9, before: [10, 1], is: 'jumped', why: 'back, after more than a week' },
    { now: 9, before: [9.5], is: 'jumped', why: 'back within a day, though nothing is to be filled' },
    { now: 20, before: [], is: 'jumped', why: 'by no run that is known' },
  ])('$is where lines leave a hole, or none is there: $why', ({ now, before, wasOff = true, is }) => {
    const [from = 0] = before
    const facts = { times: before.map((day) => START + day * DAY_MS), wasOff, days: [40], from: Math.floor(from) }
    expect(judgeClock({ ...facts, now: START + now * DAY_MS, to: Math.ceil(now) })).toBe(is)
  })

  it.each([
    { days: [], to: 17, is: 'filled', why: 'a week' },
    { days: [], to: 18, is: 'jumped', why: 'more than a week' },
    { days: [20, 14, 2, 14], to: 27, is: 'filled', why: 'lines between' },
    { days: [14, 22], to: 27, is: 'jumped', why: 'a hole' },
    { days: [40], to: 27, is: 'jumped', why: 'lines of later alone' },
    { days: [], to: 9, is: 'jumped', why: 'back' },
  ])('$is: $why', ({ days, to, is }) => {
    const now = START + 27 * DAY_MS
    expect(judgeClock({ now, times: [START + 10 * DAY_MS], wasOff: true, days, from: 10, to })).toBe(is)
  })
})

describe('a look through all logs', () => {
  it.each([
    { scanned: 8, before: undefined, now: 9, is: 8, why: 'before it is told' },
    { scanned: 15, before: undefined, now: 9, is: 9, why: 'told by a clock that is ahead' },
    { scanned: 9 + SECOND, before: undefined, now: 9, is: 9, why: 'told by a clock that is ahead by a second' },
    { scanned: 15, before: { sequence: 2, scanned: 9 }, now: 12, is: 9, why: 'told again' },
    { scanned: 15, before: { sequence: 1, scanned: 9 }, now: 12, is: 12, why: 'of another run' },
    {
      scanned: 11,
      before: { sequence: 1, scanned: 9 },
      now: 12,
      is: 11,
      why: 'of another run, by a clock that is right',
    },
    {
      scanned: 8,
      before: { sequence: 1, scanned: 9 },
      now: 12,
      is: 8,
      why: 'of another run, by a clock that was put back',
    },
  ])('$why', ({ scanned, before, now, is }) => {
    expect(lookBelieved({ sequence: 2, scanned }, before, now)).toBe(is)
  })
})

it.each([
  { scanned: 8, is: false, why: 'before' },
  { scanned: 10, is: false, why: 'ahead by a day, as of another zone' },
  { scanned: 10 + SECOND, is: true, why: 'ahead by more' },
])('a look that a clock dates $why', ({ scanned, is }) => {
  expect(isNonsense(START + scanned * DAY_MS, START + 9 * DAY_MS)).toBe(is)
})

it.each([
  { last: 8, is: 8, why: 'the day before' },
  { last: 10, is: 10, why: 'tomorrow, as of another zone' },
  { last: 11, is: 10, why: 'the day after tomorrow' },
  { last: 374, is: 10, why: 'a year ahead' },
])('lines of $why are believed through $is', ({ last, is }) => {
  expect(dayBelieved(last, 9)).toBe(is)
})
