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
 * Half a use more everywhere lets a feature begin at nothing.
 */
export function trendOf({ now, before, restNow, restBefore }: Change, phi: number, rules: AuditRules): Trend {
  const [n1, n0, r1, r0] = [now + 0.5, before + 0.5, restNow + 0.5, restBefore + 0.5]
  const ratio = n1 / n0 / (r1 / r0)
  const error = Math.sqrt(phi * (1 / n1 + 1 / n0 + 1 / r1 + 1 / r0))
  const isSure = Math.abs(Math.log(ratio)) > rules.deviations * error
  const change = ratio - 1
  if (!isSure || Math.abs(change) < rules.change) return { direction: 'flat', change }
  return { direction: change > 0 ? 'growing' : 'falling', change }
}
