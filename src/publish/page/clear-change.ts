import type { Comparison, ShownFigure } from './compare-figures.ts'
import { figureOf } from './compare-figures.ts'
import type { Drawn, Series } from './series.ts'

/** A feature and how it compares; `dispersion` undefined: too few months follow each other to know how it varies. */
export type ComparedFeature = {
  readonly series: Series
  readonly comparison: Comparison
  readonly dispersion: number | undefined
}

/** Standard errors of a change that is said; of two hundred rows, chance gives less than one. */
const ERRORS_OF_CHANGE = 4
/** With seasons and others to hold it against; without: then it may be what all features do. */
const LEAST_TIMES = 1.2
const LEAST_TIMES_ALONE = 1.5
const FEWEST_OTHERS = 4

/**
 * The features of which a change is said: alone and against the other features that have the same base, both by more than chance and by
 * more than a fifth; where too few others can be compared, alone and by more than a half. Simulated in
 * `test/publish/page/simulated-sentences.test.ts`.
 */
export function clearAmong(all: readonly ComparedFeature[]): ReadonlySet<Series> {
  const sums = new Map<number, Sum>()
  for (const one of all.filter(isExact)) {
    const { first } = one.comparison.base
    sums.set(first, added(sums.get(first) ?? NONE, one, 1))
  }
  const isSaid = (one: ComparedFeature) => isClear(one, sums.get(one.comparison.base.first) ?? NONE)
  return new Set(all.filter(isSaid).map(({ series }) => series))
}

/** @param sum of all that have the same base */
function isClear(one: ComparedFeature, sum: Sum): boolean {
  const { comparison } = one
  if (!isTestable(one)) return false
  const ratio = ratioOf(one)
  const variance = varianceOf(one)
  const others = isExact(one) ? added(sum, one, -1) : sum
  const isHeld = others.features >= FEWEST_OTHERS
  const times = comparison.isYear && isHeld ? LEAST_TIMES : LEAST_TIMES_ALONE
  return isBeyond(ratio, variance, times) && (!isHeld || isBeyondRest(ratio, variance, others))
}

function isBeyondRest(ratio: number, variance: number, others: Sum): boolean {
  const rest = changeOf(others)
  const beyond = ratio / rest.ratio
  return ratio > 1 === beyond > 1 && isBeyond(beyond, variance + rest.variance, LEAST_TIMES)
}

/** What has a break between counts another thing, and what is not known to vary cannot be told from chance. */
function isTestable({ comparison: { isBroken }, dispersion }: ComparedFeature): boolean {
  return !isBroken && dispersion !== undefined
}

/** Both figures are known: a change that is not clear is a small one. */
export function isExact(one: ComparedFeature): boolean {
  const { now, before } = one.comparison
  return isTestable(one) && !now.isLeast && !before.isLeast
}

function isBeyond(ratio: number, variance: number, times: number): boolean {
  const size = Math.abs(Math.log(ratio))
  return size >= Math.log(times) && size >= ERRORS_OF_CHANGE * Math.sqrt(variance)
}

/** Of nothing there is no logarithm: the fall to none is taken for one to a single use. */
function ratioOf({ comparison: { ratio, before } }: ComparedFeature): number {
  return Math.max(ratio, 1 / before.count)
}

/** Of the logarithm of a ratio. */
function varianceOf({ comparison: { now, before }, dispersion = 0 }: ComparedFeature): number {
  return dispersion * (1 / Math.max(1, now.count) + 1 / before.count)
}

/** Of a whole, which has no others to be told from. */
const ERRORS_OF_WHOLE = 3
const LEAST_OF_WHOLE = 0.03

/** How many times their uses of before features together have, if that is more than chance; undefined: no clear change. */
export function changeTogether(some: readonly ComparedFeature[]): number | undefined {
  const { ratio, variance } = changeOf(some.reduce((sum, one) => added(sum, one, 1), NONE))
  const isChance = Math.abs(Math.log(ratio)) < ERRORS_OF_WHOLE * Math.sqrt(variance)
  return isChance || Math.abs(ratio - 1) < LEAST_OF_WHOLE ? undefined : ratio
}

/** None has changed, even if only as all do, and they have not together, nor have those of one base. */
export function areSteady(some: readonly ComparedFeature[]): boolean {
  const bases = new Set(some.map(({ comparison }) => comparison.base.first))
  const ofEach = [...bases].map((first) => some.filter(({ comparison }) => comparison.base.first === first))
  return (
    !some.some((one) => isBeyond(ratioOf(one), varianceOf(one), LEAST_TIMES)) &&
    [some, ...ofEach].every((group) => changeTogether(group) === undefined)
  )
}

/** Of several features: uses, uses a day, and how both counts vary. */
type Sum = { readonly features: number; readonly now: Together; readonly before: Together }
type Together = { readonly count: number; readonly rate: number; readonly variance: number }

const NOTHING: Together = { count: 0, rate: 0, variance: 0 }
const NONE: Sum = { features: 0, now: NOTHING, before: NOTHING }

/** @param times −1 takes a feature out again: each is held against all others, and nobody adds those up for each. */
function added({ features, now, before }: Sum, { comparison, dispersion = 0 }: ComparedFeature, times: 1 | -1): Sum {
  const plus = (sum: Together, { count, days }: ShownFigure): Together => ({
    count: sum.count + times * count,
    rate: sum.rate + (times * count) / days,
    variance: sum.variance + times * dispersion * count,
  })
  return { features: features + times, now: plus(now, comparison.now), before: plus(before, comparison.before) }
}

function changeOf({ now, before }: Sum): { readonly ratio: number; readonly variance: number } {
  return {
    ratio: now.rate / before.rate,
    variance: now.variance / now.count ** 2 + before.variance / before.count ** 2,
  }
}

/** Requests come in bursts, so no feature is taken for steadier than this many times chance. */
const LEAST_DISPERSION = 3
const FEWEST_RESIDUALS = 5
/** Of the square of a standard normal variable. */
const MEDIAN_OF_SQUARE = 0.4549

/** How much more a feature varies than chance alone: the middle one of its squared distances from its neighbours. */
export function dispersionOfRates(rates: readonly (Rate | undefined)[]): number | undefined {
  const squares = rates.flatMap((here, position) => {
    const [before, after] = [rates[position - 1], rates[position + 1]]
    if (here === undefined || before === undefined || after === undefined) return []
    const variance = here.rate / here.days + (before.rate / before.days + after.rate / after.days) / 4
    return variance === 0 ? [] : [(here.rate - (before.rate + after.rate) / 2) ** 2 / variance]
  })
  if (squares.length < FEWEST_RESIDUALS) return undefined
  const middle = squares.toSorted((a, b) => a - b)[Math.floor(squares.length / 2)] ?? 0
  return Math.max(LEAST_DISPERSION, middle / MEDIAN_OF_SQUARE)
}

/** Uses a day; undefined where the figure is hidden, in part, or there is none. */
export type Rate = { readonly rate: number; readonly days: number }

export function ratesOf(series: Series, drawn: Drawn): readonly (Rate | undefined)[] {
  return drawn.periods.map((_, position) => {
    if (drawn.partial.has(position) || series.parts.has(position)) return undefined
    const figure = figureOf(series, { first: position, last: position }, drawn)
    if (figure.state !== 'shown' || figure.isLeast) return undefined
    return { rate: figure.count / figure.days, days: figure.days }
  })
}
