import { isNoisy, type Protection, type TableRule, type TableSpec } from '../../domain/table.ts'
import { protectionOf, viewsIn, withThreshold } from './protection-of.ts'
import { planTables } from './plan-tables.ts'
import { viewsOf } from './broken-rules.ts'

/** A table that says of itself what no plan of ours would. */
export type WrongSpec = {
  readonly table: string
  /** `numbers`: variance, reach, views or budget do not belong together. `threshold`: it is not that of the service. */
  readonly wrong: TableRule | 'numbers' | 'threshold'
}

/**
 * Holds tables that were published to the rules by which tables are planned.
 *
 * @param specs those of the service that are at hand, in their order
 */
export function wrongSpecs(specs: readonly TableSpec[], k: number, hasSince: boolean): readonly WrongSpec[] {
  const requests = specs.map(({ protection: { level }, ...spec }) => ({
    value: { ...spec, level, acceptRisk: true },
    place: { file: '', line: 0, column: 0 },
  }))
  const { problems } = planTables(requests, { k, hasSince, cells: () => 1 })
  const broken = problems.map(({ table, rule }) => ({ table, wrong: rule }))
  const drafts = specs.map(({ measures, protection: { level } }) => ({ measures, level }))
  const least = viewsOf(drafts)
  const others = specs.flatMap(({ name, protection }): readonly WrongSpec[] => {
    if (protection.level === 'exact') return []
    if (!fits(protection, k) || (isNoisy({ protection }) && viewsIn(protection) < least))
      return [{ table: name, wrong: 'numbers' }]
    return hasThreshold(protection, k) ? [] : [{ table: name, wrong: 'threshold' }]
  })
  return [...broken, ...others]
}

/** Whether a table is protected as it would be where the service has this threshold. */
export function hasThreshold(protection: Protection, k: number): boolean {
  const wanted = withThreshold(protection, k)
  return protection.level === 'exact' || wanted.level === 'exact' || protection.k === wanted.k
}

/** The same level, threshold and views give the same numbers. */
function fits(protection: Exclude<Protection, { readonly level: 'exact' }>, k: number): boolean {
  const threshold = protection.level === 'dp' ? k : protection.k
  const planned: object = protectionOf(protection.level, threshold, viewsIn(protection))
  const own: Readonly<Record<string, unknown>> = protection
  return Object.entries(planned).every(([key, value]) => own[key] === value)
}
