import type { AuditRules } from '../domain/audit.ts'
import type { Trend } from './verdict.ts'

/** Uses of a feature now and before, and of the rest of the service. */
export type Change = {
  readonly now: number
  readonly before: number
  readonly restNow: number
  readonly restBefore: number
}

/**
 * How a feature's uses changed against the rest of the service, so that a holiday, or a longer period, is no trend.
 *
 * Half a use more everywhere lets a feature begin at nothing; how sure that is, is then told by what would be expected of
 * both periods if nothing had changed.
 */
export function trendOf(change: Change, phi: number, rules: AuditRules): Trend {
  const { now, before, restNow, restBefore } = change
  const [n1, n0, r1, r0] = [now + 0.5, before + 0.5, restNow + 0.5, restBefore + 0.5]
  const ratio = n1 / n0 / (r1 / r0)
  const expected = ((n1 + n0) * r1) / (r1 + r0)
  const [e1, e0] = now === 0 || before === 0 ? [expected, n1 + n0 - expected] : [n1, n0]
  const error = Math.sqrt(phi * (1 / e1 + 1 / e0 + 1 / r1 + 1 / r0))
  const isSure = Math.abs(Math.log(ratio)) > rules.deviations * error
  const share = ratio - 1
  if (!isSure || Math.abs(share) < rules.change) return { direction: 'flat', change: share }
  return { direction: share > 0 ? 'growing' : 'falling', change: share }
}
