import type { AuditRules } from '../domain/observed-features.ts'
import type {
  Bounds,
  KnownDays,
  KnownFeature,
  KnownService,
  KnownUses,
  SureReason,
  SureVerdicts,
} from '../domain/sure-verdicts.ts'
import { boundDispersion } from './bound-dispersion.ts'
import { boundTrend, type MovedBounds, type SureTrend } from './bound-trend.ts'
import { every, isAbove, isAtLeast, medianBounds, not, perDay, sumBounds, type Sure } from './bounds.ts'
import { carriedOver, LEAST_DAYS } from './choose-windows.ts'
import { wilsonBounds } from '../domain/wilson-bounds.ts'

/**
 * What `auditService` says to improve, retire or strengthen, by the same rule, whatever is hidden; silence is allowed, a false one is not.
 * Errors are one sum, held against the limit for 4xx; where they may be 5xx and too many, nothing else is said. Durations are not known,
 * nor what came and does not count.
 *
 * Each quantity is bounded on its own, so what holds within all bounds holds for every choice of the hidden figures.
 */
export function judgeKnown(known: KnownService, rules: AuditRules): SureVerdicts {
  const { windows } = known
  const living = known.features.filter(({ until }) => until === undefined || until >= windows.now.from)
  const features = measureAll(living, known)
  const around = lookAround(
    features.map(({ feature }) => feature),
    known.days,
  )
  const reasons = features.map(({ feature, moved }): readonly [string, SureReason | undefined] => {
    const rest = features.filter((one) => one.feature !== feature)
    const others = sumBounds(rest.map((one) => one.feature.now.sum))
    const ground = { known, around, rules, phi: moved?.phi ?? NO_BOUND, others }
    return [feature.id, judge(feature, trendAmong(moved, rest, known, rules), ground)]
  })
  return new Map(reasons.flatMap(([id, reason]) => (reason === undefined ? [] : [[id, reason]])))
}

const NO_BOUND: Bounds = { least: 1, most: Infinity }

type Measured = {
  readonly feature: KnownFeature
  /** Undefined: it was not there on all days of both periods. */
  readonly moved: MovedBounds | undefined
}

function measureAll(living: readonly KnownFeature[], { windows }: KnownService): readonly Measured[] {
  const isWhole = ({ from, until }: KnownFeature) =>
    (from === undefined || from <= windows.before.from) && (until === undefined || until >= windows.now.to)
  const whole = living.filter(isWhole)
  const [now, before] = [sumUses(whole.map((one) => one.now)), sumUses(whole.map((one) => one.before))]
  return living.map((feature) => {
    if (!isWhole(feature)) return { feature, moved: undefined }
    const parts = [
      { own: feature.now, others: less(now, feature.now) },
      { own: feature.before, others: less(before, feature.before) },
    ]
    const isBound = finite(feature.now.sum.most, feature.before.sum.most)
    const phi = isBound ? boundDispersion(parts) : NO_BOUND
    return { feature, moved: { now: feature.now.sum, before: feature.before.sum, phi } }
  })
}

/** All but one: adding the others up for each takes a second where there are 200. */
function less(all: KnownUses, one: KnownUses): KnownUses {
  const minus = (sum: Bounds, { least, most }: Bounds) => ({ least: sum.least - least, most: sum.most - most })
  return { days: all.days.map((sum, day) => minus(sum, one.days[day] ?? sum)), sum: minus(all.sum, one.sum) }
}

function sumUses(all: readonly KnownUses[]): KnownUses {
  const [first] = all
  const days = first?.days.map((_, day) => sumBounds(all.flatMap((one) => one.days[day] ?? []))) ?? []
  return { days, sum: sumBounds(all.map(({ sum }) => sum)) }
}

function trendAmong(
  moved: MovedBounds | undefined,
  rest: readonly Measured[],
  { days }: KnownService,
  rules: AuditRules,
): SureTrend {
  if (moved === undefined) return { growing: false, falling: false, change: 0 }
  const others = rest.flatMap((one) => one.moved ?? [])
  const { growing, falling, change } = boundTrend(moved, others, days, rules)
  const isTold = hasEnough(days)
  return { growing: every(isTold, growing), falling: every(isTold, falling), change }
}

function hasEnough({ now, before }: KnownDays): Sure {
  return every(isAbove(now, 0), isAbove(before, 0), isAtLeast(sumBounds([now, before]), LEAST_DAYS))
}

type UsualBounds = {
  readonly uses: Bounds
  readonly inUse: Bounds
  readonly clientErrors: Bounds
  /** In the days by which a feature is told to be unused. */
  readonly toRetire: { readonly days: Bounds; readonly uses: Bounds; readonly inUse: Bounds }
}

function lookAround(features: readonly KnownFeature[], { now }: KnownDays): UsualBounds {
  const isAsked = ({ now, errors }: KnownFeature) => isAbove(sumBounds([now.sum, errors]), 0)
  const ratesOf = (asked: Sure) => features.filter((one) => isAsked(one) === asked).map(rateOf)
  const toRetire = features.map((one) => usesToRetire(one, now))
  return {
    ...together(features.map((one) => one.now.sum)),
    clientErrors: medianBounds(ratesOf(true), ratesOf(undefined)),
    toRetire: {
      ...together(toRetire),
      days: { least: Math.max(LEAST_DAYS, now.least), most: Math.max(LEAST_DAYS, now.most) },
    },
  }
}

function together(uses: readonly Bounds[]): { readonly uses: Bounds; readonly inUse: Bounds } {
  const inUse = {
    least: uses.filter(({ least }) => least > 0).length,
    most: uses.filter(({ most }) => most > 0).length,
  }
  return { uses: sumBounds(uses), inUse }
}

/** Where fewer than 28 days of *now* may have a line, some of those before are told of, too; which ones is not known. */
function usesToRetire({ now, before }: KnownFeature, days: Bounds): Bounds {
  return days.least >= LEAST_DAYS ? now.sum : { least: now.sum.least, most: now.sum.most + before.sum.most }
}

function rateOf({ now: { sum }, errors }: KnownFeature): Bounds {
  return {
    least: errors.least === 0 ? 0 : errors.least / (sum.most + errors.least),
    most: errors.most === Infinity ? 1 : errors.most / Math.max(1, sum.least + errors.most),
  }
}

type Ground = {
  readonly known: KnownService
  readonly around: UsualBounds
  readonly rules: AuditRules
  readonly phi: Bounds
  readonly others: Bounds
}

// The order of `judgeFeature`; where it is not sure whether a rule fits, nothing that comes after it is.
function judge(feature: KnownFeature, trend: SureTrend, ground: Ground): SureReason | undefined {
  for (const rule of RULES) {
    const { fits, reason } = rule(feature, trend, ground)
    if (fits !== false) return fits === true ? reason : undefined
  }
  return undefined
}

type Rule = (
  feature: KnownFeature,
  trend: SureTrend,
  ground: Ground,
) => { readonly fits: Sure; readonly reason?: SureReason }

const RULES: readonly Rule[] = [failing, unused, few, strong, growing]

function failing({ now: { sum }, errors }: KnownFeature, _: SureTrend, { around, rules }: Ground): ReturnType<Rule> {
  const lowOf = (part: number, uses: number) => wilsonBounds(part, uses + part, rules.bounds).low
  const low = {
    least: lowOf(errors.least, sum.most),
    most: errors.most === Infinity ? 1 : lowOf(errors.most, sum.least),
  }
  const limitOf = (median: number) => Math.max(rules.client_errors, rules.times_median * median)
  const limit = { least: limitOf(around.clientErrors.least), most: limitOf(around.clientErrors.most) }
  const isMany = isAtLeast(errors, rules.least_errors)
  const fits = every(isMany, isAbove(low, limit))
  const mayFail = every(isMany, isAbove(low, Math.min(rules.server_errors, rules.client_errors))) !== false
  if (fits === false && mayFail) return { fits: undefined }
  return { fits, reason: { verdict: 'improve', rule: 'errors', low: low.least, limit: limit.most } }
}

function unused(feature: KnownFeature, trend: SureTrend, { known, around, rules }: Ground): ReturnType<Rule> {
  const { days, uses: all, inUse } = around.toRetire
  const in28Days = ({ least, most }: Bounds) => perDay({ least: least * LEAST_DAYS, most: most * LEAST_DAYS }, days)
  const uses = usesToRetire(feature, known.days.now)
  // Without a feature in use there is no use either: 0 on average.
  const average = { least: all.least / Math.max(1, inUse.most), most: all.most / Math.max(1, inUse.least) }
  const fits = every(
    hasEnough(known.days),
    isOld(feature, known),
    !feature.isHome,
    not(isAtLeast(in28Days(uses), rules.retire_uses)),
    isAtLeast(in28Days(average), rules.retire_average),
    not(trend.growing),
  )
  const limits = { limit: carriedOver(rules.retire_uses, days.least), limitOf28: rules.retire_uses }
  const figures = { most: uses.most, days: days.least, ...limits, average: average.least }
  return { fits, reason: { verdict: 'retire', rule: 'unused', ...figures } }
}

/** Whether it was there in all of the days by which it is told to be unused. */
function isOld({ from }: KnownFeature, { days, windows }: KnownService): Sure {
  if (from === undefined || from <= windows.before.from) return true
  if (from > windows.now.to - LEAST_DAYS + 1) return false
  return from <= windows.now.from && days.now.least >= LEAST_DAYS ? true : undefined
}

function few({ now, errors }: KnownFeature, _: SureTrend, { rules }: Ground): ReturnType<Rule> {
  return { fits: not(isAtLeast(sumBounds([now.sum, errors]), rules.least_requests)) }
}

function strong({ now: { sum } }: KnownFeature, trend: SureTrend, ground: Ground): ReturnType<Rule> {
  const { around, rules, phi, others } = ground
  const lowOf = (uses: number, rest: number, by: number) =>
    wilsonBounds(uses / by, (uses + rest) / by, rules.bounds).low
  const low = {
    least: finite(sum.least, others.most) ? lowOf(sum.least, others.most, phi.most) : 0,
    most: finite(sum.most) ? lowOf(sum.most, others.least, phi.least) : 1,
  }
  const limit = averageShares(rules.strong_share, around)
  const fits = every(not(trend.falling), isAtLeast(low, limit))
  return { fits, reason: { verdict: 'strengthen', rule: 'strong', low: low.least, limit: limit.most } }
}

function growing({ now: { sum } }: KnownFeature, trend: SureTrend, ground: Ground): ReturnType<Rule> {
  const { around, rules, phi, others } = ground
  const highOf = (uses: number, rest: number, by: number) =>
    wilsonBounds(uses / by, (uses + rest) / by, rules.bounds).high
  const high = {
    least: finite(sum.least, others.most) ? highOf(sum.least, others.most, phi.least) : 0,
    most: finite(sum.most) ? highOf(sum.most, others.least, phi.most) : 1,
  }
  const fits = every(trend.growing, isAbove(high, averageShares(rules.growing_share, around)))
  return { fits, reason: { verdict: 'strengthen', rule: 'growing', change: trend.change } }
}

function averageShares(times: number, { inUse }: UsualBounds): Bounds {
  return { least: times / Math.max(1, inUse.most), most: times / Math.max(1, inUse.least) }
}

function finite(...all: readonly number[]): boolean {
  return all.every((one) => Number.isFinite(one))
}
