import { describe, expect, it } from 'vitest'
import { formerPipes, watchOrder, watchOverlap } from '../../src/recognition/index.ts'
import { streamOf } from './disk.ts'

const piped = (text: string, id: number, newestHour = id) => ({ ...streamOf(`- ${text}`, id), newestHour })

describe('formerPipes', () => {
  it('one that begins alike is left where it was, and has all hours for itself', () => {
    const [own, other] = [piped('AB', 1), piped('XY', 2)]
    const former = formerPipes([own], [own, other], { stream: 2, mark: 'Y' }, 256)
    expect(former.ends).toEqual({ at: new Map([[600, 'AB']]), anywhere: new Set(), line: undefined })
    expect([former.endingAt(600, 'AB'), former.endingAt(900, 'XY'), former.endingAt(100, 'Y')]).toEqual([
      own,
      undefined,
      undefined,
    ])
    expect([former.holdMore(500), former.holdMore(600)]).toEqual([true, false])
    expect([former.besides(), former.besides(own)]).toEqual([[own, other], []])
  })

  it('one that begins like none may be another window of the same log', () => {
    const [older, newer] = [piped('AB', 1), piped('CD', 2)]
    const former = formerPipes([], [older, newer], { stream: 2, mark: 'D' }, 256)
    expect(former.ends).toEqual({ at: new Map(), anywhere: new Set(['AB', 'CD']), line: 'D' })
    expect([former.endingAt(900, 'CD'), former.endingAt(900, 'AB')]).toEqual([newer, older])
    expect(former.endingAt(100, 'anything')).toBe(newer)
    expect(former.holdMore(0)).toBe(false)
    expect([former.besides(older), former.besides(newer)]).toEqual([[newer], []])
  })

  it('too few bytes are no window, and a line that nobody has tells of no stream', () => {
    const former = formerPipes([], [piped('A', 1)], { stream: 7, mark: 'Z' }, 301)
    expect(former.ends).toEqual({ at: new Map(), anywhere: new Set(), line: undefined })
    expect(formerPipes([], [piped('A', 1)], undefined, 301).endingAt(100, '')).toBeUndefined()
  })
})

describe('watchOrder', () => {
  const many = (count: number, hour: number): number[] => Array.from({ length: count }, () => hour)
  it.each([
    { hours: [1, 2, 3, ...many(40, 4)], is: false, why: 'as those of one log' },
    { hours: [...many(100, 9), ...many(100, 8)], is: false, why: 'long answers come late, within an hour' },
    { hours: [...many(100, 9), ...many(100, 3)], is: true, why: 'two logs, one after the other' },
    { hours: [...many(100, 9), ...many(9, 3)], is: false, why: 'nine lines came late' },
    { hours: [...many(1000, 9), ...many(10, 3)], is: false, why: 'ten of a thousand did' },
    { hours: [500, ...many(100, 3)], is: false, why: 'one line ahead of its time' },
  ])('$why: disordered $is', ({ hours, is }) => {
    const order = watchOrder()
    for (const hour of hours) order.note(hour)
    expect(order.isDisordered()).toBe(is)
  })
})

describe('watchOverlap', () => {
  const FORMER = [{ oldestHour: 10, newestHour: 20 }]
  const times = (hour: number, count: number): number[] => Array.from({ length: count }, () => hour)
  it.each([
    { hours: times(15, 10), lines: 10, why: 'hours that were read before' },
    { hours: times(15, 9), lines: 0, why: 'nine lines came late' },
    { hours: [...times(30, 1000), ...times(15, 10)], lines: 0, why: 'ten of a thousand did' },
    {
      hours: [...times(10, 50), ...times(20, 50)],
      lines: 0,
      why: 'within its first and last hour, one log follows the other',
    },
    { hours: times(15, 10), last: 0, lines: 10, why: 'it ends today' },
    { hours: times(15, 10), last: -1, lines: 0, why: 'it ends on a day that nobody believes' },
  ])('$why: $lines', ({ hours, lines, last = 0 }) => {
    const overlap = watchOverlap(FORMER, last)
    for (const hour of hours) overlap.note(hour)
    expect(overlap.lines()).toBe(lines)
  })
})
