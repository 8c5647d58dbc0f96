import type { AuditRules } from '../domain/observed-features.ts'
import type { Bounds, KnownDays } from '../domain/sure-verdicts.ts'
import { every, isAbove, isAtLeast, medianBounds, perDay, sumBounds, type Sure } from './bounds.ts'
import { MEDIAN_AGAINST_MEAN } from './trend-of.ts'

/** What is known of `Moved`. */
export type MovedBounds = { readonly now: Bounds; readonly before: Bounds; readonly phi: Bounds }

export type SureTrend = {
  readonly growing: Sure
  readonly falling: Sure
  /** The least change against the rest of the service that is possible, as the figures have it; Infinity: surely none before. */
  readonly change: number
}

/** What `trendOf` says whatever is hidden. */
export function boundTrend(
  moved: MovedBounds,
  rest: readonly MovedBounds[],
  days: KnownDays,
  rules: AuditRules,
): SureTrend {
  const usual = usualBounds(rest, rules.least_requests)
  const own = logRatio(moved)
  const log = { least: own.least - usual.log.most - ROUNDING, most: own.most - usual.log.least + ROUNDING }
  const change = { least: Math.exp(log.least) - 1, most: Math.exp(log.most) - 1 }
  const inverse = inverseBounds(moved, usual.log)
  const errorOf = (phi: number, one: number, variance: number) => rules.deviations * Math.sqrt(phi * one + variance)
  const error = {
    least: errorOf(moved.phi.least, inverse.least, usual.variance.least),
    most: errorOf(moved.phi.most, inverse.most, usual.variance.most),
  }
  const [now, before] = [perDay(moved.now, days.now), perDay(moved.before, days.before)]
  const ownChange = { least: now.least - before.most, most: now.most - before.least }
  return {
    growing: every(isAbove(log, error), isAtLeast(change, rules.change), isAbove(ownChange, 0)),
    falling: every(
      isAbove(negated(log), error),
      isAtLeast(negated(change), rules.change),
      isAbove(negated(ownChange), 0),
    ),
    change: plainLeast(moved, usual),
  }
}

/** `change` of `trendOf`, at least. */
function plainLeast({ now, before }: MovedBounds, usual: UsualBounds): number {
  return Math.exp(Math.log(now.least / before.most) - usual.plain) - 1
}

/** So that no rounding decides. */
const ROUNDING = 1e-9

function negated({ least, most }: Bounds): Bounds {
  return { least: -most, most: -least }
}

function logRatio({ now, before }: Pick<MovedBounds, 'now' | 'before'>): Bounds {
  return {
    least: Math.log((now.least + 0.5) / (before.most + 0.5)),
    most: Math.log((now.most + 0.5) / (before.least + 0.5)),
  }
}

/** 1/n1 + 1/n0, or where one of them may be nothing 1/e1 + 1/e0 of what was expected: (r + 1)² / r(n1 + n0) of the usual ratio r. */
function inverseBounds({ now, before }: MovedBounds, usual: Bounds): Bounds {
  const of = (one: number, other: number) => 1 / (one + 0.5) + 1 / (other + 0.5)
  const both = {
    least: of(now.most, before.most),
    most: of(Math.max(1, now.least), Math.max(1, before.least)),
  }
  if (now.least > 0 && before.least > 0) return both
  const spread = (log: number) => Math.exp(log) + 2 + Math.exp(-log)
  const [a, b] = [spread(usual.least), spread(usual.most)]
  const lowest = usual.least <= 0 && usual.most >= 0 ? spread(0) : Math.min(a, b)
  const nothing = {
    least: lowest / (now.most + before.most + 1),
    most: Math.max(a, b) / (now.least + before.least + 1),
  }
  return { least: Math.min(both.least, nothing.least), most: Math.max(both.most, nothing.most) }
}

type UsualBounds = {
  readonly log: Bounds
  readonly variance: Bounds
  /** The logarithm without half a use more, at most. */
  readonly plain: number
}

/** What `usualChange` says whatever is hidden. */
function usualBounds(rest: readonly MovedBounds[], leastUses: number): UsualBounds {
  const isKnown = (one: MovedBounds) => isAtLeast(sumBounds([one.now, one.before]), leastUses)
  const sure = rest.filter((one) => isKnown(one) === true)
  const perhaps = rest.filter((one) => isKnown(one) === undefined)
  if (sure.length === 0 && perhaps.length > 0) return ANYTHING
  if (sure.length === 0) {
    const all = { now: sumBounds(rest.map(({ now }) => now)), before: sumBounds(rest.map(({ before }) => before)) }
    const log = logRatio(all)
    return { log, plain: plainMost(all, log), variance: varianceOf({ ...all, phi: { least: 1, most: 1 } }) }
  }
  const variance = medianBounds(sure.map(varianceOf), perhaps.map(varianceOf))
  const [fewest, most] = [sure.length, sure.length + perhaps.length]
  const log = medianBounds(sure.map(logRatio), perhaps.map(logRatio))
  const plainOf = (one: MovedBounds): Bounds => {
    const most = plainMost(one, logRatio(one))
    return { least: most, most }
  }
  return {
    log,
    plain: medianBounds(sure.map(plainOf), perhaps.map(plainOf)).most,
    variance: {
      least: (variance.least * (fewest === 1 ? 1 : MEDIAN_AGAINST_MEAN)) / most,
      most: (variance.most * (most === 1 ? 1 : MEDIAN_AGAINST_MEAN)) / fewest,
    },
  }
}

const ANYTHING: UsualBounds = {
  log: { least: -Infinity, most: Infinity },
  variance: { least: 0, most: Infinity },
  plain: Infinity,
}

/** That of a begin at nothing, with half a use more, is above all that a use before would make. */
function plainMost({ now, before }: Pick<MovedBounds, 'now' | 'before'>, { most }: Bounds): number {
  const plain = Math.log(now.most / before.least)
  return Number.isFinite(plain) ? Math.max(plain, most) : most
}

function varianceOf({ now, before, phi }: MovedBounds): Bounds {
  const of = (one: number, other: number) => 1 / (one + 0.5) + 1 / (other + 0.5)
  return { least: phi.least * of(now.most, before.most), most: phi.most * of(now.least, before.least) }
}
