import { describe, expect, it } from 'vitest'
import { findAlike, openHourBook, type HourlyUses } from '../../src/timeline/index.ts'

/** Uses by feature of each hour, from the first on. */
type Hours = readonly Readonly<Record<number, number>>[]

function usesOf(hours: Hours, from = 1000): HourlyUses {
  const book = openHourBook()
  for (const [i, features] of hours.entries())
    for (const [feature, uses] of Object.entries(features)) book.note(from + i, Number(feature), uses)
  const kept = openHourBook()
  kept.add(book.uses())
  return kept.uses()
}

/** As people come: another number each hour. */
const people = (hours: number, feature = 0): Hours =>
  Array.from({ length: hours }, (_, hour) => ({ [feature]: 1 + ((hour * hour * 7 + hour * 31) % 97) }))
const most = (hours: Hours, isOther: (hour: number) => boolean): Hours =>
  hours.map((features, hour) =>
    isOther(hour) ? Object.fromEntries(Object.entries(features).map(([id, uses]) => [id, uses + 1])) : features,
  )
const both = (one: Hours, other: Hours): Hours => one.map((features, hour) => ({ ...features, ...other[hour] }))
const quietFor = (hours: number, then: Hours): Hours => [...Array.from({ length: hours }, () => ({})), ...then]
const HALF = [false, true, true, false, true, false, false]

describe('two logs have the same requests', () => {
  it.each([
    { one: people(40), other: people(40), why: 'as many uses in 40 hours' },
    { one: people(60), other: most(people(60), (hour) => hour % 30 === 7), why: 'but for two of 60' },
    { one: people(200), other: most(people(200), (hour) => hour % 5 === 0), why: 'in four of five' },
    { one: quietFor(9, people(60)), other: people(80).slice(0, 0), from: 0, is: false, why: 'of one nothing is known' },
    { one: people(39), other: people(39), is: false, why: '39 hours may be chance' },
    {
      one: people(300),
      other: most(people(300), (hour) => HALF[hour % 7] === true),
      is: false,
      why: 'every other request',
    },
    { one: people(60), other: people(60, 1), is: false, why: 'other features' },
    { one: people(60), other: people(60), from: 1060, is: false, why: 'one after the other' },
    { one: people(90), other: people(90).slice(30), from: 1030, why: 'one begins later' },
    { one: people(90).slice(30), other: people(90), from: 970, why: 'the other begins later' },
    {
      one: both(people(60), people(60, 1)),
      other: both(
        people(60),
        most(people(60, 1), () => true),
      ),
      why: 'of one feature, the other is partly answered in front',
    },
    {
      one: both(people(60), people(60, 1)),
      other: people(60, 1),
      why: 'of one feature, the other is answered in front',
    },
    {
      one: both(people(24), people(24, 1)),
      other: both(people(24), people(24, 1)),
      why: 'of two features together, within a day',
    },
    {
      one: Array.from({ length: 300 }, () => ({ 0: 60 })),
      other: Array.from({ length: 300 }, () => ({ 0: 60 })),
      is: false,
      why: 'a monitor asks both each minute',
    },
    {
      one: Array.from({ length: 700 }, (_, hour) => (hour % 24 < 4 ? { 0: 50 + (hour % 24) * 9 } : {})),
      other: Array.from({ length: 700 }, (_, hour) => (hour % 24 < 4 ? { 0: 50 + (hour % 24) * 9 } : {})),
      is: false,
      why: 'a job asks both each night',
    },
    {
      one: Array.from({ length: 700 }, (_, hour) => ((hour * hour * 7 + hour * 31) % 97 < 6 ? { 0: 1 } : {})),
      other: Array.from({ length: 700 }, (_, hour) => ((hour * hour * 7 + hour * 31) % 97 < 6 ? { 0: 1 } : {})),
      why: 'few uses, in the same hours',
    },
    {
      one: [...people(900).slice(0, 700), ...people(200)],
      other: [...most(people(900).slice(0, 156), () => true), ...people(900).slice(156, 700), ...people(200)],
      why: 'in the last 31 days, whatever was before',
    },
  ])('$why', ({ one, other, from = 1000, is = true }) => {
    const logs = new Map([
      ['one', usesOf(one)],
      ['other', usesOf(other, from)],
    ])
    expect(findAlike(logs)).toEqual(is ? [{ path: 'other', other: 'one' }] : [])
  })
})

it('each is told beside the first that is like it', () => {
  const logs = new Map([
    ['front', usesOf(people(60))],
    ['another', usesOf(most(people(60), () => true))],
    ['back', usesOf(people(60))],
    ['third', usesOf(people(60))],
  ])
  expect(findAlike(logs)).toEqual([
    { path: 'back', other: 'front' },
    { path: 'third', other: 'front' },
  ])
})

it('a book adds up what comes of one hour, in whatever parts', () => {
  const book = openHourBook()
  book.add(usesOf([{ 0: 1, 1: 2 }, { 0: 5 }]))
  book.add(usesOf([{ 0: 3 }]))
  expect(book.uses().get(1000)).toEqual(
    new Map([
      [0, 4],
      [1, 2],
    ]),
  )
})

it.each(['in their order', 'from the last to the first', 'in none'])(
  'a book of a log of 30 years, or of dates that somebody made up, stays small: hours %s',
  (order) => {
    const HOURS = 30 * 365 * 24
    // Coprime to all hours: each comes once.
    const places: Readonly<Record<string, (i: number) => number>> = {
      'in their order': (i) => i,
      'from the last to the first': (i) => HOURS - 1 - i,
      'in none': (i) => (i * 100_003) % HOURS,
    }
    const [book, sum] = [openHourBook(), openHourBook()]
    for (let i = 0; i < HOURS; i++) {
      book.note(places[order]?.(i) ?? 0, 0, 1)
      if (i % 1000 === 0) sum.add(book.uses())
    }
    sum.add(book.uses())
    for (const { uses } of [book, sum])
      expect([...uses().keys()].toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: 744 }, (_, i) => HOURS - 744 + i),
      )
  },
)
