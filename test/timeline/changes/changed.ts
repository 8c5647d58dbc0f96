import {
  dayOfText,
  firstDayOf,
  periodOf,
  periodOfText,
  type DayIndex,
  type PeriodIndex,
} from '../../../src/domain/calendar.ts'
import { indexOf, MEASURES, type PeriodKind } from '../../../src/domain/dictionary.ts'
import { kindOf, seriesOf } from '../../../src/domain/series-of.ts'
import type { TableSpec } from '../../../src/domain/table.ts'
import {
  compareSettings,
  daysAround,
  type KeptFeature,
  type KeptTable,
  type SettingsChange,
  type Settings,
} from '../../../src/timeline/index.ts'

type Protection = TableSpec['protection']

export const HIDDEN: Protection = { level: 'threshold', k: 11 }
export const EXACT: Protection = { level: 'exact' }
export const NOISY: Protection = { level: 'cell-key', k: 11, views: 1, variance: 2, reach: 5 }

/** The day of the newest line, a Tuesday. */
const NEWEST = '2026-03-10'

export function feature(id: string, more: Partial<KeptFeature> = {}): KeptFeature {
  return { id, title: {}, match: [`/${id}`], clients: 'humans', partial: 'exclude', assets: 'exclude', ...more }
}

export function table(period: PeriodKind, more: Partial<KeptTable> = {}): KeptTable {
  return {
    name: period,
    period,
    dimensions: [],
    measures: ['requests'],
    protections: [{ protection: HIDDEN }],
    ...more,
  }
}

export function settings(more: Partial<Settings> = {}): Settings {
  return {
    ...{ timezone: 'UTC', sources: [], robots: '1', texts: '', language: 'fr', thresholds: [{ k: 11 }] },
    ...{ features: [], tables: [], ...more },
  }
}

/** What stood when the configuration changed. */
export type World = {
  readonly newest?: string
  /** Of each kind, the last period that is closed: `month 2026-02`. */
  readonly closed?: readonly string[]
  /** What is published of a table, and of a feature in it: `day aide 2026-02-01 2026-02-28`. */
  readonly published?: readonly string[]
  /** From when on it is published without a measure. */
  readonly without?: { readonly measure: string; readonly from: string }
  /** The tables that have ended, and of which periods wait. */
  readonly waiting?: readonly PeriodKind[]
  /** The day of the newest line of another machine. */
  readonly machines?: Readonly<Record<string, string>>
  /** The last days of logs; of one that has an end, both: `2026-03-08 until 2026-03-08`. */
  readonly logs?: readonly string[]
  /** Of the newest line, on its day. */
  readonly hour?: number
  /** Of the wanted zone. */
  readonly hoursAhead?: number
}

function dayNamed(text: string): DayIndex {
  return dayOfText(text) ?? indexOf<'day'>(-1)
}

/** What a change of the settings is told as, and what is kept. */
export function changed(
  before: Settings,
  wanted: Settings,
  {
    newest = NEWEST,
    closed = [],
    published = [],
    without,
    waiting = [],
    logs = [],
    hour = 12,
    hoursAhead = 0,
    machines = {},
  }: World = {},
): ReturnType<typeof compareSettings> {
  const through = new Map(
    closed.map((text) => {
      const [kind = 'day', name = ''] = text.split(' ')
      return [kind as PeriodKind, periodOfText(kind as PeriodKind, name) ?? indexOf<'period'>(-1)]
    }),
  )
  const spans = published.map((text) => {
    const [kind = 'day', id = '', first = '', last = first] = text.split(' ')
    const at = (name: string): PeriodIndex => periodOfText(kind as PeriodKind, name) ?? indexOf<'period'>(-1)
    return { series: kind, feature: id, first: at(first), last: at(last) }
  })
  const facts = {
    newest: dayNamed(newest),
    placementOf: (day: DayIndex) =>
      [...through].some(([kind, last]) => periodOf(kind, day) <= last) ? 'day' : 'period',
    through,
    spans,
    waiting: new Set<string>(waiting),
    publishedWith: (series: string, period: PeriodIndex) => {
      const isPublished = spans.some((span) => span.series === series && span.first <= period && period <= span.last)
      const isWithout = without !== undefined && firstDayOf(kindOf(series), period) >= dayNamed(without.from)
      return isPublished ? new Set(MEASURES.filter((one) => !isWithout || one !== without.measure)) : undefined
    },
    logs: logs.map((text, i) => {
      const [last = '', until] = text.split(' until ')
      return { name: `log${i}`, lastDay: dayNamed(last), ...(until !== undefined && { until: dayNamed(until) }) }
    }),
    newestHour: dayNamed(newest) * 24 + hour,
    hoursAhead,
    silenceHours: 72,
    graceHours: 24,
    machines: new Map(Object.entries(machines).map(([id, day]) => [id, dayNamed(day)])),
    // At `dp` and at `exact` the threshold of the service changes nothing.
    withThreshold: (protection: Protection, k: number) =>
      protection.level === 'threshold' || protection.level === 'cell-key' ? { ...protection, k } : protection,
  } as const
  return compareSettings(before, wanted, daysAround(facts, before, wanted))
}

/** A change in a line: `feature-redefined feature=aide date=2026-03-10 (match)`. */
export function told({ changes }: { readonly changes: readonly SettingsChange[] }): readonly string[] {
  return changes.map(({ change, parts = [], isCounted, lost }) => {
    const { kind, ...rest } = change
    const facts = Object.entries(rest).map(
      ([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : value}`,
    )
    return [
      kind,
      ...facts,
      ...(parts.length > 0 ? [`(${parts.join(' ')})`] : []),
      ...(isCounted ? ['counted'] : []),
      ...(lost === undefined
        ? []
        : [`lost=${lost.from}..${lost.to}`, 'source' in lost ? `source=${lost.source}` : `log=${lost.log}`]),
    ].join(' ')
  })
}

export function featureIn({ settings: { features } }: ReturnType<typeof changed>, id: string): KeptFeature | undefined {
  return features.find((one) => one.id === id)
}

export function tableIn(
  { settings: { tables } }: ReturnType<typeof changed>,
  period: PeriodKind,
): KeptTable | undefined {
  return tables.find((one) => seriesOf(one) === period)
}
