import { MOST_VIEWS, type Protection, type ProtectionLevel, type Views } from '../../domain/table.ts'
import { LEAST_THRESHOLD } from '../account/guess-table.ts'
import { REACH } from '../noise/noise-table.ts'

// Requests of one person in a period that `dp` is to cover, and how well: nobody can bound them without an identifier.
const CHANGES = 10
const EPSILON = 1

// At `dp` an unused cell is shown less often than this.
const MOST_ZEROS_SHOWN = 1e-4

/**
 * What a level means for a table. Where there is noise, the threshold of the service may be too low for it.
 *
 * @param views T of the whole service; more than the most breaks a rule, and such a table is not made
 */
export function protectionOf(level: ProtectionLevel, k: number, views: number): Protection {
  const known = ALL_VIEWS.find((one) => one >= views) ?? MOST_VIEWS
  switch (level) {
    case 'exact':
      return { level }
    case 'threshold':
      return { level, k }
    case 'cell-key':
      return {
        level,
        k: Math.max(k, LEAST_THRESHOLD[known]),
        views: known,
        variance: 2 * known,
        reach: REACH[known],
      }
    case 'dp':
      return {
        level,
        k: Math.max(k, leastShown((CHANGES * known) / EPSILON)),
        views: known,
        changes: CHANGES,
        epsilon: EPSILON,
      }
  }
}

/** The same protection where the service has another threshold; at `dp` it is what the noise needs. */
export function withThreshold(protection: Protection, k: number): Protection {
  return protection.level === 'dp' ? protection : protectionOf(protection.level, k, viewsIn(protection))
}

export function viewsIn(protection: Protection): number {
  return 'views' in protection ? protection.views : 0
}

const ALL_VIEWS: readonly Views[] = [1, 2, 3, MOST_VIEWS]

/** The least threshold at which noise of this scale seldom lifts a zero: P(noise ≥ τ) = exp(−τ/b) / (1 + exp(−1/b)). */
function leastShown(scale: number): number {
  return Math.floor(-scale * Math.log(MOST_ZEROS_SHOWN * (1 + Math.exp(-1 / scale)))) + 1
}
