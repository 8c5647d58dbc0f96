import type { Views } from '../../domain/table.ts'

/**
 * The least threshold behind noise, by T, for cells, for what is folded and for what one category dominates. Below it a
 * threshold tells more than the noise hides: at k = 3 and T = 4 whether one request came is guessed right 98 % of the time.
 */
export const LEAST_THRESHOLD: Readonly<Record<Views, number>> = { 1: 6, 2: 8, 3: 10, 4: 12 }

/**
 * How often somebody is right at most who sends requests of their own, knows all others but one, and has all T figures of a
 * period; rounded up.
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

const FIRST_K = 3

type Row = readonly [presence: number, profile: number, presenceTwice: number, profileTwice: number]

/**
 * By T, for thresholds from 3 on; from twice the reach of the noise on nothing changes any more, which is the last row.
 *
 * Computed from the noise table, all counts tried; made and held by test/protect/noise/guess-table.test.ts.
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
