export { planTables, type PlanOptions } from './plan/plan-tables.ts'
export { protectTables } from './protect-tables.ts'
export { protectQuality } from './protect-quality.ts'
export { isSealed } from './seal.ts'
