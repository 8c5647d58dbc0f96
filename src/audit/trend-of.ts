import type { AuditRules } from '../domain/audit.ts'
import type { Moved, UsualChange } from './usual-change.ts'
import type { Trend } from './verdict.ts'

/** Days of both periods that have lines. */
export type DaysCounted = { readonly now: number; readonly before: number }

/**
 * How a feature's uses changed against what happened to the rest of the service, so that a holiday, or a longer period, is
 * no trend. Nor is a feature that stays as it is while the others change: its own uses a day have to go the same way.
 *
 * Half a use more lets a feature begin at nothing; how sure that is, is then told by what would be expected of both
 * periods if nothing had changed.
 */
export function trendOf({ now, before, phi }: Moved, usual: UsualChange, days: DaysCounted, rules: AuditRules): Trend {
  const [n1, n0] = [now + 0.5, before + 0.5]
  const usualRatio = Math.exp(usual.log)
  const ratio = n1 / n0 / usualRatio
  const expected = ((n1 + n0) * usualRatio) / (usualRatio + 1)
  const [e1, e0] = now === 0 || before === 0 ? [expected, n1 + n0 - expected] : [n1, n0]
  const error = Math.sqrt(phi * (1 / e1 + 1 / e0) + usual.variance)
  const change = ratio - 1
  const isSure = Math.abs(Math.log(ratio)) > rules.deviations * error && Math.abs(change) >= rules.change
  const own = now / days.now - before / days.before
  if (!isSure || Math.sign(own) !== Math.sign(change)) return { direction: 'flat', change }
  return { direction: change > 0 ? 'growing' : 'falling', change }
}
