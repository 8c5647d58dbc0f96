import { changeTogether, isExact, type ComparedFeature } from './clear-change.ts'
import { hasNoise, MONTHS_OF_YEAR } from './compare-figures.ts'
import type { Overview, Row } from './overview.ts'

/** Features together, in the latest window. */
export type Together = {
  /** Undefined: no figure is shown. */
  readonly count: number | undefined
  /** Some figure is hidden, with all its days or some. */
  readonly isLeast: boolean
}

/** All of them. */
export type WholeService = Together & {
  readonly isNoisy: boolean
  /** Uses a day against the same month of last year; undefined: unknown, chance, or of features that make less than half. */
  readonly change: ({ readonly ratio: number } & Held) | undefined
}

export function wholeService(overview: Overview): WholeService {
  const { drawn, latest, rows } = overview
  const together = addUp(rows)
  return {
    ...together,
    isNoisy: hasNoise(latest, drawn),
    change: changeOf(overview, together.count ?? 0),
  }
}

/** How many features are held against a year ago, of how many that were in service. */
export type Held = { readonly features: number; readonly of: number }

export function heldOf(compared: readonly ComparedFeature[], { rows }: Pick<Overview, 'rows'>): Held {
  const inService = rows.filter(({ latest: { state } }) => state !== 'gap' && state !== 'absent')
  return { features: compared.length, of: inService.length }
}

/** A function of what their rows show: it tells no more. */
export function addUp(rows: readonly Pick<Row, 'latest'>[]): Together {
  const shown = rows.flatMap(({ latest }) => (latest.state === 'shown' ? [latest] : []))
  return {
    count: shown.length === 0 ? undefined : shown.reduce((all, { count }) => all + count, 0),
    isLeast:
      rows.some(({ latest: { state } }) => state === 'hidden' || state === 'withheld') ||
      shown.some(({ isLeast }) => isLeast),
  }
}

/** Like for like: of the features that are held against the same month of last year, if they make half of the whole. */
function changeOf(overview: Overview, whole: number): WholeService['change'] {
  const { latest, compared } = overview
  const like = compared.filter((one) => one.comparison.isYear && isExact(one))
  const same = like.filter(({ comparison }) => comparison.base.first === latest.last - MONTHS_OF_YEAR)
  const part = same.reduce((sum, { comparison }) => sum + comparison.now.count, 0)
  if (same.length === 0 || part * 2 < whole) return undefined
  const ratio = changeTogether(same)
  return ratio === undefined ? undefined : { ratio, ...heldOf(same, overview) }
}
