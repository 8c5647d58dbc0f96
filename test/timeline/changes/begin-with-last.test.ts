import { expect, it } from 'vitest'
import { dayOfText } from '../../../src/domain/calendar.ts'
import type { SeriesBreak } from '../../../src/domain/change.ts'
import { beginWithLast, type KeptFeature, type KeptTable } from '../../../src/timeline/index.ts'
import { feature, settings, table, told } from './changed.ts'

type Case = {
  readonly why: string
  /** How `aide` and a table of days are kept, and stay but for what is said. */
  readonly aide?: Partial<KeptFeature>
  readonly days?: Partial<KeptTable>
  /** Another feature, where there is one. */
  readonly help?: Partial<KeptFeature>
  /** What is published of: `aide`, `day`. */
  readonly published?: readonly string[]
  readonly firstOpen?: string
  readonly breaks?: readonly SeriesBreak[]
  /** Since when another machine counts, by name. */
  readonly begun: Readonly<Record<string, string>>
  /** When another machine is known to have counted it before, by name. */
  readonly counted?: Readonly<Record<string, string>>
  readonly aideThen?: Partial<KeptFeature>
  readonly helpThen?: Partial<KeptFeature>
  readonly daysThen?: Partial<KeptTable>
  readonly starts?: string
  readonly tells?: readonly string[]
}

const on = (month: string, day: number): string => `2026-${month}-${String(day).padStart(2, '0')}`
const march = (day: number): string => on('03', day)
const ALL = ['aide', 'day']
// Nothing of it is asked, and so nothing of it changes.
const MONTHS = table('month')
const AWAY = [{ from: march(3), to: march(3) }]
const redefined = (date: string, id = 'aide'): SeriesBreak => ({ kind: 'feature-redefined', feature: id, date })
const renamed = (date: string): SeriesBreak => ({ kind: 'feature-renamed', feature: 'help', before: 'aide', date })
const zoned = (date: string): SeriesBreak => ({ kind: 'timezone-changed', timezone: 'UTC', date })

it.each<Case>([
  { why: 'who counts all from the beginning changes nothing', begun: {}, published: ALL, firstOpen: march(4) },

  // A feature.
  { why: 'one that is new begins with the last', begun: { aide: march(5) }, aideThen: { since: march(5) } },
  {
    why: 'and not earlier than here',
    aide: { since: march(6) },
    begun: { aide: march(5) },
  },
  {
    why: 'its new name breaks the series where it begins',
    aide: { since: march(3) },
    breaks: [
      { kind: 'feature-renamed', feature: 'aide', before: 'help', date: march(3) },
      { kind: 'feature-renamed', feature: 'other', before: 'old', date: march(3) },
      redefined(march(1)),
    ],
    begun: { aide: march(5) },
    aideThen: { since: march(5) },
    tells: ['feature-renamed feature=aide before=help date=2026-03-05'],
  },
  {
    why: 'one that came back here first is away until it is back there',
    aide: { away: AWAY },
    published: ALL,
    firstOpen: march(3),
    begun: { aide: march(6) },
    aideThen: {
      away: [{ from: march(3), to: march(5) }],
      dropped: [AWAY[0]!, { from: march(3), to: march(5) }],
    },
    tells: ['feature-returned feature=aide from=2026-03-03 date=2026-03-06'],
  },
  {
    why: 'and here, where it is back there first',
    aide: { away: [{ from: march(3), to: march(5) }] },
    published: ALL,
    firstOpen: march(3),
    begun: { aide: march(4) },
  },
  {
    why: 'one that was away there alone is away on the open days before, beside what it had been',
    aide: { away: AWAY },
    published: ALL,
    firstOpen: march(6),
    begun: { aide: march(8) },
    aideThen: {
      away: [...AWAY, { from: march(6), to: march(7) }],
      dropped: [AWAY[0]!, { from: march(6), to: march(7) }],
    },
    tells: ['feature-returned feature=aide from=2026-03-06 date=2026-03-08'],
  },
  ...[
    { counted: march(3), begun: march(5), then: { from: march(3), to: march(5) }, why: 'left there first' },
    {
      counted: march(3),
      begun: march(7),
      then: { from: march(3), to: march(6) },
      why: 'left there first, back there last',
    },
    {
      counted: march(5),
      begun: march(7),
      then: { from: march(5), to: march(6) },
      why: 'left here first, back there last',
    },
    { counted: march(5), begun: march(5), then: undefined, why: 'counted there while it was away here' },
    { counted: march(9), begun: march(6), then: undefined, why: 'counted there since' },
  ].flatMap(({ counted, begun, then, why }): Case[] => {
    const away = [{ from: march(5), to: march(5) }]
    const of = { published: ALL, firstOpen: march(3) }
    const from = then?.from
    const date = then && march(Number(then.to.slice(-2)) + 1)
    const lacking = away.map((gap) => ({ measure: 'errors' as const, ...gap }))
    return [
      {
        ...of,
        why: `a feature that was ${why}`,
        aide: { away },
        counted: { aide: counted },
        begun: { aide: begun },
        aideThen: then === undefined ? {} : { away: [then], dropped: [...away, then] },
        tells: then === undefined ? [] : [`feature-returned feature=aide from=${from} date=${date}`],
      },
      {
        ...of,
        why: `a table that was ${why}`,
        days: { away },
        counted: { day: counted },
        begun: { day: begun },
        daysThen: then === undefined ? {} : { away: [then] },
        tells: then === undefined ? [] : [`table-returned table=day from=${from} date=${date}`],
      },
      {
        ...of,
        why: `a measure that was ${why}`,
        days: { measures: ['requests', 'errors'], lacking },
        counted: { 'day: errors': counted },
        begun: { 'day: errors': begun },
        daysThen: then === undefined ? {} : { lacking: [{ measure: 'errors', ...then }] },
        tells: then === undefined ? [] : [`measure-returned from=${from} table=day measure=errors date=${date}`],
      },
    ]
  }),
  {
    why: 'holes that do not touch stay two, in their order',
    aide: { away: [{ from: march(8), to: march(8) }] },
    published: ALL,
    firstOpen: march(3),
    counted: { aide: march(3) },
    begun: { aide: march(5) },
    aideThen: {
      away: [
        { from: march(3), to: march(4) },
        { from: march(8), to: march(8) },
      ],
      dropped: [
        { from: march(8), to: march(8) },
        { from: march(3), to: march(4) },
      ],
    },
    tells: ['feature-returned feature=aide from=2026-03-03 date=2026-03-05'],
  },
  {
    why: 'one that lies between two holes makes one of them',
    aide: {
      away: [
        { from: march(3), to: march(3) },
        { from: march(6), to: march(6) },
      ],
    },
    published: ALL,
    firstOpen: march(3),
    begun: { aide: march(6) },
    aideThen: {
      away: [{ from: march(3), to: march(6) }],
      dropped: [
        { from: march(3), to: march(3) },
        { from: march(6), to: march(6) },
        { from: march(3), to: march(6) },
      ],
    },
    tells: ['feature-returned feature=aide from=2026-03-03 date=2026-03-07'],
  },
  {
    why: 'a hole that ends on the day before is one with it',
    aide: { away: [{ from: march(3), to: march(4) }] },
    published: ALL,
    firstOpen: march(3),
    counted: { aide: march(5) },
    begun: { aide: march(7) },
    aideThen: {
      away: [{ from: march(3), to: march(6) }],
      dropped: [
        { from: march(3), to: march(3) },
        { from: march(3), to: march(6) },
      ],
    },
    tells: ['feature-returned feature=aide from=2026-03-03 date=2026-03-07'],
  },
  {
    why: 'what is published of some machines stays',
    published: ALL,
    firstOpen: march(6),
    begun: { aide: march(6) },
  },
  {
    why: 'one that is gone ended with the machine that left it first',
    aide: { ended: march(5) },
    published: ALL,
    firstOpen: march(3),
    begun: { aide: march(4) },
    aideThen: { ended: march(3), dropped: [{ from: march(4), to: march(5) }] },
    tells: ['feature-removed feature=aide from=2026-03-04 lost=2026-03-04..2026-03-05 source=web1'],
  },
  {
    why: 'of which no day is lost after its until',
    aide: { ended: march(5), until: march(3) },
    published: ALL,
    firstOpen: march(3),
    begun: { aide: march(4) },
    aideThen: { ended: march(3), dropped: [{ from: march(4), to: march(5) }] },
  },
  {
    why: 'nor before its first',
    aide: { ended: march(5), since: march(5) },
    firstOpen: march(3),
    begun: { aide: march(4) },
    aideThen: { ended: march(3), dropped: [{ from: march(4), to: march(5) }] },
    tells: ['feature-removed feature=aide from=2026-03-05 lost=2026-03-05..2026-03-05 source=web1'],
  },
  {
    why: 'nor where no table is by day',
    aide: { ended: march(5) },
    days: { ended: march(5) },
    firstOpen: march(3),
    begun: { aide: march(4) },
    aideThen: { ended: march(3), dropped: [{ from: march(4), to: march(5) }] },
  },
  {
    why: 'and those before its heir begins, where it has one',
    aide: { ended: march(5) },
    help: { since: march(6) },
    breaks: [renamed(march(6))],
    firstOpen: march(3),
    begun: { aide: march(4), help: march(4) },
    aideThen: { ended: march(3), dropped: [{ from: march(4), to: march(5) }] },
    tells: [
      'feature-renamed feature=help before=aide date=2026-03-06 from=2026-03-04 lost=2026-03-04..2026-03-05 source=web1',
    ],
  },
  {
    why: 'also where that begins later there',
    aide: { ended: march(5) },
    help: { since: march(6) },
    breaks: [renamed(march(6))],
    firstOpen: march(3),
    begun: { aide: march(7), help: march(8) },
    helpThen: { since: march(8) },
    tells: [
      'feature-renamed feature=help before=aide date=2026-03-08 from=2026-03-06 lost=2026-03-06..2026-03-07 source=web1',
    ],
  },
  {
    why: 'but none where it is back itself',
    help: { since: march(6) },
    breaks: [renamed(march(6))],
    firstOpen: march(3),
    begun: { help: march(8) },
    helpThen: { since: march(8) },
    tells: ['feature-renamed feature=help before=aide date=2026-03-08'],
  },
  {
    why: 'of one that came back since it was renamed, and is gone again, as of one without',
    aide: { ended: march(5) },
    help: { since: march(2) },
    breaks: [renamed(march(2))],
    firstOpen: march(3),
    begun: { aide: march(4) },
    aideThen: { ended: march(3), dropped: [{ from: march(4), to: march(5) }] },
    tells: ['feature-removed feature=aide from=2026-03-04 lost=2026-03-04..2026-03-05 source=web1'],
  },
  {
    why: 'one that had its own days to the day on which it was renamed loses those before the other',
    aide: { ended: march(5) },
    help: { since: march(5) },
    breaks: [renamed(march(5))],
    firstOpen: march(3),
    begun: { aide: march(4) },
    aideThen: { ended: march(3), dropped: [{ from: march(4), to: march(5) }] },
    tells: [
      'feature-renamed feature=help before=aide date=2026-03-05 from=2026-03-04 lost=2026-03-04..2026-03-04 source=web1',
    ],
  },
  {
    why: 'but no day before what is published',
    aide: { ended: march(5) },
    published: ALL,
    firstOpen: march(5),
    begun: { aide: march(2) },
    aideThen: { ended: march(4), dropped: [{ from: march(5), to: march(5) }] },
    tells: ['feature-removed feature=aide from=2026-03-05 lost=2026-03-05..2026-03-05 source=web1'],
  },
  { why: 'or later', aide: { ended: march(5) }, firstOpen: march(3), begun: { aide: march(8) } },
  { why: 'or with what nobody there knows', aide: { ended: march(5) }, firstOpen: march(3), begun: {} },
  {
    why: 'or with the day before a hole at its end',
    aide: { ended: march(5), away: [{ from: march(4), to: march(5) }] },
    firstOpen: march(3),
    begun: { aide: march(4) },
  },

  // A table and its measures.
  { why: 'a table that is new begins with the last', begun: { day: march(5) }, starts: `day ${march(5)}` },
  { why: 'and not earlier than here', begun: { day: march(2) } },
  { why: 'one that has ended has', days: { ended: march(3) }, begun: { day: march(5) } },
  {
    why: 'one that came back is away until it is back there',
    days: { away: AWAY },
    published: ALL,
    firstOpen: march(3),
    begun: { day: march(6) },
    daysThen: { away: [{ from: march(3), to: march(5) }] },
    tells: ['table-returned table=day from=2026-03-03 date=2026-03-06'],
  },
  { why: 'and here', days: { away: AWAY }, published: ALL, firstOpen: march(3), begun: { day: march(4) } },
  {
    why: 'a measure that is new has no figure before the last counts it, and a break on that day',
    days: { lacking: [{ measure: 'requests', to: march(3) }] },
    published: ALL,
    firstOpen: march(3),
    begun: { 'day: requests': march(6) },
    daysThen: { lacking: [{ measure: 'requests', to: march(5) }] },
    tells: ['measure-added table=day measure=requests date=2026-03-06'],
  },
  {
    why: 'also in a table of which nothing is published',
    firstOpen: march(4),
    begun: { 'day: requests': march(6) },
    daysThen: { lacking: [{ measure: 'requests', to: march(5) }] },
    tells: ['measure-added table=day measure=requests date=2026-03-06'],
  },
  {
    why: 'one that came back is away until it is back there',
    days: {
      lacking: [
        { measure: 'errors', to: march(1) },
        { measure: 'requests', ...AWAY[0] },
      ],
    },
    published: ALL,
    firstOpen: march(3),
    begun: { 'day: requests': march(6) },
    daysThen: {
      lacking: [
        { measure: 'errors', to: march(1) },
        { measure: 'requests', from: march(3), to: march(5) },
      ],
    },
    tells: ['measure-returned from=2026-03-03 table=day measure=requests date=2026-03-06'],
  },
  {
    why: 'one that was away there alone is away on the open days before',
    published: ALL,
    firstOpen: march(4),
    begun: { 'day: requests': march(6) },
    daysThen: { lacking: [{ measure: 'requests', from: march(4), to: march(5) }] },
    tells: ['measure-returned from=2026-03-04 table=day measure=requests date=2026-03-06'],
  },
  {
    why: 'one without a figure for good stays so',
    days: { lacking: [{ measure: 'requests', from: march(4) }] },
    published: ALL,
    firstOpen: march(4),
    begun: { 'day: requests': march(6) },
  },

  // What changes its meaning.
  {
    why: 'a feature that was defined anew here first has a second break',
    breaks: [redefined(march(3)), redefined(march(5), 'other')],
    published: ALL,
    firstOpen: march(3),
    begun: { 'definition aide': march(5) },
    tells: ['feature-redefined feature=aide date=2026-03-05'],
  },
  {
    why: 'which is told once',
    breaks: [redefined(march(3)), redefined(march(5))],
    published: ALL,
    firstOpen: march(3),
    begun: { 'definition aide': march(5) },
  },
  {
    why: 'there first, the break is on the first open day of the mixture',
    breaks: [redefined(march(5))],
    published: ALL,
    firstOpen: march(3),
    begun: { 'definition aide': march(2) },
    tells: ['feature-redefined feature=aide date=2026-03-03'],
  },
  {
    why: 'which is told once, too',
    breaks: [redefined(march(3)), redefined(march(5))],
    published: ALL,
    firstOpen: march(3),
    begun: { 'definition aide': march(2) },
  },
  {
    why: 'and not, where it was told of the day on which it came there',
    breaks: [redefined(march(2)), redefined(march(5))],
    published: ALL,
    firstOpen: march(3),
    begun: { 'definition aide': march(2) },
  },
  {
    why: 'of a change long ago nothing is told',
    published: ALL,
    firstOpen: march(3),
    begun: { 'definition aide': march(2) },
  },
  {
    why: 'nor where it was always so there',
    breaks: [redefined(march(5))],
    published: ALL,
    firstOpen: march(3),
    begun: {},
  },
  {
    why: 'one that begins later, or again, breaks there',
    aide: { away: [{ from: march(3), to: march(5) }] },
    published: ALL,
    firstOpen: march(3),
    begun: { 'definition aide': march(6) },
  },
  { why: 'one that has ended breaks no more', aide: { ended: march(5) }, begun: { 'definition aide': march(4) } },
  {
    why: 'a zone that came later there has a second break',
    breaks: [zoned(march(1)), zoned(march(3)), { kind: 'hosts-changed', date: march(3) }, redefined(march(4))],
    published: ALL,
    firstOpen: march(3),
    begun: { counting: march(5) },
    tells: ['timezone-changed timezone=UTC date=2026-03-05', 'hosts-changed date=2026-03-05'],
  },
  {
    why: 'one that came earlier has the first, and what was told last holds',
    breaks: [zoned(march(5))],
    published: ALL,
    firstOpen: march(3),
    begun: { counting: march(4) },
    tells: ['timezone-changed timezone=UTC date=2026-03-04', 'timezone-changed timezone=UTC date=2026-03-05'],
  },
])('$why', ({ aide = {}, days = {}, help, published = [], firstOpen, breaks = [], begun, counted = {}, ...then }) => {
  const dayOf = (name: string): number => dayOfText(begun[name] ?? '') ?? 0
  const countedOn = (name: string): number => dayOfText(counted[name] ?? '') ?? 0
  const features = (own: Partial<KeptFeature>, other?: Partial<KeptFeature>): KeptFeature[] => [
    feature('aide', { ...aide, ...own }),
    ...(help === undefined ? [] : [feature('help', { ...help, ...other })]),
  ]
  const compared = beginWithLast(
    settings({ features: features({}), tables: [table('day', days), MONTHS] }),
    {
      feature: dayOf,
      table: dayOf,
      measure: (series, measure) => dayOf(`${series}: ${measure}`),
      definition: (id) => dayOf(`definition ${id}`),
      all: dayOf('counting'),
    },
    {
      machine: 'web1',
      firstOpen: dayOfText(firstOpen ?? '') ?? 0,
      hasFeature: (id) => published.includes(id),
      hasTable: (series) => published.includes(series),
      countedOn: {
        feature: countedOn,
        table: countedOn,
        measure: (series, measure) => countedOn(`${series}: ${measure}`),
      },
      sinceOf: () => dayOfText(march(3)) ?? 0,
      breaks,
    },
  )
  expect(compared.settings.features).toEqual(features(then.aideThen ?? {}, then.helpThen))
  expect(compared.settings.tables).toEqual([table('day', { ...days, ...then.daysThen }), MONTHS])
  expect(told(compared)).toEqual(then.tells ?? [])
  const [start] = compared.starts
  expect(start && [start[0], start[1]]).toEqual(then.starts === undefined ? undefined : ['day', dayOf('day')])
})
