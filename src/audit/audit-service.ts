import type { AuditRules, DayFigures, Observed, ObservedFeature, PassedOver } from '../domain/observed-features.ts'
import { endsOf, type DayIndex, type Days } from '../domain/calendar.ts'
import { chooseWindows, coveredIn, daysToRetire, LEAST_DAYS, type Windows } from './choose-windows.ts'
import { median, sum } from './statistics.ts'
import { judgeFeature, type ServiceFacts } from './judge-feature.ts'
import { measureFeatures, requestsOf, type Measured } from './measure-features.ts'
import { trendOf, usualChange, type DaysCounted } from './trend-of.ts'
import type { AuditReason, AuditTrend, AuditedVerdict } from './verdict.ts'

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
  /** What came for it now and is no use; undefined where the source does not tell. */
  readonly passed: PassedOver | undefined
  /** Whatever the window. Undefined: never used. */
  readonly lastUse: DayIndex | undefined
  /** Uses of each day of the period before, then of now; undefined: hidden. */
  readonly daily: readonly (number | undefined)[]
  readonly trend: AuditTrend | undefined
  readonly verdict: AuditedVerdict
  readonly reason: AuditReason
}

export type Audited = {
  readonly windows: Windows
  /** First and last day with a line. */
  readonly span: Days
  /** Days with a line, of each period; 0 before where there is none. */
  readonly days: DaysCounted
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
 * @param chosen the two periods to compare; absent: the last weeks and as many before
 */
export function auditService(observed: Observed, rules: AuditRules, chosen?: Windows): Audited {
  const span = endsOf(observed.days)
  if (span === undefined) throw new RangeError('no day to judge')
  const windows = chosen ?? chooseWindows(span)
  const { now, before } = windows
  const days = {
    now: coveredIn(observed.days, now),
    before: before === undefined ? 0 : coveredIn(observed.days, before),
  }
  const living = observed.features.filter(({ until }) => until === undefined || until >= now.from)
  const toRetire = daysToRetire(observed.days, windows)
  const measured = measureFeatures(living, windows, toRetire)
  const around = lookAround(measured, toRetire.length)
  const hasEnoughDays = days.now > 0 && days.before > 0 && days.now + days.before >= LEAST_DAYS
  return {
    windows,
    span,
    days,
    uses: around.uses,
    inUse: around.inUse,
    hasEnoughDays,
    features: measured.map((one) => {
      const trend = hasEnoughDays ? trendAmong(one, measured, days, rules) : undefined
      return judge(one, trend, { around, rules, windows, span, isToldFrom: hasEnoughDays ? toRetire[0] : undefined })
    }),
  }
}

function lookAround(measured: readonly Measured[], daysToRetire: number): ServiceFacts {
  const asked = measured.filter(({ figures }) => requestsOf(figures) > 0)
  return {
    uses: sum(measured.map(({ figures }) => figures.uses)),
    inUse: measured.filter(({ figures }) => figures.uses > 0).length,
    toRetire: {
      days: daysToRetire,
      uses: sum(measured.map(({ toRetire }) => toRetire.uses)),
      inUse: measured.filter(({ toRetire }) => toRetire.uses > 0).length,
    },
    serverErrors: median(asked.map(({ figures }) => rateOf(figures.serverErrors, figures))),
    clientErrors: median(asked.map(({ figures }) => rateOf(figures.clientErrors, figures))),
    p95Ms: median(asked.flatMap(({ p95Ms }) => (p95Ms === undefined ? [] : [p95Ms]))),
  }
}

function rateOf(errors: number, figures: DayFigures): number {
  return errors / Math.max(1, requestsOf(figures))
}

/** Undefined where it was not there all along: a month of which half is missing is no fall. */
function trendAmong(
  one: Measured,
  measured: readonly Measured[],
  days: DaysCounted,
  rules: AuditRules,
): AuditTrend | undefined {
  if (!one.isWhole) return undefined
  const rest = measured.filter((other) => other !== one && other.isWhole).map(({ moved }) => moved)
  return trendOf(one.moved, usualChange(rest, rules.least_requests), days, rules)
}

type Ground = {
  readonly around: ServiceFacts
  readonly rules: AuditRules
  readonly windows: Windows
  readonly span: Days
  /** The first day by which a feature is told to be unused; undefined: there are too few days. */
  readonly isToldFrom: DayIndex | undefined
}

function judge(measured: Measured, trend: AuditTrend | undefined, ground: Ground): AuditedFeature {
  const { feature, figures, daily, moved, p50Ms, p95Ms, passed, toRetire } = measured
  const { around, rules, windows, span, isToldFrom } = ground
  const isOld = isToldFrom !== undefined && (feature.from === undefined || feature.from <= isToldFrom)
  const facts = { figures, toRetire, p95Ms, trend, phi: moved.phi, mayRetire: isOld && !feature.isHome }
  return {
    id: feature.id,
    figures,
    usesBefore: windows.before === undefined ? undefined : moved.before,
    share: figures.uses / Math.max(1, around.uses),
    clientErrorRate: rateOf(figures.clientErrors, figures),
    serverErrorRate: rateOf(figures.serverErrors, figures),
    p50Ms,
    p95Ms,
    passed,
    lastUse: lastUseOf(feature, span),
    daily: [...daily.before, ...daily.now],
    trend,
    ...judgeFeature(facts, around, rules),
  }
}

/** Of a day that is not believed no use is the last. */
function lastUseOf({ days }: ObservedFeature, { to }: Days): DayIndex | undefined {
  let last: DayIndex | undefined
  for (const [day, { uses }] of days) if (uses > 0 && day <= to && (last === undefined || day > last)) last = day
  return last
}
