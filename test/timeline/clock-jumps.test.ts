import { describe, expect, it } from 'vitest'
import { isBridged, isNonsense, isOff, isRare, lookBelieved } from '../../src/timeline/index.ts'

const DAY = 86_400_000
const SECOND = 1 / 86_400
const START = Date.UTC(2026, 2, 1)

describe('a clock', () => {
  it.each([
    { now: 8, before: [], off: false, rare: false, why: 'the first run' },
    { now: 8, before: [1], off: false, rare: false, why: 'a week' },
    { now: 8.1, before: [1], off: true, rare: false, why: 'more than a week' },
    { now: 8.1, before: [1, 0], off: true, rare: false, why: 'more than a week, once' },
    { now: 20, before: [10, 1], off: true, rare: true, why: 'more than a week, as the time before' },
    { now: 29, before: [10, 1], off: true, rare: false, why: 'much more than the time before' },
    { now: 20, before: [10, 30], off: true, rare: false, why: 'more than a week, after it was put back' },
    { now: 8, before: [8.1, 0], off: true, rare: false, why: 'back' },
    { now: 8, before: [8 + 299 * SECOND], off: false, rare: false, why: 'back by less than five minutes' },
    { now: 8, before: [8 + 301 * SECOND], off: true, rare: false, why: 'back by more than that' },
  ])('$why', ({ now, before, off, rare }) => {
    const [last, ...earlier] = before.map((day) => START + day * DAY)
    expect(isOff(START + now * DAY, last)).toBe(off)
    expect(isRare(START + now * DAY, last === undefined ? [] : [last, ...earlier])).toBe(rare)
  })
})

it.each([
  { scanned: 8, is: false, why: 'before' },
  { scanned: 10, is: false, why: 'ahead by a day, as of another zone' },
  { scanned: 10 + SECOND, is: true, why: 'ahead by more' },
])('a look that a clock dates $why', ({ scanned, is }) => {
  expect(isNonsense(START + scanned * DAY, START + 9 * DAY)).toBe(is)
})

describe('isBridged', () => {
  it.each([
    { days: [], to: 17, is: true, why: 'a week' },
    { days: [], to: 18, is: false, why: 'more than a week' },
    { days: [20, 14, 2, 14], to: 27, is: true, why: 'lines between' },
    { days: [14, 22], to: 27, is: false, why: 'a hole' },
    { days: [40], to: 27, is: false, why: 'lines of later alone' },
    { days: [], to: 9, is: false, why: 'back' },
  ])('$why', ({ days, to, is }) => {
    expect(isBridged(days, 10, to)).toBe(is)
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
