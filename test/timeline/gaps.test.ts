import { describe, expect, it } from 'vitest'
import { type DayIndex, dayOf, periodOf } from '../../src/domain/calendar.ts'
import { indexOf } from '../../src/domain/dictionary.ts'
import { betweenMachines, closedDaysOf, type Gap, mayLack, replaceMachines } from '../../src/timeline/index.ts'

const march = (day: number): DayIndex => indexOf<'day'>(dayOf(2026, 3, day))
const hour = (day: number, of = 0): number => march(day) * 24 + of
/** From the 7th at noon to the 10th. */
const GAP: Gap = { from: hour(7, 12), to: hour(10, 23) }
const LATE: Gap = { from: hour(8), to: hour(8, 23), found: 'late' }
const CAME: Gap = { ...GAP, found: ['day'] }

describe('a published period may lack lines of a gap', () => {
  it.each([
    { gap: GAP, day: 6, lacks: false, why: 'not on the day before' },
    { gap: GAP, day: 7, lacks: true, why: 'on the day in which it begins' },
    { gap: GAP, day: 10, lacks: true, why: 'on the day in which it ends' },
    { gap: GAP, day: 11, lacks: false, why: 'not on the day after' },
    { gap: GAP, day: 8, revision: 3, lacks: true, why: 'however often it is published again, until they come' },
    { gap: LATE, day: 8, lacks: true, why: 'which came late' },
    { gap: LATE, day: 8, revision: 3, lacks: true, why: 'which came after it was published again' },
    { gap: CAME, day: 8, lacks: true, why: 'which came, and of which none is late' },
    { gap: CAME, day: 8, revision: 1, lacks: false, why: 'no longer, where it was published again since' },
  ])('$why', ({ gap, day, revision = 0, lacks }) => {
    expect(mayLack(gap, 'day', periodOf('day', march(day)), revision)).toBe(lacks)
  })

  it.each([
    { gap: GAP, lacks: true, why: 'while they are not found' },
    { gap: LATE, lacks: true, why: 'also where it closes after a day of it' },
    { gap: CAME, lacks: false, why: 'where none is late, and it was open' },
  ])('the month that holds it: $why', ({ gap, lacks }) => {
    expect(mayLack(gap, 'month', periodOf('month', march(1)), 0)).toBe(lacks)
  })
})

describe('of a gap whose lines came', () => {
  it.each([
    { through: 6, stay: [], why: 'nothing stays where nothing of it was closed' },
    { through: 7, stay: [[hour(7, 12), hour(7, 23)]], why: 'the end of a day stays' },
    {
      through: 9,
      stay: [
        [hour(7, 12), hour(7, 23)],
        [hour(8), hour(8, 23)],
        [hour(9), hour(9, 23)],
      ],
      why: 'each closed day stays by itself, whatever came of it, and none that is open',
    },
  ])('$why', ({ through, stay }) => {
    const found = closedDaysOf(GAP, (day) => day <= march(through))
    expect(found).toEqual(stay.map(([from, to]) => ({ from, to, found: 'late' })))
  })
})

describe('who takes whose place', () => {
  it.each([
    { before: ['a', 'b'], wanted: ['a', 'b'], is: {}, why: 'nobody, where all stay' },
    { before: ['a', 'b'], wanted: ['a'], is: {}, why: 'nobody, where one leaves alone' },
    { before: ['a'], wanted: ['a', 'b'], is: {}, why: 'nobody, where one comes beside the others' },
    { before: ['a', 'b'], wanted: ['a', 'c'], is: { c: ['b'] }, why: 'one of one' },
    { before: ['a', 'b'], wanted: ['c'], is: { c: ['a', 'b'] }, why: 'one of two' },
    { before: ['a'], wanted: ['b', 'c'], is: { b: ['a'], c: ['a'] }, why: 'each of those of which it may be' },
    { known: { c: ['b'] }, before: ['a', 'c'], wanted: ['a', 'd'], is: { d: ['b'] }, why: 'one that had not come' },
    {
      known: { c: ['b'] },
      before: ['a', 'c'],
      wanted: ['d'],
      is: { d: ['a', 'b'] },
      why: 'one that had not come, and another',
    },
    {
      known: { c: ['b'] },
      before: ['a', 'c'],
      wanted: ['a'],
      is: {},
      why: 'nobody, where one that had not come leaves alone',
    },
    {
      known: { c: ['b'] },
      before: ['a', 'c'],
      wanted: ['a', 'c', 'd'],
      is: { c: ['b'] },
      why: 'as before, where another comes',
    },
  ])('$why', ({ known = {}, before, wanted, is }) => {
    expect(replaceMachines(known, before, wanted)).toEqual(is)
  })
})

describe('what may be missing between two machines', () => {
  it.each([
    { days: [8, 9], is: { from: hour(6, 12), to: hour(8, 23) }, why: 'ends with the day on which the new one begins' },
    { days: [6, 7], is: { from: hour(6, 12), to: hour(6, 23) }, why: 'is the rest of the day of the last look' },
    { days: [5, 6], is: undefined, why: 'is nothing where it began before' },
    {
      days: [-40, 8, 9],
      is: { from: hour(6, 12), to: hour(8, 23) },
      why: 'is not ended by a line that somebody dated',
    },
    { days: [-40], is: undefined, why: 'is not known of such a line alone' },
  ])('$why', ({ days, is }) => {
    expect(betweenMachines(hour(6, 12), days.map(march))).toEqual(is)
  })
})
