import { describe, expect, it } from 'vitest'
import { dayOf, firstDayOf, lastDayOf, periodOfText } from '../../src/domain/calendar.ts'
import type { Measure, PeriodKind } from '../../src/domain/dictionary.ts'
import type { TableSpec } from '../../src/domain/table.ts'
import { openTable, type KeptTable, type Settings, type WhyNot } from '../../src/timeline/index.ts'

type Protection = TableSpec['protection']

const HIDDEN: Protection = { level: 'threshold', k: 11 }
const EXACT: Protection = { level: 'exact' }
const NOISY: Protection = { level: 'cell-key', k: 11, views: 1, variance: 2, reach: 5 }
const SINCE = dayOf(2026, 1, 1)

function kept(period: PeriodKind, more: Partial<KeptTable> = {}): KeptTable {
  const measures: KeptTable['measures'] = ['requests', 'errors']
  return { name: period, period, dimensions: [], measures, protections: [{ protection: HIDDEN }], ...more }
}

function settingsOf(tables: readonly KeptTable[]): Settings {
  return {
    ...{ timezone: 'UTC', sources: [], robots: '1', texts: '', language: 'fr', features: [] },
    ...{ thresholds: [{ k: 11 }], tables: [...tables] },
  }
}

type World = {
  /** The table that is asked. */
  readonly own: KeptTable
  /** Undefined: nothing was ever kept. */
  readonly beside?: readonly KeptTable[]
  /** Those that are decided with it. */
  readonly together?: readonly KeptTable[]
  readonly isUnknown?: boolean
  /** Months that are published of the table by day. */
  readonly ofDays?: string
  readonly doubtful?: string
  readonly published?: string
}

function spanOf(month: string | undefined): { readonly from: number; readonly to: number } {
  const period = periodOfText('month', month ?? '')
  return period === undefined
    ? { from: 0, to: -1 }
    : { from: firstDayOf('month', period), to: lastDayOf('month', period) }
}

function tableIn({ own, beside = [], together = [], isUnknown = false, ofDays, doubtful, published }: World) {
  const { name, period, measures, protections } = own
  const spec: TableSpec = { name, period, dimensions: [], measures, protection: protections.at(-1)!.protection }
  return openTable(spec, {
    settings: isUnknown ? undefined : settingsOf([own, ...beside]),
    since: SINCE,
    beside: together,
    standing: {
      isDoubtful: (from, to) => from <= spanOf(doubtful).to && to >= spanOf(doubtful).from,
    },
    spans: () => [
      { series: 'day', ...spanOf(ofDays) },
      { series: 'quarter', from: 0, to: 99_999 },
    ],
    isPublished: (asked) => asked === periodOfText(period, published ?? ''),
  })
}

const ENDED = { ended: '2026-03-10' }
const AWAY = { away: [{ from: '2026-03-10', to: '2026-03-20' }] }
const steps = (...list: readonly (readonly [string | undefined, Protection])[]): Pick<KeptTable, 'protections'> => ({
  protections: list.map(([from, protection]) => ({ protection, ...(from !== undefined && { from }) })),
})

const CASES: readonly (World & { readonly why: string; readonly period: string; readonly not?: WhyNot })[] = [
  { why: 'a table that was always there', own: kept('month'), period: '2026-03' },
  { why: 'a table of which nothing is kept', own: kept('month'), isUnknown: true, period: '2026-03' },
  { why: 'a month of before the table', own: kept('month'), period: '2025-12', not: 'before-its-time' },
  { why: 'a month in which it was away', own: kept('month', AWAY), period: '2026-03', not: 'away' },
  { why: 'the month after it was away', own: kept('month', AWAY), period: '2026-04' },
  {
    why: 'a month that waited since the table was exact',
    own: kept('month', steps([undefined, EXACT], ['2026-04-01', HIDDEN])),
    period: '2026-03',
    not: 'unaccepted',
  },
  {
    why: 'a month that was published while the table was exact',
    own: kept('month', steps([undefined, EXACT], ['2026-04-01', HIDDEN])),
    ...{ period: '2026-03', published: '2026-03' },
  },
  { why: 'a month of a table that is exact', own: kept('month', steps([undefined, EXACT])), period: '2026-03' },
  {
    why: 'a month with days of a table that has ended',
    own: kept('month'),
    ...{ beside: [kept('day', ENDED)], ofDays: '2026-03', period: '2026-03', not: 'above-ended' },
  },
  {
    why: 'a month after a table that has ended',
    own: kept('month'),
    ...{ beside: [kept('day', ENDED)], ofDays: '2026-03', period: '2026-04' },
  },
  {
    why: 'a month with days that are decided with it, before they ended',
    own: kept('month'),
    ...{ beside: [kept('day', ENDED)], together: [kept('day')], ofDays: '2026-02', period: '2026-02' },
  },
  {
    why: 'the month in which they ended, of which some will be published',
    own: kept('month'),
    ...{ beside: [kept('day', ENDED)], together: [kept('day')], ofDays: '2026-02', period: '2026-03' },
    not: 'above-ended',
  },
  {
    why: 'the month after, beside days that are decided still',
    own: kept('month'),
    ...{ beside: [kept('day', ENDED)], together: [kept('day')], ofDays: '2026-02', period: '2026-04' },
  },
  { why: 'a month of a table before it ended', own: kept('month', ENDED), ofDays: '2026-02', period: '2026-02' },
  { why: 'the month in which it ended', own: kept('month', ENDED), period: '2026-03', not: 'away' },
  { why: 'a month after it ended', own: kept('month', ENDED), period: '2026-04', not: 'away' },
  {
    why: 'a month of an exact table that has ended: nobody asks for it',
    own: kept('month', { ...ENDED, ...steps([undefined, EXACT]) }),
    ...{ period: '2026-02', not: 'unaccepted' },
  },
  {
    why: 'a month of a table that was exact, and ended later',
    own: kept('month', { ...ENDED, ...steps([undefined, EXACT], ['2026-02-01', HIDDEN]) }),
    ...{ period: '2026-01', not: 'unaccepted' },
  },
  {
    why: 'a month with days of a noisy table that has ended',
    own: kept('month'),
    ...{ beside: [kept('day', { ...ENDED, ...steps([undefined, NOISY]) })], ofDays: '2026-03', period: '2026-03' },
  },
  {
    why: 'a noisy month with days of a table that has ended',
    own: kept('month', steps([undefined, NOISY])),
    ...{ beside: [kept('day', ENDED)], ofDays: '2026-03', period: '2026-03', not: 'above-ended' },
  },
  {
    why: 'a noisy month after a table that has ended',
    own: kept('month', steps([undefined, NOISY])),
    ...{ beside: [kept('day', ENDED)], ofDays: '2026-03', period: '2026-04' },
  },
  {
    why: 'a noisy month with days of a longer table that has ended',
    own: kept('month', steps([undefined, NOISY])),
    ...{ beside: [kept('quarter', ENDED)], period: '2026-03' },
  },
  {
    why: 'a noisy month, while days were away',
    own: kept('month', steps([undefined, NOISY])),
    ...{ beside: [kept('day', AWAY)], period: '2026-03' },
  },
  {
    why: 'a month that was taken over in part',
    own: kept('month'),
    doubtful: '2026-03',
    period: '2026-03',
    not: 'doubtful',
  },
  { why: 'a month beside one that was', own: kept('month'), doubtful: '2026-03', period: '2026-04' },
  {
    why: 'a month with days on which the days were away',
    own: kept('month'),
    ...{ beside: [kept('day', AWAY)], period: '2026-03', not: 'above-away' },
  },
  {
    why: 'a day, while months were away',
    own: kept('day'),
    ...{ beside: [kept('month', AWAY)], period: '2026-03-12' },
  },
  {
    why: 'a week within which days began to be protected in another way',
    own: kept('week'),
    beside: [kept('day', steps([undefined, HIDDEN], ['2026-05-01', EXACT]))],
    ...{ period: '2026-W18', not: 'between-eras' },
  },
  {
    why: 'a month that begins with it',
    own: kept('month'),
    beside: [kept('day', steps([undefined, HIDDEN], ['2026-05-01', EXACT]))],
    period: '2026-05',
  },
  {
    why: 'a noisy month within which it got more noise',
    own: kept('month', steps([undefined, NOISY], ['2026-03-15', { ...NOISY, views: 2 }])),
    ...{ period: '2026-03', not: 'between-eras' },
  },
  {
    why: 'a table of days alone, within whose month it turned',
    own: kept('month', steps([undefined, HIDDEN], ['2026-03-15', EXACT])),
    period: '2026-03',
  },
  {
    why: 'by the protection of its time, though the table is noisy now',
    own: kept('month', steps([undefined, HIDDEN], ['2026-04-01', NOISY])),
    ...{ beside: [kept('day', AWAY)], period: '2026-03', not: 'above-away' },
  },
  {
    why: 'by the protection of the plan, where the kept one begins later',
    own: kept('month', steps(['2026-04-01', NOISY])),
    ...{ beside: [kept('day', AWAY)], period: '2026-03' },
  },
]

describe('a period is published, or never', () => {
  it.each(CASES)('$why: $not', ({ period, not, ...world }) => {
    const table = tableIn(world)
    const asked = periodOfText(world.own.period, period)!
    // The second time by the rule that it remembers.
    expect([table.whyNot(asked), table.whyNot(asked)]).toEqual([not, not])
  })
})

describe('a figure is missing', () => {
  const errors = (days: { from?: string; to?: string }): Pick<KeptTable, 'lacking'> => ({
    lacking: [{ measure: 'errors', ...days }],
  })
  const requests = { lacking: [{ measure: 'requests' as const, to: '2026-03-10' }] }
  const cases: readonly (World & { why: string; measure: Measure; period: string; lacks: boolean })[] = [
    { why: 'of none', own: kept('month'), measure: 'errors', period: '2026-03', lacks: false },
    {
      why: 'of nothing that is kept',
      own: kept('month'),
      isUnknown: true,
      measure: 'errors',
      period: '2026-03',
      lacks: false,
    },
    {
      why: 'until it came',
      own: kept('month', errors({ to: '2026-03-10' })),
      measure: 'errors',
      period: '2026-03',
      lacks: true,
    },
    {
      why: 'not after',
      own: kept('month', errors({ to: '2026-03-10' })),
      measure: 'errors',
      period: '2026-04',
      lacks: false,
    },
    {
      why: 'since it went',
      own: kept('month', errors({ from: '2026-03-10' })),
      measure: 'errors',
      period: '2026-05',
      lacks: true,
    },
    {
      why: 'not before',
      own: kept('month', errors({ from: '2026-03-10' })),
      measure: 'errors',
      period: '2026-02',
      lacks: false,
    },
    {
      why: 'of that measure alone',
      own: kept('month', errors({})),
      measure: 'requests',
      period: '2026-03',
      lacks: false,
    },
    {
      why: 'where days show it in part',
      own: kept('month'),
      ...{ beside: [kept('day', errors({ to: '2026-03-10' }))], measure: 'errors', period: '2026-03', lacks: true },
    },
    {
      why: 'where days show it no more, but did',
      own: kept('month'),
      ...{ beside: [kept('day', errors({ from: '2026-03-10' }))], measure: 'errors', period: '2026-03', lacks: true },
    },
    {
      why: 'with noise, where days show it no more, but did',
      own: kept('month', steps([undefined, NOISY])),
      ...{ beside: [kept('day', errors({ from: '2026-03-10' }))], measure: 'errors', period: '2026-03', lacks: true },
    },
    {
      why: 'not after days show it no more',
      own: kept('month'),
      ...{ beside: [kept('day', errors({ from: '2026-03-10' }))], measure: 'errors', period: '2026-04', lacks: false },
    },
    {
      why: 'not where days never showed it',
      own: kept('month'),
      ...{ beside: [kept('day', errors({}))], measure: 'errors', period: '2026-04', lacks: false },
    },
    {
      why: 'not of a quantile, which is no sum',
      own: kept('month'),
      beside: [kept('day', { lacking: [{ measure: 'duration_p50', to: '2026-03-10' }] })],
      ...{ measure: 'duration_p50', period: '2026-03', lacks: false },
    },
    {
      why: 'of entries, with their requests',
      own: kept('month', requests),
      measure: 'entries',
      period: '2026-03',
      lacks: true,
    },
    {
      why: 'of a quantile, with its requests',
      own: kept('month', requests),
      measure: 'duration_p50',
      period: '2026-03',
      lacks: true,
    },
  ]
  it.each(cases)('$why: $measure of $period, $lacks', ({ measure, period, lacks, ...world }) => {
    expect(tableIn(world).lacks(measure, periodOfText('month', period)!)).toBe(lacks)
  })
})
