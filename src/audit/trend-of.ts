import type { AuditRules } from '../domain/observed-features.ts'
import { median, sum } from './statistics.ts'
import type { AuditTrend } from './verdict.ts'

/** Days of both periods that have lines. */
export type DaysCounted = { readonly now: number; readonly before: number }

/**
 * How a feature's uses changed against what happened to the rest of the service, so that a holiday, or a longer period, is
 * no trend. Nor is a feature that stays as it is while the others change: its own uses a day have to go the same way.
 *
 * Half a use more lets a feature begin at nothing; how sure that is, is then told by what would be expected of both
 * periods if nothing had changed. It decides alone: the change that is told is that of the figures as they are.
 */
export function trendOf(
  { now, before, phi }: Moved,
  usual: UsualChange,
  days: DaysCounted,
  rules: AuditRules,
): AuditTrend {
  const [n1, n0] = [now + 0.5, before + 0.5]
  const usualRatio = Math.exp(usual.log)
  const ratio = n1 / n0 / usualRatio
  const expected = ((n1 + n0) * usualRatio) / (usualRatio + 1)
  const [e1, e0] = now === 0 || before === 0 ? [expected, n1 + n0 - expected] : [n1, n0]
  const error = Math.sqrt(phi * (1 / e1 + 1 / e0) + usual.variance)
  const isSure = Math.abs(Math.log(ratio)) > rules.deviations * error && Math.abs(ratio - 1) >= rules.change
  const own = now / days.now - before / days.before
  const change = before === 0 ? undefined : now / before / usual.ratio - 1
  if (!isSure || Math.sign(own) !== Math.sign(ratio - 1)) return { direction: 'flat', change }
  return { direction: ratio > 1 ? 'growing' : 'falling', change }
}

/** Uses of a feature in both periods, and how much more its days vary than by chance alone. */
export type Moved = { readonly now: number; readonly before: number; readonly phi: number }

/** How the uses of a service changed: the logarithm of a ratio, and how sure that is; and that ratio as the figures have it. */
type UsualChange = { readonly log: number; readonly variance: number; readonly ratio: number }

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
  const log = median(known.map((one) => one.log))
  return {
    log,
    ratio: plainRatio(median(known.map(({ ratio }) => Math.log(ratio))), log),
    variance: known.length === 1 ? variance : MEDIAN_AGAINST_MEAN * variance,
  }
}

/** A median varies so much more than a mean does. */
export const MEDIAN_AGAINST_MEAN = Math.PI / 2

/** Half a use more everywhere lets a feature begin at nothing. */
function changeOf({ now, before, phi }: Moved): UsualChange {
  const [n1, n0] = [now + 0.5, before + 0.5]
  const log = Math.log(n1 / n0)
  return { log, variance: phi * (1 / n1 + 1 / n0), ratio: plainRatio(Math.log(now / before), log) }
}

/** Of a rest that begins or ends at nothing there is no ratio but that with half a use more. */
function plainRatio(plain: number, log: number): number {
  return Math.exp(Number.isFinite(plain) ? plain : log)
}
