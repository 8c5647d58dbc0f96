import { lastDayOf } from '../../domain/calendar.ts'
import { wilsonBounds } from '../../domain/wilson-bounds.ts'
import { areSteady, isExact, ratesOf, type ComparedFeature, type Rate } from './clear-change.ts'
import { hasNoise, MONTHS_OF_YEAR, type Comparison, type ShownFigure, type Window } from './compare-figures.ts'
import { largestThreshold, rulesOver, type Overview, type Row } from './overview.ts'
import type { Drawn, Series } from './series.ts'
import { MONTHS_OF_SILENCE, silenceOf } from './silence.ts'
import { heldOf, type Held } from './whole-service.ts'

/** What the first screen says, each by a fixed rule from published figures alone; silence is allowed, a false one is not. */
export type Insight =
  | {
      readonly kind: 'most-used'
      readonly top: readonly Used[]
      /** As much used as the last of these, and not named. */
      readonly tied: readonly Used[]
      /** Of all of them. */
      readonly share: number | undefined
    }
  | {
      readonly kind: 'up' | 'down'
      readonly series: Series
      readonly change: Comparison
      readonly since: number | undefined
    }
  /** So many features could be held against their figure of a year ago, and neither one of them nor all together clearly changed. */
  | ({ readonly kind: 'steady' } & Held)
  | { readonly kind: 'too-early' }
  | {
      readonly kind: 'errors'
      readonly series: Series
      readonly errors: number
      readonly requests: number
      readonly half: number | undefined
      /** Whether a share of every row is known. */
      readonly isOfAll: boolean
    }
  | {
      readonly kind: 'no-figure'
      readonly features: readonly Series[]
      readonly months: number
      readonly hasGap: boolean
      readonly k: number
    }

type Used = { readonly series: Series; readonly figure: ShownFigure }

export function insightsOf(overview: Overview): readonly Insight[] {
  return [...mostUsed(overview), ...changes(overview), ...mostErrors(overview), ...withoutFigure(overview)]
}

const TOP = 3

function mostUsed({ active, rows, latest, drawn }: Overview): readonly Insight[] {
  const used = usedOf(active)
  const top = used.slice(0, TOP)
  if (top.length === 0) return []
  const least = top.at(-1)?.figure.count
  const tied = used.slice(TOP).filter(({ figure }) => figure.count === least)
  const sum = (some: readonly Used[]) => some.reduce((total, { figure }) => total + figure.count, 0)
  const all = usedOf(rows)
  // Figures with noise do not add up to a share.
  const hasShare = all.length > top.length + tied.length && !hasNoise(latest, drawn)
  return [{ kind: 'most-used', top, tied, share: hasShare ? sum([...top, ...tied]) / sum(all) : undefined }]
}

function usedOf(rows: readonly Row[]): readonly Used[] {
  return rows.flatMap(({ series, latest }) =>
    latest.state === 'shown' && latest.count > 0 ? [{ series, figure: latest }] : [],
  )
}

function changes(overview: Overview): readonly Insight[] {
  const { drawn, rows, latest, comparesMonths } = overview
  if (hasNoise(latest, drawn) || !comparesMonths) return []
  if (daysUpTo(latest.last, drawn) < DAYS_OF_YEAR) return [{ kind: 'too-early' }]
  if (drawn.kind !== 'month') return []
  const clear = rows.filter(({ change, isClear }) => isClear && !('none' in change) && change.isYear)
  const told = [largest(clear, 1, overview), largest(clear, -1, overview)].flatMap((one) => one ?? [])
  if (told.length > 0) return told
  const held = overview.compared.filter((one) => one.comparison.isYear && isExact(one))
  // What they did together stands above the chart, or is said nowhere.
  return held.length > 0 && areSteady(held) ? [{ kind: 'steady', ...heldOf(held, overview) }] : []
}

/** Fewer hold no whole month beside one of a year ago, or the month after that. */
const DAYS_OF_YEAR = 365

/** From the first day with a log to the end of a period. */
function daysUpTo(position: number, { kind, periods, firstDay, grid }: Drawn): number {
  const period = periods[position]
  return period === undefined ? 0 : lastDayOf(kind, period) - Math.max(firstDay, grid[0] ?? firstDay) + 1
}

/** The largest change by uses a day. */
function largest(clear: readonly Row[], sign: 1 | -1, overview: Overview): Insight | undefined {
  const moved = clear.flatMap(({ series, change }) => {
    if ('none' in change) return []
    const { now, before } = change
    return [{ series, change, size: sign * (now.count / now.days - before.count / before.days) }]
  })
  const [first] = moved.toSorted((a, b) => b.size - a.size)
  if (first === undefined || first.size <= 0) return undefined
  const { series, change } = first
  return { kind: sign > 0 ? 'up' : 'down', series, change, since: sinceOf(series, clear, overview) }
}

function sinceOf(series: Series, clear: readonly Row[], { compared, latest, drawn }: Overview): number | undefined {
  const one = compared.find((other) => other.series === series)
  const moved = new Set(clear.map((row) => row.series))
  const steady = compared.filter((other: ComparedFeature) => !moved.has(other.series) && !other.comparison.isBroken)
  return one && dateOfChange(one, steady, latest, drawn)
}

const LEAST_ERRORS = 30
const LEAST_SHARE = 0.02
const TIMES_HALF = 2
const FEWEST_SHARES = 3

function mostErrors({ active, rows, latest, drawn }: Overview): readonly Insight[] {
  if (hasNoise(latest, drawn)) return []
  const hidden = mostHidden(latest, drawn)
  // A least share may be any larger one, so where half are, nothing is known of the middle one, and nothing said.
  const most = rows.flatMap(({ errors }) =>
    typeof errors === 'string' ? [] : [errors.isLeast ? Infinity : errors.share],
  )
  const unknown = rows.flatMap(({ latest: now, errors }) => {
    if (errors !== 'hidden' || now.state !== 'shown') return []
    return [now.isLeast ? Infinity : hidden / (now.count + hidden)]
  })
  const half = middleOf(most)
  const limit = Math.max(LEAST_SHARE, TIMES_HALF * (middleOf([...most, ...unknown]) ?? 0))
  const failing = active
    .flatMap(({ series, errors }) => (typeof errors === 'string' || errors.isLeast ? [] : [{ series, ...errors }]))
    .toSorted((a, b) => b.share - a.share)
  const found = failing.find(
    ({ errors, requests }) => errors >= LEAST_ERRORS && wilsonBounds(errors, requests, BOUND_ERRORS).low >= limit,
  )
  if (found === undefined) return []
  return [
    {
      kind: 'errors',
      series: found.series,
      errors: found.errors,
      requests: found.requests,
      half,
      isOfAll: most.length === rows.length,
    },
  ]
}

/** Of errors that are hidden all through the latest periods, as many as there may be, unless they protect others. */
function mostHidden(latest: Window, drawn: Drawn): number {
  const rules = drawn.rules.slice(latest.first, latest.last + 1)
  return rules.reduce((sum, rule) => sum + Math.max(0, largestThreshold([rule]) - 1), 0)
}

/** Of three shares or more the middle one; of an even number the lower of two. */
function middleOf(shares: readonly number[]): number | undefined {
  return shares.length < FEWEST_SHARES ? undefined : shares.toSorted((a, b) => b - a)[Math.floor(shares.length / 2)]
}

/** In service all along, hidden with all their days, and not known to be without a use. */
function withoutFigure({ silent, never, latest, drawn }: Overview): readonly Insight[] {
  const found = [...silent.map(({ series }) => series), ...never].flatMap((series) => {
    const silence = silenceOf(series, latest, drawn)
    return silence !== undefined && silence.months >= MONTHS_OF_SILENCE ? [{ series, ...silence }] : []
  })
  if (found.length === 0) return []
  const told = rulesOver(Math.max(...found.map(({ periods }) => periods)), { latest, drawn })
  // A figure with noise is hidden for what it became by it, not for its uses.
  if (told.some(({ level }) => level !== 'threshold')) return []
  return [
    {
      kind: 'no-figure',
      features: found.map(({ series }) => series),
      months: Math.min(...found.map(({ months }) => months)),
      hasGap: found.some(({ hasGap }) => hasGap),
      k: largestThreshold(told),
    },
  ]
}

/** Three standard errors below what was seen. */
const BOUND_ERRORS = 3

const FEWEST_STEADY = 3
const FEWEST_EACH_SIDE = 2
/** Of the way from the mean before to the mean after, how much is free between the highest of one side and the lowest of the other. */
const LEAST_CLEFT = 0.5

/**
 * The position of the month from which on a feature is at another level; undefined where no step stands out: what grows month by month
 * has no date. Each month is held against that of a year before, and both against features that are steady, so that no season is
 * taken for a step: of less than two years there is no date.
 *
 * @param steady features without a clear change, over the same time
 */
function dateOfChange(
  { series, comparison }: ComparedFeature,
  steady: readonly ComparedFeature[],
  latest: Window,
  drawn: Drawn,
): number | undefined {
  const first = Math.max(comparison.base.first, MONTHS_OF_YEAR)
  const needed = (rates: readonly (Rate | undefined)[]) => rates.slice(first - MONTHS_OF_YEAR, latest.last + 1)
  const controls = steady
    .map((one) => needed(ratesOf(one.series, drawn)))
    .filter((rates) => rates.every((rate) => rate !== undefined))
  if (controls.length < FEWEST_STEADY) return undefined
  const parts = needed(ratesOf(series, drawn)).map((rate, position) => {
    const control = controls.reduce((sum, rates) => sum + (rates[position]?.rate ?? 0), 0)
    return rate === undefined || control === 0 || rate.rate === 0 ? undefined : Math.log(rate.rate / control)
  })
  const sign = comparison.ratio > 1 ? 1 : -1
  const levels = parts.slice(MONTHS_OF_YEAR).map((part, position) => {
    const before = parts[position]
    return part === undefined || before === undefined ? undefined : sign * (part - before)
  })
  const step = stepIn(levels)
  return step === undefined ? undefined : first + step
}

/** Where all levels after are above all before, with a cleft between; hidden ones may not lie at it. */
function stepIn(levels: readonly (number | undefined)[]): number | undefined {
  const splits = levels.flatMap((level, position) => {
    if (level === undefined || levels[position - 1] === undefined) return []
    const before = levels.slice(0, position).flatMap((one) => one ?? [])
    const after = levels.slice(position).flatMap((one) => one ?? [])
    if (before.length < FEWEST_EACH_SIDE || after.length < FEWEST_EACH_SIDE) return []
    const rise = meanOf(after) - meanOf(before)
    const cleft = Math.min(...after) - Math.max(...before)
    return rise > 0 && cleft >= LEAST_CLEFT * rise ? [{ position, cleft }] : []
  })
  return splits.toSorted((a, b) => b.cleft - a.cleft)[0]?.position
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
