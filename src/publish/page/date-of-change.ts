import { ratesOf, type Compared, type Rate } from './clear-change.ts'
import { MONTHS_OF_YEAR, type Window } from './compare-figures.ts'
import type { Drawn } from './series.ts'

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
export function dateOfChange(
  { series, comparison }: Compared,
  steady: readonly Compared[],
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
