export { auditService, type Audited, type AuditedFeature } from './audit-service.ts'
export type { AuditReason, AuditTrend, AuditedVerdict } from './verdict.ts'
export { resemblingFeature, type PatternLiterals } from './resembling-feature.ts'
export { judgeKnown } from './judge-known.ts'
