import { describe, expect, it } from 'vitest'
import {
  compareOn,
  EACH,
  findAlike,
  openHourBook,
  recentOf,
  type GoingLog,
  type HourlyUses,
  type KnownAlike,
} from '../../src/timeline/index.ts'

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
    {
      one: people(120),
      other: people(120).map((features, hour) => (hour % 2 === 0 ? features : {})),
      is: false,
      why: 'the other has none in every other hour',
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
      one: Array.from({ length: 700 }, (_, hour) => ({ 0: 59 + ((hour * hour) % 3 > 0 ? 1 : 0) })),
      other: Array.from({ length: 700 }, (_, hour) => ({ 0: 59 + ((hour * hour) % 3 > 0 ? 1 : 0) })),
      is: false,
      why: 'a monitor that waits a minute asks both 59 or 60 times',
    },
    {
      one: Array.from({ length: 700 }, (_, hour) => ({ 0: (hour * hour) % 5 > 1 ? 2 : 3 })),
      other: Array.from({ length: 700 }, (_, hour) => ({ 0: (hour * hour) % 5 > 1 ? 2 : 3 })),
      is: false,
      why: 'one that asks both each 25 minutes',
    },
    {
      one: Array.from({ length: 700 }, (_, hour) =>
        hour % 24 < 4 && hour % 168 < 120 ? { 0: 50 + (hour % 24) * 9 } : {},
      ),
      other: Array.from({ length: 700 }, (_, hour) =>
        hour % 24 < 4 && hour % 168 < 120 ? { 0: 50 + (hour % 24) * 9 } : {},
      ),
      is: false,
      why: 'a job asks both in the nights of workdays',
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

describe('logs that are read an hour at a time', () => {
  type Reading = Readonly<Record<string, Hours>>
  /** Each step has the uses of one hour; what is kept between two is what a state keeps. */
  function readHourly(
    logs: Reading,
    { from = 1000, lag = {} }: { from?: number; lag?: Readonly<Record<string, number>> } = {},
  ) {
    let kept: ReadonlyMap<string, GoingLog> = new Map()
    let known: KnownAlike = { alike: [], likely: [] }
    const told: { readonly at: number; readonly pair: KnownAlike['alike'][number] }[] = []
    const hours = Math.max(...Object.entries(logs).map(([name, of]) => of.length + (lag[name] ?? 0)))
    for (let at = 0; at < hours; at++) {
      const going = Object.entries(logs).map(([name, of]): [string, GoingLog] => {
        const book = openHourBook()
        book.add(kept.get(name)?.uses ?? new Map())
        for (const [feature, uses] of Object.entries(of[at - (lag[name] ?? 0)] ?? {}))
          book.note(from + at - (lag[name] ?? 0), Number(feature), uses)
        return [name, { uses: book.uses(), compared: kept.get(name)?.compared }]
      })
      const now = compareOn(new Map(going), known)
      told.push(...now.alike.map((pair) => ({ at, pair })))
      known = { alike: [...known.alike, ...now.alike], likely: now.likely }
      kept = recentOf(new Map(going), from + at - 72)
    }
    return { told, kept, known }
  }
  const pair = { path: 'behind', other: 'front' }

  it.each([
    { logs: { front: people(60), behind: people(60) }, at: 40, why: 'when an hour after the 40th has begun' },
    {
      logs: { front: people(90), behind: people(90) },
      lag: { behind: 30 },
      at: 75,
      why: 'one is read a day later: of the first hours of the other nothing is left',
    },
    { logs: { front: people(30), behind: quietFor(9, people(9)) }, why: 'servers of their own' },
    { logs: { front: people(300), behind: most(people(300), (hour) => HALF[hour % 7] === true) }, why: 'a balancer' },
    {
      logs: { front: [...people(300), ...people(60)], behind: [...most(people(300), () => true), ...people(60)] },
      at: 340,
      why: 'as soon as one stands behind the other, whatever was before',
    },
    {
      logs: {
        front: Array.from({ length: 3000 }, (_, hour) => (hour % 168 < 5 ? { 0: 50 + (hour % 24) * 9 } : {})),
        behind: Array.from({ length: 3000 }, (_, hour) => (hour % 168 < 5 ? { 0: 50 + (hour % 24) * 9 } : {})),
      },
      why: 'a job of each week, for half a year',
    },
  ] as readonly { logs: Reading; lag?: Readonly<Record<string, number>>; at?: number; why: string }[])(
    '$why',
    ({ logs, lag, at }) => {
      expect(readHourly(logs, { ...(lag && { lag }) }).told).toEqual(at === undefined ? [] : [{ at, pair }])
    },
  )

  it('keep a day, and of servers of their own nothing else', () => {
    const { kept, known } = readHourly({
      front: people(200),
      behind: most(people(200), () => true),
    })
    expect(known.likely).toEqual([])
    expect([...kept.values()].map(({ uses, compared }) => [uses.size, compared])).toEqual([
      [25, 1199],
      [25, 1199],
    ])
  })

  it('keep what speaks for it by feature, and of each', () => {
    const likeness = { equal: 9, unequal: 0, apart: 0 }
    expect(readHourly({ front: people(10), behind: people(10) }).known.likely).toEqual([
      {
        ...pair,
        since: 1000,
        by: new Map([
          [0, likeness],
          [EACH, likeness],
        ]),
      },
    ])
  })

  it('keep nothing of a log without uses for days, nor of one that never had any', () => {
    const { kept } = readHourly({ front: people(200), behind: people(20), third: [] })
    expect([...kept.keys()]).toEqual(['front'])
  })

  it('one that is known is not compared, unless that beside which it was told is read no more', () => {
    const logs = new Map(['front', 'behind'].map((name) => [name, { uses: usesOf(people(60)) }]))
    expect(compareOn(logs, { alike: [pair], likely: [] }).alike).toEqual([])
    expect(compareOn(logs, { alike: [{ ...pair, other: 'gone' }], likely: [] }).alike).toEqual([pair])
  })
})
