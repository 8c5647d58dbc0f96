import type { AuditRules, DayFigures, DaySpan, Observed, ObservedFeature } from '../domain/audit.ts'
import type { DayIndex } from '../domain/calendar.ts'
import { quantileMs } from '../domain/duration.ts'
import { chooseWindows, daysIn, LEAST_DAYS, type Windows } from './choose-windows.ts'
import { dispersionOf, sum } from './dispersion-of.ts'
import { judgeFeature, type Around } from './judge-feature.ts'
import { dailyUses, errorsOf, sumDays, sumDurations } from './sum-days.ts'
import { trendOf } from './trend-of.ts'
import type { Reason, Trend, Verdict } from './verdict.ts'

/** A feature with what is known of it *now*, and what to do about it. */
export type AuditedFeature = {
  readonly id: string
  readonly figures: DayFigures
  /** Undefined: there is no period before. */
  readonly usesBefore: number | undefined
  /** Of all uses, 0–1. */
  readonly share: number
  /** Of its requests, 0–1. */
  readonly clientErrorRate: number
  readonly serverErrorRate: number
  readonly p50Ms: number | undefined
  readonly p95Ms: number | undefined
  /** Whatever the window. Undefined: never used. */
  readonly lastUse: DayIndex | undefined
  /** From the first day of the period before to the last of now. */
  readonly daily: readonly number[]
  readonly trend: Trend | undefined
  readonly verdict: Verdict
  readonly reason: Reason
}

export type Audited = {
  readonly windows: Windows
  readonly span: DaySpan
  readonly uses: number
  readonly inUse: number
  /** Whether there are days enough for a trend, and to retire. */
  readonly hasEnoughDays: boolean
  /** In the order of the configuration; features that ended before *now* are left out. */
  readonly features: readonly AuditedFeature[]
}

/**
 * Judges each feature of a service by fixed rules. The order of lines, and how they were split, cannot matter: it sees
 * sums by day.
 *
 * @param windows the two periods to compare; absent: the last weeks and as many before
 */
export function auditService(observed: Observed, rules: AuditRules, windows = chooseWindows(observed.span)): Audited {
  const { now, before } = windows
  const living = observed.features.filter(({ until }) => until === undefined || until >= now.from)
  const measured = living.map((feature) => measure(feature, windows))
  const around = lookAround(measured, now)
  const days = before === undefined ? daysIn(now) : daysIn(now) + daysIn(before)
  const hasEnoughDays = before !== undefined && days >= LEAST_DAYS
  const all = {
    now: sumSeries(measured.map(({ daily }) => daily.now)),
    before: sumSeries(measured.map(({ daily }) => daily.before)),
  }
  return {
    windows,
    span: observed.span,
    uses: around.uses,
    inUse: around.inUse,
    hasEnoughDays,
    features: measured.map((one) => judge(one, { all, around, rules, windows, hasEnoughDays })),
  }
}

type Series = { readonly now: readonly number[]; readonly before: readonly number[] }

type Measured = {
  readonly feature: ObservedFeature
  readonly figures: DayFigures
  readonly daily: Series
  readonly p50Ms: number | undefined
  readonly p95Ms: number | undefined
}

function measure(feature: ObservedFeature, { now, before }: Windows): Measured {
  const durations = sumDurations(feature, now)
  return {
    feature,
    figures: sumDays(feature, now),
    daily: { now: dailyUses(feature, now), before: before === undefined ? [] : dailyUses(feature, before) },
    p50Ms: quantileMs(durations, 0.5),
    p95Ms: quantileMs(durations, 0.95),
  }
}

function lookAround(measured: readonly Measured[], now: DaySpan): Around {
  const asked = measured.filter(({ figures }) => figures.uses + errorsOf(figures) > 0)
  return {
    uses: sum(measured.map(({ figures }) => figures.uses)),
    inUse: measured.filter(({ figures }) => figures.uses > 0).length,
    days: daysIn(now),
    serverErrors: median(asked.map(({ figures }) => rateOf(figures.serverErrors, figures))),
    clientErrors: median(asked.map(({ figures }) => rateOf(figures.clientErrors, figures))),
    p95Ms: median(asked.flatMap(({ p95Ms }) => (p95Ms === undefined ? [] : [p95Ms]))),
  }
}

function rateOf(errors: number, figures: DayFigures): number {
  return errors / Math.max(1, figures.uses + errorsOf(figures))
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
}

function sumSeries(all: readonly (readonly number[])[]): readonly number[] {
  const [first = []] = all
  return first.map((_, day) => sum(all.map((series) => series[day] ?? 0)))
}

type Ground = {
  readonly all: Series
  readonly around: Around
  readonly rules: AuditRules
  readonly windows: Windows
  readonly hasEnoughDays: boolean
}

function judge({ feature, figures, daily, p50Ms, p95Ms }: Measured, ground: Ground): AuditedFeature {
  const { all, around, rules, windows, hasEnoughDays } = ground
  const usesBefore = windows.before === undefined ? undefined : sum(daily.before)
  const isOld = hasEnoughDays && (feature.from === undefined || feature.from <= windows.now.to - LEAST_DAYS + 1)
  const phi = dispersionOf([
    { uses: daily.now, all: all.now },
    { uses: daily.before, all: all.before },
  ])
  const trend = hasEnoughDays && isWholly(feature, windows) ? trendOf(changeOf(daily, all), phi, rules) : undefined
  const facts = { figures, p95Ms, trend, phi, mayRetire: isOld && !feature.isHome }
  return {
    id: feature.id,
    figures,
    usesBefore,
    share: figures.uses / Math.max(1, around.uses),
    clientErrorRate: rateOf(figures.clientErrors, figures),
    serverErrorRate: rateOf(figures.serverErrors, figures),
    p50Ms,
    p95Ms,
    lastUse: lastUseOf(feature),
    daily: [...daily.before, ...daily.now],
    trend,
    ...judgeFeature(facts, around, rules),
  }
}

/** The feature was there on all days of both periods. */
function isWholly({ from, until }: ObservedFeature, { now, before }: Windows): boolean {
  return (from === undefined || from <= (before ?? now).from) && (until === undefined || until >= now.to)
}

function changeOf(daily: Series, all: Series): Parameters<typeof trendOf>[0] {
  const [now, before] = [sum(daily.now), sum(daily.before)]
  return { now, before, restNow: sum(all.now) - now, restBefore: sum(all.before) - before }
}

function lastUseOf({ days }: ObservedFeature): DayIndex | undefined {
  let last: DayIndex | undefined
  for (const [day, { uses }] of days) if (uses > 0 && (last === undefined || day > last)) last = day
  return last
}
