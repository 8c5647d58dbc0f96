import { categoriesWithFolded } from '../domain/folded.ts'
import { type Counted, type NoiseSource, type ProtectedTable, type TableSpec } from '../domain/table.ts'
import { seal } from './seal.ts'
import { brokenRules, viewsOf, type TableDraft } from './plan/table-rules.ts'
import { writeTables } from './write-tables.ts'

/**
 * Hides what must not be published and seals the rest: all tables of a service at once, since a hidden figure must not
 * follow from another table.
 *
 * Hint: tables at `exact` show everything, and no hole elsewhere is made or kept for their sake.
 *
 * @throws Error where the tables break the rules that `planTables` checks, or lack their source of noise
 */
export function protectTables(counted: Counted, noise: NoiseSource = {}): readonly ProtectedTable[] {
  requirePlanned(counted)
  return writeTables(counted, noise).map(({ spec, categories, rows }) =>
    seal<ProtectedTable>({
      spec,
      categories: categoriesWithFolded(spec, categories),
      rows,
    }),
  )
}

// The rules are sound for planned tables only, so nothing else gets a seal.
function requirePlanned({ tables, since }: Counted): void {
  const drafts = tables.map(({ spec }): TableDraft => ({
    ...spec,
    level: spec.protection.level,
    acceptRisk: spec.protection.level === 'exact',
    hasSince: since !== undefined,
  }))
  const isPlanned = drafts.every((draft) => brokenRules(draft, drafts).length === 0)
  const views = viewsOf(drafts)
  if (!isPlanned || !tables.every(({ spec }) => hasNoiseFor(spec, views))) throw new Error('tables were not planned')
}

// A measure that a format does not give is left out after the plan: then there is more noise than needed.
function hasNoiseFor({ protection }: TableSpec, views: number): boolean {
  return 'views' in protection ? protection.views >= views : true
}
