import {
  NO_FIGURES,
  NO_PASSED_OVER,
  PASSED_OVER,
  type DayFigures,
  type ObservedFeature,
  type PassedOver,
} from '../domain/observed-features.ts'
import { daysFrom, type DayIndex, type Days } from '../domain/calendar.ts'
import { DURATION_BUCKETS, quantileMs, type Histogram } from '../domain/duration.ts'
import type { Windows } from './choose-windows.ts'
import { dispersionOf, sum } from './statistics.ts'
import type { Moved } from './trend-of.ts'

/** What the rules have to know of a feature. */
export type Measured = {
  readonly feature: ObservedFeature
  readonly figures: DayFigures
  readonly daily: Series
  readonly p50Ms: number | undefined
  readonly p95Ms: number | undefined
  /** What came for it now and is no use; undefined where the source does not tell. */
  readonly passed: PassedOver | undefined
  readonly toRetire: UsesToRetire
  /** It was there on all days of both periods: what ends by its own `until:` says nothing about the rest. */
  readonly isWhole: boolean
  readonly moved: Moved
}

/** Uses, and what came for it and is none, in the days by which a feature is told to be unused. */
export type UsesToRetire = { readonly uses: number; readonly passed: PassedOver | undefined }

type Series = { readonly now: readonly number[]; readonly before: readonly number[] }

/** @param toRetire days by which a feature is told to be unused */
export function measureFeatures(
  features: readonly ObservedFeature[],
  windows: Windows,
  toRetire: readonly DayIndex[],
): readonly Measured[] {
  const measured = features.map((feature) => ({
    ...measure(feature, windows),
    toRetire: {
      uses: sum(toRetire.map((day) => feature.days.get(day)?.uses ?? 0)),
      passed: feature.passed && sumPassed(feature.passed, toRetire),
    },
  }))
  // What the days of each are held against: all that was there all along.
  const whole = measured.filter(({ isWhole }) => isWhole).map(({ daily }) => daily)
  const all = { now: sumSeries(whole.map(({ now }) => now)), before: sumSeries(whole.map(({ before }) => before)) }
  return measured.map((one) => ({ ...one, moved: movedOf(one.daily, all) }))
}

function measure(feature: ObservedFeature, { now, before }: Windows): Omit<Measured, 'moved' | 'toRetire'> {
  const { from, until, passed } = feature
  const durations = sumDurations(feature, now)
  return {
    feature,
    figures: sumDays(feature, now),
    daily: { now: dailyUses(feature, now), before: before === undefined ? [] : dailyUses(feature, before) },
    p50Ms: quantileMs(durations, 0.5),
    p95Ms: quantileMs(durations, 0.95),
    passed: passed && sumPassed(passed, daysFrom(now.from, now.to)),
    isWhole: (from === undefined || from <= (before ?? now).from) && (until === undefined || until >= now.to),
  }
}

function sumPassed(passed: NonNullable<ObservedFeature['passed']>, days: readonly DayIndex[]): PassedOver {
  const sums = { ...NO_PASSED_OVER }
  for (const day of days) for (const kind of PASSED_OVER) sums[kind] += passed.get(day)?.[kind] ?? 0
  return sums
}

function movedOf(daily: Series, all: Series): Moved {
  const phi = dispersionOf([
    { uses: daily.now, all: all.now },
    { uses: daily.before, all: all.before },
  ])
  return { now: sum(daily.now), before: sum(daily.before), phi }
}

function sumSeries(all: readonly (readonly number[])[]): readonly number[] {
  const [first = []] = all
  return first.map((_, day) => sum(all.map((series) => series[day] ?? 0)))
}

/** The figures of a feature over days, both ends included. */
function sumDays({ days }: ObservedFeature, { from, to }: Days): DayFigures {
  let sum = NO_FIGURES
  for (const [day, figures] of days) if (day >= from && day <= to) sum = add(sum, figures)
  return sum
}

function add(a: DayFigures, b: DayFigures): DayFigures {
  return {
    uses: a.uses + b.uses,
    entries: a.entries + b.entries,
    clientErrors: a.clientErrors + b.clientErrors,
    serverErrors: a.serverErrors + b.serverErrors,
    unanswered: a.unanswered + b.unanswered,
    bytes: a.bytes + b.bytes,
  }
}

/** Uses day by day, 0 where there were none. */
function dailyUses({ days }: ObservedFeature, { from, to }: Days): readonly number[] {
  return daysFrom(from, to).map((day) => days.get(day)?.uses ?? 0)
}

/** All durations of a feature over days; undefined: none is known. */
function sumDurations({ durations }: ObservedFeature, { from, to }: Days): Histogram | undefined {
  let sum: Histogram | undefined
  for (const [day, histogram] of durations) {
    if (day < from || day > to) continue
    sum ??= new Uint32Array(DURATION_BUCKETS)
    for (const [bucket, lines] of histogram.entries()) sum[bucket] = (sum[bucket] ?? 0) + lines
  }
  return sum
}

/** Answers that were errors: who went away before the answer was neither refused nor sent wrong. */
export function errorsOf({ clientErrors, serverErrors }: DayFigures): number {
  return clientErrors + serverErrors
}

/** Uses, errors, and what nobody was answered. */
export function requestsOf(figures: DayFigures): number {
  return figures.uses + errorsOf(figures) + figures.unanswered
}
