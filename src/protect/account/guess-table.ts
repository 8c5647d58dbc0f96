import type { Views } from '../../domain/table.ts'

/**
 * The least threshold behind noise, by T, for cells, for what is folded and for what one category dominates. Below it a
 * threshold tells more than the noise hides: at k = 3 and T = 4 whether one request came is guessed right 98 % of the time.
 */
export const LEAST_THRESHOLD: Readonly<Record<Views, number>> = { 1: 6, 2: 8, 3: 10, 4: 12 }

/**
 * How often somebody is right at most who sends requests of their own, knows all others but one, and has all T figures;
 * rounded up. Where the counts of the figures are alike, which is the worst of those that were tried.
 */
export type Guesses = {
  /** Whether that request came. */
  readonly presence: number
  /** Which categories it has, once it is known to have come. */
  readonly profile: number
}

/** @param isTwice the period was published twice, with other noise */
export function guessesAt(views: Views, k: number, isTwice = false): Guesses {
  const rows = GUESSES[views]
  const row = rows[Math.min(k - FIRST_K, rows.length - 1)]
  if (row === undefined) throw new RangeError(`no threshold: ${k}`)
  const [presence, profile, presenceTwice, profileTwice] = row
  return isTwice ? { presence: presenceTwice, profile: profileTwice } : { presence, profile }
}

/**
 * How often all T figures of one request were drawn, each time with other noise: for one period, published once; for one that
 * was published twice, or two of somebody's periods; for who comes once in each of 7 periods, and of 30.
 */
export const DRAWS = [1, 2, 7, 30] as const
export type Draws = (typeof DRAWS)[number]

/** The same for any threshold that a table may have, and whatever the counts of the figures: they need not be alike. */
export function certifiedAt(views: Views, draws: Draws): Guesses {
  const [presence, profile] = CERTIFIED[views][draws]
  return { presence, profile }
}

type Certified = Readonly<Record<Draws, readonly [presence: number, profile: number]>>

/** Upper bounds, made and held as the table below. */
const CERTIFIED: Readonly<Record<Views, Certified>> = {
  1: { 1: [0.665, 0.71], 2: [0.732, 0.783], 7: [0.885, 0.934], 30: [0.996, 1] },
  2: { 1: [0.672, 0.713], 2: [0.746, 0.795], 7: [0.913, 0.951], 30: [0.999, 1] },
  3: { 1: [0.678, 0.718], 2: [0.756, 0.804], 7: [0.927, 0.959], 30: [1, 1] },
  4: { 1: [0.681, 0.721], 2: [0.76, 0.808], 7: [0.929, 0.961], 30: [1, 1] },
}

const FIRST_K = 3

type Row = readonly [presence: number, profile: number, presenceTwice: number, profileTwice: number]

/**
 * By T, for thresholds from 3 on; from twice the reach of the noise on nothing changes any more, which is the last row.
 *
 * Computed from the noise table, all counts tried; made and held by test/protect/account/guess-table.test.ts.
 */
const GUESSES: Readonly<Record<Views, readonly Row[]>> = {
  1: [
    [0.777, 0.791, 0.901, 0.905],
    [0.714, 0.736, 0.775, 0.824],
    [0.668, 0.718, 0.743, 0.799],
    [0.665, 0.709, 0.722, 0.78],
    [0.665, 0.71, 0.723, 0.78],
    [0.665, 0.71, 0.723, 0.78],
    [0.665, 0.71, 0.723, 0.78],
    [0.665, 0.71, 0.723, 0.78],
  ],
  2: [
    [0.901, 0.901, 0.981, 0.981],
    [0.791, 0.819, 0.899, 0.915],
    [0.774, 0.789, 0.898, 0.903],
    [0.733, 0.761, 0.833, 0.859],
    [0.697, 0.734, 0.816, 0.839],
    [0.661, 0.707, 0.721, 0.781],
    [0.661, 0.707, 0.721, 0.78],
    [0.661, 0.707, 0.721, 0.78],
    [0.661, 0.707, 0.721, 0.78],
    [0.661, 0.707, 0.721, 0.78],
    [0.661, 0.707, 0.721, 0.78],
    [0.661, 0.707, 0.721, 0.78],
  ],
  3: [
    [0.956, 0.956, 0.997, 0.997],
    [0.862, 0.871, 0.95, 0.957],
    [0.849, 0.852, 0.954, 0.955],
    [0.781, 0.807, 0.892, 0.908],
    [0.764, 0.781, 0.889, 0.895],
    [0.728, 0.762, 0.837, 0.863],
    [0.707, 0.741, 0.828, 0.848],
    [0.661, 0.708, 0.724, 0.785],
    [0.662, 0.708, 0.723, 0.785],
    [0.662, 0.707, 0.721, 0.78],
    [0.662, 0.707, 0.721, 0.78],
    [0.662, 0.707, 0.721, 0.78],
    [0.662, 0.707, 0.721, 0.78],
    [0.662, 0.707, 0.721, 0.78],
    [0.662, 0.707, 0.721, 0.78],
    [0.662, 0.707, 0.721, 0.78],
  ],
  4: [
    [0.981, 0.981, 1, 1],
    [0.899, 0.908, 0.975, 0.978],
    [0.898, 0.899, 0.98, 0.98],
    [0.833, 0.845, 0.931, 0.94],
    [0.816, 0.824, 0.933, 0.934],
    [0.769, 0.795, 0.883, 0.899],
    [0.755, 0.775, 0.88, 0.888],
    [0.71, 0.749, 0.82, 0.85],
    [0.696, 0.734, 0.815, 0.839],
    [0.661, 0.708, 0.725, 0.786],
    [0.661, 0.708, 0.724, 0.785],
    [0.661, 0.707, 0.721, 0.779],
    [0.661, 0.707, 0.721, 0.779],
    [0.661, 0.707, 0.721, 0.779],
    [0.661, 0.707, 0.721, 0.779],
    [0.661, 0.707, 0.721, 0.779],
    [0.661, 0.707, 0.721, 0.779],
    [0.661, 0.707, 0.721, 0.779],
  ],
}
