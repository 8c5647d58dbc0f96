import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { publishTallies } from '../../../src/pipeline/index.ts'
import { testFolder } from '../../cli/run-comptage.ts'
import { configurationIn } from '../../run/machines.ts'
import { dateOf, lifeIn, type Life, type Ways } from './lives.ts'

const { fresh } = testFolder('ways')
const EXACT = 'protection: exact, accept_risk: true'
const DAYS = `{ by: [ day, feature ], measures: [ requests ], ${EXACT} }`
const AIDE = '{ id: aide, match: /aide }'
const HELP = '{ id: help, match: /aide }'
const OTHER = '{ id: other, match: /other }'

describe('a feature that is gone', () => {
  it.each([
    ['renamed', HELP],
    ['taken out', OTHER],
  ])('has all uses of its last days, where tallies did not arrive before it was %s', async (_, next) => {
    const before = { tables: DAYS, features: `${AIDE}, ${OTHER}` }
    const after = { tables: DAYS, features: next === OTHER ? OTHER : `${next}, ${OTHER}` }
    const life = lifeIn(fresh())
    for (const day of [1, 2]) await life.turn(day, before, before)
    for (const day of [3, 4]) await life.turn(day, before, before, false)
    for (const day of [5, 6, 7]) expect((await life.turn(day, after, after)).problems).toEqual([])
    const days = life.file('essai/data/day-feature.csv')
    for (const day of [2, 3, 4]) expect(days).toContain(`${dateOf(day)},aide,60`)
    // Nothing of what is closed passed from a feature to none.
    expect(await life.lateDays(7, after)).toBe(0)
  })
})

describe('a host that is no longer named', () => {
  const tables = `${DAYS}, { by: [ day, feature, referrer ], measures: [ requests ], ${EXACT} }`
  const without: Ways = { tables, features: AIDE }
  const named: Ways = { ...without, more: 'referrers: [ partner.example.org ]\n' }

  it('loses no use of days whose tallies did not arrive before, and is taken when it is named again', async () => {
    const life = lifeIn(fresh())
    for (const day of [1, 2]) await life.turn(day, named, named)
    for (const day of [3, 4]) await life.turn(day, named, named, false)
    for (const day of [5, 6, 7]) expect((await life.turn(day, without, without)).problems).toEqual([])
    for (const day of [8, 9, 10]) expect((await life.turn(day, named, named)).problems).toEqual([])
    const rows = life.file('essai-detail/data/day-feature-referrer.csv').split('\n')
    const usesOf = (day: number): string =>
      rows.flatMap((row) => (row.startsWith(`${dateOf(day)},aide,`) ? row.split(',aide,')[1]! : [])).join(' ')
    const rest = (other: number): string => `internal,0 none,30 other,${other}`
    for (const day of [1, 8]) expect(usesOf(day)).toBe(`${rest(0)} partner.example.org,30 public,0 search,0 social,0`)
    for (const day of [3, 4, 5, 6]) expect(usesOf(day)).toBe(`${rest(30)} public,0 search,0 social,0`)
    expect(await life.lateDays(10, named)).toBe(0)
  })

  it('is one that is not told in a sum of exported states', async () => {
    const life = lifeIn(fresh())
    for (const day of [1, 2, 3]) await life.turn(day, named, named)
    await life.turn(4, without, without)
    const configuration = configurationIn(
      join(life.root, 'pub'),
      `since: 2026-03-01\ndatasets: [ ${tables} ]\n`,
      `features: [ ${AIDE} ]\n`,
    )
    const service = { ...configuration.service, hosts: ['s.example.fr'] }
    const output = join(life.root, 'sum')
    await publishTallies(
      { configuration: { ...configuration, service }, files: [join(life.root, 'a/a.tally')] },
      output,
    )
    const table = readFileSync(join(output, 'essai-detail/data/day-feature-referrer.csv'), 'utf8')
    expect(table).toContain(`${dateOf(2)},aide,none,20\n${dateOf(2)},aide,other,20\n`)
  })
})

const STAYS = '{ id: stays, match: /aide }'
const BACK = '{ id: back, match: /back }'
const DEVICES = `{ by: [ day, feature, device ], measures: [ requests ], ${EXACT} }`
const WITHOUT: Ways = {
  tables: DAYS,
  features: `${STAYS}, { id: wide, match: /wide }, { id: few, match: [ /few, /less ] }, { id: named, match: /name }, { id: gone, match: /gone }`,
}
const BEFORE: Ways = { ...WITHOUT, features: `${WITHOUT.features}, ${BACK}` }
const AFTER: Ways = {
  tables: `{ by: [ day, feature ], measures: [ requests, entries ], ${EXACT} }, ${DEVICES}`,
  features: `${STAYS}, { id: wide, match: [ /wide, /more ] }, { id: few, match: [ /few, /less ] }, { id: renamed, match: /name }, ${BACK}, { id: new, match: /new }`,
  more: 'ignore: [ /less ]\n',
}

/** The figures of a table: of a feature, by day. */
function figuresOf(
  life: Life,
  path: string,
  column: number,
): ReadonlyMap<string, readonly (readonly [string, string])[]> {
  const rows = life
    .file(path)
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
  const by = new Map<string, (readonly [string, string])[]>()
  for (const row of rows) {
    const [day = '', feature = ''] = row
    const list = by.get(feature) ?? []
    by.set(feature, list)
    if ((row[column] ?? '') !== '') list.push([day, row[column] ?? ''])
  }
  return by
}

/** What is published of a feature otherwise on one day than on the one before, without a break on either. */
function jumpsOf(life: Life): readonly string[] {
  const breaks = life
    .file('essai/data/breaks.csv')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
  return [...figuresOf(life, 'essai/data/day-feature.csv', 2)].flatMap(([feature, days]) =>
    days.flatMap(([day, count], i) => {
      const [dayBefore, before] = days[i - 1] ?? [day, count]
      const isTold = breaks.some(
        ([date = '', ...of]) => date >= dayBefore && date <= day && [feature, ''].includes(of[0] ?? ''),
      )
      return before === count || isTold ? [] : `${feature} ${dayBefore} ${before}, ${day} ${count}`
    }),
  )
}

describe('what a service counts', () => {
  it.each<{ readonly first: 'a' | 'pub'; readonly between: 0 | 1 | 2 }>([
    { first: 'pub', between: 0 },
    { first: 'pub', between: 1 },
    { first: 'a', between: 1 },
    { first: 'pub', between: 2 },
    { first: 'a', between: 2 },
  ])('is whole, or told, where it changes on $first $between days before the other, and back', async (ways) => {
    const { first, between } = ways
    const life = lifeIn(fresh())
    let day = 1
    const live = async (count: number, a: Ways, pub: Ways, arrives = true): Promise<void> => {
      for (const last = day + count; day < last; day += 1) await life.turn(day, a, pub, arrives)
    }
    await live(2, BEFORE, BEFORE)
    await live(1, WITHOUT, WITHOUT)
    const turns = [
      {
        from: WITHOUT,
        to: AFTER,
        arrives: true,
        last: ['back 60', 'few 60', 'new 60', 'renamed 60', 'stays 60', 'wide 120'],
      },
      { from: AFTER, to: WITHOUT, arrives: false, last: ['few 120', 'gone 60', 'named 60', 'stays 60', 'wide 60'] },
    ]
    for (const { from, to, arrives, last } of turns) {
      await (first === 'a' ? live(between, to, from, arrives) : live(between, from, to, arrives))
      await live(2, to, to)
      const figures = figuresOf(life, 'essai/data/day-feature.csv', 2)
      const newest = [...figures].flatMap(([id, days]) =>
        days.flatMap(([date, count]) => (date === dateOf(day - 2) ? `${id} ${count}` : [])),
      )
      expect(newest.toSorted()).toEqual(last)
      const steady = [...figures].flatMap(([id, days]) =>
        ['few', 'wide'].includes(id) ? [] : days.map(([, count]) => count),
      )
      expect([...new Set(steady)]).toEqual(['60'])
      expect(jumpsOf(life)).toEqual([])
      const devices = figuresOf(life, 'essai-detail/data/day-feature-device.csv', 3)
      expect([...new Set([...devices.values()].flat().map(([, count]) => count))].toSorted()).toEqual([
        '0',
        '120',
        '60',
      ])
      const entries = figuresOf(life, 'essai/data/day-feature.csv', 3)
      if (to === AFTER)
        expect([...entries].flatMap(([id, days]) => days.map(([, count]) => `${id} ${count}`)).toSorted()).toEqual(last)
    }
  })

  it.each(['pub', 'a'] as const)(
    'under another time zone breaks where the first machine has it, here %s, and the last',
    async (first) => {
      const life = lifeIn(fresh())
      const there = { ...BEFORE, timezone: 'America/New_York' }
      for (const day of [1, 2]) await life.turn(day, BEFORE, BEFORE)
      for (const day of [3, 4]) await (first === 'a' ? life.turn(day, there, BEFORE) : life.turn(day, BEFORE, there))
      for (const day of [5, 6, 7]) await life.turn(day, there, there)
      expect(jumpsOf(life)).toEqual([])
      const dates = life.file('essai/data/breaks.csv').match(/^2026-03-../gm)
      expect(dates).toEqual([dateOf(first === 'a' ? 3 : 2), dateOf(4)])
    },
  )
})
