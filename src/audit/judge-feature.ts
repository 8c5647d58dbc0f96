import { PASSED_OVER, type AuditRules, type DayFigures } from '../domain/observed-features.ts'
import { carriedOver } from './choose-windows.ts'
import { errorsOf, requestsOf, type UsesToRetire } from './measure-features.ts'
import type { AuditReason, AuditTrend, AuditedVerdict } from './verdict.ts'
import { wilsonBounds } from '../domain/wilson-bounds.ts'

/** A feature, as the rules look at it. */
export type FeatureFacts = {
  readonly figures: DayFigures
  readonly toRetire: UsesToRetire
  readonly p95Ms: number | undefined
  readonly trend: AuditTrend | undefined
  readonly phi: number
  /** It may be retired: it is not the home page, and neither the data nor the feature is younger than the days by which that is told. */
  readonly mayRetire: boolean
}

/** What all features together are. */
export type ServiceFacts = {
  /** Uses of the service, and the features that have any. */
  readonly uses: number
  readonly inUse: number
  /** In the days by which a feature is told to be unused: 28, more where *now* has more, and fewer where there are no 28. */
  readonly toRetire: { readonly days: number; readonly uses: number; readonly inUse: number }
  /** Medians over the features. */
  readonly serverErrors: number
  readonly clientErrors: number
  readonly p95Ms: number
}

type Judged = { readonly verdict: AuditedVerdict; readonly reason: AuditReason }

/** The first rule that fits. */
export function judgeFeature(facts: FeatureFacts, around: ServiceFacts, rules: AuditRules): Judged {
  for (const { verdict, find } of RULES) {
    const reason = find(facts, around, rules)
    if (reason !== undefined) return { verdict, reason }
  }
  return { verdict: 'keep', reason: { rule: 'steady' } }
}

type Rule = {
  readonly verdict: AuditedVerdict
  readonly find: (facts: FeatureFacts, around: ServiceFacts, rules: AuditRules) => AuditReason | undefined
}

// 1. errors, the service's own first
// 2. slowness
// 3. next to no use: what comes for it and does not count tells of a map to mend, not of a feature to retire
// 4. too little to say more
// 5. a large part of all uses, or a growing one
// 6. nothing of all this; falling is said
const RULES: readonly Rule[] = [
  { verdict: 'improve', find: failing },
  { verdict: 'improve', find: slow },
  { verdict: 'too-little', find: passedOver },
  { verdict: 'retire', find: unused },
  { verdict: 'too-little', find: few },
  { verdict: 'strengthen', find: strong },
  { verdict: 'strengthen', find: growing },
  { verdict: 'keep', find: falling },
]

function failing({ figures }: FeatureFacts, around: ServiceFacts, rules: AuditRules): AuditReason | undefined {
  if (errorsOf(figures) < rules.least_errors) return undefined
  const requests = requestsOf(figures)
  const kinds = [
    ['server-errors', figures.serverErrors, Math.max(rules.server_errors, rules.times_median * around.serverErrors)],
    ['client-errors', figures.clientErrors, Math.max(rules.client_errors, rules.times_median * around.clientErrors)],
  ] as const
  for (const [rule, count, limit] of kinds) {
    const { low } = wilsonBounds(count, requests, rules.bounds)
    if (low > limit) return { rule, share: count / requests, low, limit }
  }
  return undefined
}

function slow({ figures, p95Ms }: FeatureFacts, around: ServiceFacts, rules: AuditRules): AuditReason | undefined {
  if (p95Ms === undefined || figures.uses < rules.slow_uses) return undefined
  const limitMs = Math.max(rules.slow_ms, rules.slow_times_median * around.p95Ms)
  return p95Ms > limitMs ? { rule: 'slow', p95Ms, limitMs } : undefined
}

function passedOver({ toRetire }: FeatureFacts, around: ServiceFacts, rules: AuditRules): AuditReason | undefined {
  const { uses, passed } = toRetire
  if (passed === undefined) return undefined
  const { days } = around.toRetire
  const limit = carriedOver(rules.retire_uses, days)
  const requests = PASSED_OVER.reduce((sum, kind) => sum + passed[kind], 0)
  return uses < limit && requests >= limit ? { rule: 'passed-over', uses, days, passed } : undefined
}

function unused(
  { toRetire, trend, mayRetire }: FeatureFacts,
  around: ServiceFacts,
  rules: AuditRules,
): AuditReason | undefined {
  const { uses } = toRetire
  const { days, uses: all, inUse } = around.toRetire
  const average = inUse === 0 ? 0 : all / inUse
  const limit = carriedOver(rules.retire_uses, days)
  const isUnused = uses < limit && average >= carriedOver(rules.retire_average, days)
  if (!mayRetire || !isUnused || trend?.direction === 'growing') return undefined
  return { rule: 'unused', uses, days, limit, limitOf28: rules.retire_uses, average }
}

function few({ figures }: FeatureFacts, _: ServiceFacts, rules: AuditRules): AuditReason | undefined {
  const requests = figures.uses + errorsOf(figures)
  return requests < rules.least_requests ? { rule: 'few', requests, limit: rules.least_requests } : undefined
}

function strong(
  { figures, trend, phi }: FeatureFacts,
  around: ServiceFacts,
  rules: AuditRules,
): AuditReason | undefined {
  if (trend?.direction === 'falling') return undefined
  const limit = rules.strong_share / Math.max(1, around.inUse)
  const { low } = wilsonBounds(figures.uses / phi, around.uses / phi, rules.bounds)
  return low >= limit ? { rule: 'strong', share: figures.uses / around.uses, low, limit } : undefined
}

function growing(
  { figures, trend, phi }: FeatureFacts,
  around: ServiceFacts,
  rules: AuditRules,
): AuditReason | undefined {
  if (trend?.direction !== 'growing') return undefined
  const { high } = wilsonBounds(figures.uses / phi, around.uses / phi, rules.bounds)
  const isWorthIt = high > rules.growing_share / Math.max(1, around.inUse)
  return isWorthIt ? { rule: 'growing', change: trend.change } : undefined
}

function falling({ trend }: FeatureFacts): AuditReason | undefined {
  return trend?.direction === 'falling' ? { rule: 'falling', change: trend.change } : undefined
}
