import { expect, it } from 'vitest'
import { dayOf, dayOfText, daysFrom, dayText, type DayIndex } from '../../../src/domain/calendar.ts'
import type { Release } from '../../../src/domain/change.ts'
import { indexOf } from '../../../src/domain/dictionary.ts'
import type { Feature } from '../../../src/domain/feature.ts'
import { breaksOf } from '../../../src/publish/changelog/history.ts'
import {
  countedDays,
  featuresInForce,
  type KeptFeature,
  type KeptTable,
  type Settings,
} from '../../../src/timeline/index.ts'
import { changed, feature, settings, table } from './changed.ts'

const FIRST = dayOf(2026, 3, 1)
const HELP = feature('help', { match: ['/aide'] })

const ENDED = 'ended a week ago'
const ABSENT = ['no feature', 'another id']

/** What a configuration says of `/aide`, in all the ways in which one thing may be undone by the next. */
const FEATURES: Readonly<Record<string, readonly KeptFeature[]>> = {
  'one feature': [feature('aide')],
  'no feature': [],
  'another id': [HELP],
  'other patterns': [feature('aide', { match: ['/aide', '/help'] })],
  [ENDED]: [feature('aide', { until: '2026-03-03' })],
  'begins today': [feature('aide', { from: '2026-03-10' })],
  'begins tomorrow': [feature('aide', { from: '2026-03-11' })],
  'put off': [feature('aide', { from: '2026-04-01' })],
}
const TABLES: Readonly<Record<string, readonly KeptTable[]>> = {
  'one table': [table('day', { measures: ['requests', 'entries'] })],
  'no table': [],
  'fewer measures': [table('day')],
}

/** Days between one configuration and the next: none, so that nothing begins meanwhile; one; or twenty. */
const PACES = [0, 1, 20]

type Kept = { readonly settings: Settings; readonly history: readonly Release[]; readonly rows: Rows }
type Rows = ReadonlyMap<string, readonly DayIndex[]>

/** Each configuration after the other. All days are closed but the newest, with what is in force on them published; or none is. */
function follow(steps: readonly Partial<Settings>[], pace: number, isPublished: boolean): Kept {
  const [first = {}, ...later] = steps
  let [kept, before]: readonly [Kept, Partial<Settings>] = [
    { settings: settings(first), history: [], rows: new Map() },
    first,
  ]
  for (const [i, step] of later.entries()) {
    const newest = indexOf<'day'>(FIRST + 9 + i * pace)
    const rows = isPublished ? publishedBefore(newest, kept, before) : kept.rows
    const published = [...rows].map(
      ([id, days]) => `day ${id} ${dayText(days[0] ?? newest)} ${dayText(days.at(-1) ?? newest)}`,
    )
    const closed = isPublished ? [`day ${dayText(indexOf<'day'>(newest - 1))}`] : []
    const result = changed(kept.settings, settings(step), { newest: dayText(newest), published, closed })
    const version: Release = { version: `${i}`, created: '', changes: result.changes.map(({ change }) => change) }
    kept = { settings: result.settings, history: [...kept.history, version], rows }
    before = step
  }
  return kept
}

/** With the days that no feature has a row of yet. */
function publishedBefore(newest: DayIndex, kept: Kept, { features = [] }: Partial<Settings>): Rows {
  const done = Math.max(FIRST - 1, ...[...kept.rows.values()].flat())
  const rows = new Map(kept.rows)
  for (const feature of featuresInForce(features.map(configured), kept.settings, [])) {
    const own = rows.get(feature.id) ?? []
    const next = daysFrom(done + 1, newest - 1).filter((day) => isInForce(feature, day))
    if (own.length + next.length > 0) rows.set(feature.id, [...own, ...next])
  }
  return rows
}

function isInForce({ from, until, away = [] }: Feature, day: number): boolean {
  return (from ?? day) <= day && day <= (until ?? day) && !away.some((days) => days.from <= day && day <= days.to)
}

/** Every order of so many of them. */
function ordersOf(names: readonly string[], length: number): readonly (readonly string[])[] {
  let orders: readonly (readonly string[])[] = [[]]
  for (let i = 0; i < length; i++)
    orders = orders.flatMap((order) => names.filter((name) => name !== order.at(-1)).map((name) => [...order, name]))
  // Nobody writes of a new feature that it ended before.
  return orders.filter(
    (order) => !order.some((name, i) => i > 0 && name === ENDED && ABSENT.includes(order[i - 1] ?? '')),
  )
}

const nowhere = { file: '', line: 0, column: 0 }

function configured({ from, until, match, ...kept }: KeptFeature): Feature {
  const [first, last] = [dayOfText(from ?? ''), dayOfText(until ?? '')]
  return {
    ...{ id: kept.id, title: {}, clients: 'humans', partial: 'exclude', assets: 'exclude', examples: [] },
    match: match.map((value) => ({ value, place: nowhere })),
    ...(first !== undefined && { from: first }),
    ...(last !== undefined && { until: last }),
  }
}

function spansOf(rows: Rows): Parameters<typeof featuresInForce>[2] {
  return [...rows].map(([id, days]) => {
    const [first, last] = [Math.min(...days), Math.max(...days)]
    return { series: 'day', feature: id, first: indexOf<'period'>(first), last: indexOf<'period'>(last) }
  })
}

type Found = { readonly order: readonly string[]; readonly what: string }

const TODAY = dayOf(2026, 3, 10)
/** Of the newest day, lines that came meanwhile were counted nowhere. */
const MISSING = [...ABSENT, ENDED, 'begins tomorrow', 'put off']

function missedToday(order: readonly string[]): boolean {
  return order.slice(1).some((name) => MISSING.includes(name))
}

/** Its last day was counted in part, and is published so. */
function isGone(order: readonly string[]): boolean {
  return ABSENT.includes(order.at(-1) ?? '')
}

function wrongIn(order: readonly string[], pace: number, isPublished: boolean): readonly Found[] {
  const steps = order.map((name) => ({ features: [...(FEATURES[name] ?? [])] }))
  const { settings: kept, history, rows } = follow(steps, pace, isPublished)
  const wanted = FEATURES[order.at(-1) ?? ''] ?? []
  const inForce = featuresInForce(wanted.map(configured), kept, spansOf(rows))
  const breaks = breaksOf(history)
  const texts = breaks.map((change) => JSON.stringify(change))
  const away = kept.features.flatMap((one) =>
    countedDays(one).away.map(({ from, to }) => `${one.id} ${dayText(from)} ${dayText(to)}`),
  )
  return [
    ...breaks.flatMap((change) =>
      'feature' in change && !inForce.some(({ id }) => id === change.feature) ? [change] : [],
    ),
    ...breaks.flatMap((change) => {
      if (change.kind !== 'feature-returned') return []
      const to = dayText(indexOf<'day'>((dayOfText(change.date) ?? 0) - 1))
      const ends = inForce.find(({ id }) => id === change.feature)?.until ?? Infinity
      const isTrue = away.includes(`${change.feature} ${change.from} ${to}`) && ends >= (dayOfText(change.from) ?? 0)
      return isTrue ? [] : [change]
    }),
    ...texts.filter((text, i) => texts.indexOf(text) !== i),
    ...(pace === 0 &&
    missedToday(order) &&
    inForce.some((one) => one.id === 'aide' && !isGone(order) && isInForce(one, TODAY))
      ? ['a day of which some was not counted']
      : []),
    ...kept.features.filter(
      ({ id, since }) => since !== undefined && (rows.get(id)?.[0] ?? Infinity) < (dayOfText(since) ?? 0),
    ),
    ...breaks.filter(
      (change) =>
        pace === 0 && change.kind === 'feature-returned' && change.from < dayText(TODAY) && !order.includes(ENDED),
    ),
    ...away.slice(breaks.filter(({ kind }) => kind === 'feature-returned').length),
  ].map((what) => ({ order, what: JSON.stringify(what) }))
}

const WORLDS = PACES.flatMap((pace) => [true, false].map((isPublished) => ({ pace, isPublished })))

it.each(WORLDS)(
  'what is told of features is true, whatever undoes it, $pace days later: $isPublished',
  ({ pace, isPublished }) => {
    expect(
      ordersOf(Object.keys(FEATURES), pace === 0 ? 4 : 3).flatMap((order) => wrongIn(order, pace, isPublished)),
    ).toEqual([])
  },
)

function endOf(table: KeptTable | undefined, other: string): string {
  const { ended } = countedDays(table ?? {})
  return ended === undefined ? other : dayText(ended)
}

function goneFrom(measure: string, table: KeptTable | undefined): string | undefined {
  return table?.lacking?.find((one) => one.measure === measure && one.to === undefined)?.from
}

function wrongOfTables(order: readonly string[], pace: number, isPublished: boolean): readonly Found[] {
  const steps = order.map((name) => ({ features: [feature('aide')], tables: [...(TABLES[name] ?? [])] }))
  const { settings: kept, history } = follow(steps, pace, isPublished)
  const [known] = kept.tables
  const breaks = breaksOf(history)
  const texts = breaks.map((change) => JSON.stringify(change))
  const told = breaks.flatMap((change) =>
    'from' in change
      ? [
          `${'measure' in change ? change.measure : 'day'} ${change.from} ${dayText(indexOf<'day'>((dayOfText(change.date) ?? 0) - 1))}`,
        ]
      : [],
  )
  const away = [
    ...countedDays(known ?? {}).away.map(({ from, to }) => `day ${dayText(from)} ${dayText(to)}`),
    ...(known?.lacking ?? []).flatMap(({ measure, from, to }) =>
      from === undefined || to === undefined ? [] : [`${measure} ${from} ${to}`],
    ),
  ]
  return [
    ...texts.filter((text, i) => texts.indexOf(text) !== i),
    ...told.filter((days) => !away.includes(days)),
    ...away.filter((days) => !told.includes(days)),
    // Gone before it was back.
    ...breaks.filter((change) => change.kind === 'table-returned' && change.date > endOf(known, change.date)),
    ...breaks.filter(
      (change) => change.kind === 'measure-returned' && change.date > (goneFrom(change.measure, known) ?? change.date),
    ),
    // New, with nothing that it lacked before; a table without a row begins anew, with all its measures.
    ...breaks.filter(
      (change) =>
        isPublished &&
        change.kind === 'measure-added' &&
        !known?.lacking?.some(
          ({ measure, from, to }) => measure === change.measure && from === undefined && to !== undefined,
        ),
    ),
  ].map((what) => ({ order, what: JSON.stringify(what) }))
}

it.each(WORLDS)('and of tables and measures, $pace days later: $isPublished', ({ pace, isPublished }) => {
  expect(
    ordersOf(Object.keys(TABLES), isPublished ? 5 : 4).flatMap((order) => wrongOfTables(order, pace, isPublished)),
  ).toEqual([])
})
