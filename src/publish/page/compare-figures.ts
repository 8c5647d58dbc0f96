import { firstDayOf, lastDayOf, type PeriodIndex } from '../../domain/calendar.ts'
import type { Measure, PeriodKind } from '../../domain/dictionary.ts'
import { isNoisy, type Grid } from '../../domain/table.ts'
import type { Drawn, Series } from './series.ts'

/** Periods that are looked at together, as positions, both included. */
export type Window = { readonly first: number; readonly last: number }

// Days and weeks are compared by four weeks, else by one, so that weekends weigh the same on both sides.
const LENGTHS: Readonly<Record<PeriodKind, readonly number[]>> = {
  day: [28, 7, 1],
  week: [4, 1],
  month: [1],
  quarter: [1],
  year: [1],
}

/** The last periods of which no line is lost and none may come, also where some days have no log: a figure is compared by the day. */
export function latestWindow({ kind, periods, partial }: Drawn): Window {
  const whole = periods.findLastIndex((_, position) => !partial.has(position))
  const last = whole >= 0 ? whole : periods.length - 1
  const length = LENGTHS[kind].find((one) => 2 * one <= last + 1) ?? 1
  return { first: last - length + 1, last }
}

/** Whether the logs cover all days of a window, some or none. */
export function coverageOf(
  { first, last }: Window,
  { kind, periods, inPart, grid }: DaysDrawn,
): 'whole' | 'part' | 'none' {
  const inside = periods.slice(first, last + 1)
  const without = inside.filter(
    (period) => daysBefore(lastDayOf(kind, period) + 1, grid) === daysBefore(firstDayOf(kind, period), grid),
  )
  if (without.length === inside.length) return 'none'
  return without.length > 0 || inside.some((_, position) => inPart.has(first + position)) ? 'part' : 'whole'
}

/** So many days of a window have a log. */
export function daysWithLog({ first, last }: Window, { kind, periods, grid }: DaysDrawn): number {
  const inside = periods.slice(first, last + 1)
  return inside.reduce((sum, period) => sum + daysBetween(firstDayOf(kind, period), lastDayOf(kind, period), grid), 0)
}

/** What a window is told from. */
export type DaysDrawn = Pick<Drawn, 'kind' | 'periods' | 'inPart' | 'grid'>

/** Whether some figure of a window has noise: by the rules of its periods, which are not those of today where they changed. */
export function hasNoise({ first, last }: Window, { rules }: Pick<Drawn, 'rules'>): boolean {
  return rules.slice(first, last + 1).some((protection) => isNoisy({ protection }))
}

/** What is known of a feature in a window; `days` are those of its periods that have a log and on which it was counted. */
export type WindowFigure =
  | { readonly state: 'shown'; readonly count: number; readonly isLeast: boolean; readonly days: number }
  | { readonly state: 'hidden' | 'gap' | 'withheld' | 'absent' }

export type ShownFigure = Extract<WindowFigure, { readonly state: 'shown' }>

/**
 * A period that is hidden, or not published, or has lines of which this was not counted, makes the sum a least one; those without a log, or out
 * of service, do not count.
 */
export function figureOf(series: Series, window: Window, drawn: Drawn, measure: Measure = drawn.counted): WindowFigure {
  const inside = drawn.periods.slice(window.first, window.last + 1)
  const inRows = inside.flatMap((period) => {
    const figure = drawn.known(period, series.feature.id, measure)
    return figure === undefined ? [] : [{ ...figure, period }]
  })
  const known = inRows.filter(({ exact, period }) => exact !== undefined || !drawn.isUncounted(period, measure))
  const isInPart = known.length < inRows.length || isAway(series, inside, drawn)
  const without = whyWithout(series, window, known, isInPart)
  const isLeast = isInPart || without === 'hidden' || without === 'withheld'
  const shown = known.flatMap(({ atLeast }) => atLeast ?? [])
  const count = shown.reduce((sum, one) => sum + one, 0)
  // That it is 0 or more tells nothing.
  if (shown.length === 0 || (isLeast && count === 0)) return { state: without }
  const days = known.reduce((sum, { period }) => sum + daysOf(series, period, drawn), 0)
  return { state: 'shown', count, isLeast, days: Math.max(1, days) }
}

/** Why a window has no figure, or a part of it none. */
function whyWithout(
  { slots }: Series,
  { first, last }: Window,
  known: readonly { readonly exact: number | undefined }[],
  isInPart: boolean,
): Exclude<WindowFigure['state'], 'shown'> {
  const states = slots.slice(first, last + 1).map(({ state }) => state)
  if (known.some(({ exact }) => exact === undefined)) return 'hidden'
  if (states.includes('withheld')) return 'withheld'
  return isInPart || states.includes('gap') ? 'gap' : 'absent'
}

/** Lines came in one of these periods, of which there is no row, since the feature was not counted then. */
function isAway(
  { feature, away }: Series,
  inside: readonly PeriodIndex[],
  { known, counted, kind, grid }: Drawn,
): boolean {
  return inside.some(
    (period) =>
      known(period, feature.id, counted) === undefined &&
      daysAway(away, firstDayOf(kind, period), lastDayOf(kind, period), grid) > 0,
  )
}

/** Of a period, those that have a log and on which the feature was counted. */
function daysOf({ feature, away }: Series, period: PeriodIndex, { kind, grid }: Drawn): number {
  const least = Math.max(firstDayOf(kind, period), feature.from ?? -Infinity)
  const most = Math.min(lastDayOf(kind, period), feature.until ?? Infinity)
  return daysBetween(least, most, grid) - daysAway(away, least, most, grid)
}

/** Those that have a log and on which it was not counted. */
function daysAway(away: Series['away'], first: number, last: number, grid: Grid): number {
  return away.reduce((sum, { from, to }) => sum + daysBetween(Math.max(first, from), Math.min(last, to), grid), 0)
}

function daysBetween(first: number, last: number, grid: Grid): number {
  return Math.max(0, daysBefore(last + 1, grid) - daysBefore(first, grid))
}

/** How many days of the grid come before a day, by halving: it is asked of each period of each feature. */
function daysBefore(day: number, grid: Grid): number {
  let [low, high] = [0, grid.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((grid[middle] ?? day) < day) low = middle + 1
    else high = middle
  }
  return low
}

/** A figure against an earlier one, both per day that has a log. */
export type Comparison = {
  readonly base: Window
  /** The base is a month of a year ago, or of the month before or after that: seasons weigh alike on both. */
  readonly isYear: boolean
  readonly now: ShownFigure
  readonly before: ShownFigure
  /** 2 is twice as much. Where one of the two is a least figure, it is at least so far from 1. */
  readonly ratio: number
  readonly isBroken: boolean
}

export type Uncompared = {
  readonly none: 'hidden' | 'hidden-before' | 'withheld' | 'withheld-before' | 'nothing-before' | 'none' | 'absent'
}

/** The same month of last year; where that tells nothing, the one before or after it; else the periods before. */
export function comparisonOf(series: Series, latest: Window, drawn: Drawn): Comparison | Uncompared {
  const now = figureOf(series, latest, drawn)
  if (now.state !== 'shown') return { none: WITHOUT[now.state] }
  const befores = basesOf(latest, drawn).map((base) => ({ ...base, before: figureOf(series, base.base, drawn) }))
  for (const { base, isYear, before } of befores) {
    const ratio = ratioOf(now, before)
    if (before.state !== 'shown' || ratio === undefined) continue
    const isBroken = series.breaks.some((x) => x >= base.first && x <= latest.last + 1)
    return { base, isYear, now, before, ratio, isBroken }
  }
  const figures = befores.map(({ before }) => before)
  if (figures.some(isSomething)) return { none: hiddenOf(now) }
  return { none: figures.some(({ state }) => state === 'withheld') ? 'withheld-before' : 'nothing-before' }
}

const WITHOUT = { hidden: 'hidden', withheld: 'withheld', gap: 'none', absent: 'absent' } as const

function isSomething(figure: WindowFigure): boolean {
  return figure.state === 'hidden' || (figure.state === 'shown' && figure.count > 0)
}

/** Which of the two figures keeps a change from being told. */
export function hiddenOf({ isLeast }: ShownFigure): 'hidden' | 'hidden-before' {
  return isLeast ? 'hidden' : 'hidden-before'
}

/** Of the averages per day; undefined where none is known: a least figure says something of a change on one side alone. */
function ratioOf(now: ShownFigure, before: WindowFigure): number | undefined {
  if (before.state !== 'shown' || before.count === 0) return undefined
  const ratio = now.count / now.days / (before.count / before.days)
  if (now.isLeast) return !before.isLeast && ratio > 1 ? ratio : undefined
  return !before.isLeast || ratio < 1 ? ratio : undefined
}

export const MONTHS_OF_YEAR = 12
const YEAR_AGO = [MONTHS_OF_YEAR, MONTHS_OF_YEAR + 1, MONTHS_OF_YEAR - 1]

function basesOf(
  { first, last }: Window,
  { kind, periods, partial }: Drawn,
): readonly Pick<Comparison, 'base' | 'isYear'>[] {
  const length = last - first + 1
  const before = { base: { first: first - length, last: first - 1 }, isYear: false }
  const ago =
    kind === 'month' ? YEAR_AGO.map((months) => last - months).filter((at) => at >= 0 && !partial.has(at)) : []
  const years = ago.map((at) => ({ base: { first: at, last: at }, isYear: true }))
  if (years.length > 0) return years
  return before.base.first >= 0 && periods.length > 1 ? [before] : []
}
