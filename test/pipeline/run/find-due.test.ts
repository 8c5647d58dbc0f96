import { describe, expect, it } from 'vitest'
import { dayOf } from '../../../src/domain/calendar.ts'
import { indexOf } from '../../../src/domain/dictionary.ts'
import { findDue, isDue, usualSilence, type Evidence } from '../../../src/pipeline/run/due/find-due.ts'

// A Tuesday, in a service with one log that is written every day.
const DAY = dayOf(2026, 3, 10)
const PERIOD = indexOf<'period'>(DAY)
const EVIDENCE: Evidence = {
  nowHour: (DAY + 1) * 24 + 48,
  graceHours: 48,
  silenceHours: 14 * 24,
  newestDay: DAY + 2,
  logs: [{ name: 'access.log', lastDay: DAY + 2, usualSilenceDays: 1 }],
  unreadThrough: -1,
  sources: [],
}
const OVER = (DAY + 1) * 24 + 48
const scanned = (scannedHour: number): Evidence['sources'][number] => ({ id: 'web1', scannedHour })
const quiet = (lastDay: number, usualSilenceDays = 1): Evidence['logs'][number] => ({
  name: 'other.log',
  lastDay,
  usualSilenceDays,
})

describe('a period closes', () => {
  it.each([
    { change: {}, due: true, why: 'the grace is just over' },
    { change: { nowHour: EVIDENCE.nowHour - 1 }, due: false, why: 'an hour of grace is left' },
    { change: { newestDay: DAY }, due: false, why: 'the service has no line after it' },
    { change: { unreadThrough: DAY }, due: false, why: 'a file that may touch it waits' },
    { change: { unreadThrough: DAY - 1 }, due: true, why: 'a file waits that was last written before it' },
    { change: { logs: [quiet(DAY - 1)] }, due: false, why: 'a log is missing' },
    { change: { logs: [quiet(DAY - 1, 5)] }, due: true, why: 'a log that is often silent is not missing' },
    { change: { logs: [quiet(DAY + 1)] }, due: true, why: 'a log went on after it, and is silent since' },
    { change: { logs: [{ ...quiet(DAY - 1), until: DAY - 1 }] }, due: true, why: 'a log has ended, with its last day' },
    {
      change: { logs: [{ ...quiet(DAY - 2), until: DAY - 1 }] },
      due: true,
      why: 'a log that is missing ends before it',
    },
    { change: { logs: [{ ...quiet(DAY - 1), until: DAY }] }, due: false, why: 'a log is missing, and ends with it' },
    { change: { logs: [quiet(DAY - 20)] }, due: true, why: 'a log is silent for too long to be waited for' },
    { change: { sources: [scanned(OVER)] }, due: true, why: 'another machine has read all of it' },
    { change: { sources: [scanned(OVER - 1)] }, due: false, why: 'another machine has read it an hour too early' },
    { change: { sources: [scanned(-1)] }, due: false, why: 'nothing came of another machine yet' },
    {
      change: { sources: [scanned(OVER - 1)], newestDay: DAY + 20 },
      due: true,
      why: 'nothing came of another machine for so long',
    },
  ])('$why: $due', ({ change, due }) => {
    expect(isDue('day', PERIOD, { ...EVIDENCE, ...change })).toBe(due)
  })

  it('with every day before it that may, and holds those that may not', () => {
    const days = [DAY - 3, DAY - 1, DAY, DAY + 2].map((day) => indexOf<'day'>(day))
    const never = (): boolean => false
    const closing = findDue({ kind: 'day' }, days, never, EVIDENCE, -1)
    expect(closing.due).toEqual([DAY - 3, DAY - 1, DAY])
    expect(closing.through).toBe(DAY)
    expect(closing.held).toEqual([])
    // What waits was written on the day before: that day and all before it stay open, with a line or without.
    const waiting = findDue({ kind: 'day' }, days, never, { ...EVIDENCE, unreadThrough: DAY - 1 }, -1)
    expect(waiting.due).toEqual([DAY])
    expect(waiting.held).toContain(DAY - 2)
    expect(waiting.held).toContain(DAY - 3)
  })

  it('in the order of the days, within a longer period that hides something too', () => {
    const days = [DAY - 3, DAY - 1, DAY, DAY + 2].map((day) => indexOf<'day'>(day))
    const evidence = { ...EVIDENCE, unreadThrough: DAY - 1 }
    const within = 'month'
    const waiting = findDue({ kind: 'day', within }, days, () => false, evidence, DAY + 1)
    expect(waiting.due).toEqual([])
    expect(waiting.held).toContain(DAY)
    // What is closed already waits for nothing, and holds nothing.
    const closed = findDue({ kind: 'day', within }, days, (_, period) => period < DAY, evidence, DAY - 1)
    expect(closed).toMatchObject({ due: [DAY], held: [] })
    // A day of the next month does not wait for one of this.
    const february = { ...EVIDENCE, unreadThrough: dayOf(2026, 2, 28) }
    const both = [dayOf(2026, 2, 27), DAY]
    expect(findDue({ kind: 'day', within }, both, () => false, february, -1).due).toEqual([DAY])
  })

  it('never twice', () => {
    const closing = findDue({ kind: 'day' }, [DAY], (_, period) => period <= DAY, EVIDENCE, DAY)
    expect(closing).toMatchObject({ due: [], through: DAY, held: [] })
  })
})

describe('usualSilence', () => {
  it.each([
    { days: [1, 2, 3], silence: 1, why: 'every day' },
    { days: [1, 5, 6], silence: 3, why: 'three days without a line' },
    { days: [], silence: 1, why: 'nothing is known' },
  ])('$why', ({ days, silence }) => {
    expect(usualSilence(days)).toBe(silence)
  })
})
