import type { Counted, ProtectedTable, TableSpec } from '../domain/table.ts'
import { decideFigures } from './disclosure/decide-figures.ts'
import { DISCLOSURE_RULES } from './disclosure/disclosure-rules.ts'
import { seal } from './seal.ts'
import { brokenRules, type TableDraft } from './table-rules.ts'
import { writeRows } from './write-rows.ts'

/**
 * Hides what must not be published and seals the rest: all tables of a service at once, since a hidden figure must not
 * follow from another table.
 *
 * Hint: tables at `exact` show everything, and no hole elsewhere is made or kept for their sake.
 *
 * @throws Error where the tables break the rules that `planTables` checks
 */
export function protectTables(counted: Counted): readonly ProtectedTable[] {
  requirePlanned(counted.tables.map(({ spec }) => spec))
  const decided = decideFigures(counted, DISCLOSURE_RULES)
  return counted.tables.map((table) =>
    seal<ProtectedTable>({
      spec: table.spec,
      categories: table.categories,
      rows: writeRows(table, counted, decided),
    }),
  )
}

// The rules below are sound for planned tables only, so nothing else gets a seal.
function requirePlanned(specs: readonly TableSpec[]): void {
  const drafts = specs.map((spec): TableDraft => ({
    ...spec,
    level: spec.protection.level,
    acceptRisk: spec.protection.level === 'exact',
  }))
  if (drafts.some((draft) => brokenRules(draft, drafts).length > 0)) throw new Error('tables were not planned')
}
