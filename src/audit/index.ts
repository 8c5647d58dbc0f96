export { auditService, type Audited, type AuditedFeature } from './audit-service.ts'
export { VERDICTS, type Reason, type Trend, type Verdict } from './verdict.ts'
export { resemblingFeature, type PatternLiterals } from './resembling-feature.ts'
