import { sum } from './dispersion-of.ts'
import { median } from './median.ts'

/** Uses of a feature in both periods, and how much more its days vary than by chance alone. */
export type Moved = { readonly now: number; readonly before: number; readonly phi: number }

/** How the uses of a service changed: the logarithm of a ratio, and how sure that is. */
export type UsualChange = { readonly log: number; readonly variance: number }

/**
 * What happened to the rest of a service: the median of its features' changes, since in a sum the largest decides: its bad
 * month would make all others grow. Those with next to no use are left out, as long as there are others.
 *
 * @param leastUses in both periods together
 */
export function usualChange(rest: readonly Moved[], leastUses: number): UsualChange {
  const known = rest.filter(({ now, before }) => now + before >= leastUses).map(changeOf)
  if (known.length === 0)
    return changeOf({ now: sum(rest.map(({ now }) => now)), before: sum(rest.map(({ before }) => before)), phi: 1 })
  const variance = median(known.map((one) => one.variance)) / known.length
  return {
    log: median(known.map(({ log }) => log)),
    variance: known.length === 1 ? variance : MEDIAN_AGAINST_MEAN * variance,
  }
}

/** A median varies so much more than a mean does. */
const MEDIAN_AGAINST_MEAN = Math.PI / 2

/** Half a use more everywhere lets a feature begin at nothing. */
function changeOf({ now, before, phi }: Moved): UsualChange {
  const [n1, n0] = [now + 0.5, before + 0.5]
  return { log: Math.log(n1 / n0), variance: phi * (1 / n1 + 1 / n0) }
}
