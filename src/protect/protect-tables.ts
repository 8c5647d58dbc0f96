import { categoriesWithFolded } from '../domain/folded.ts'
import type {
  Counted,
  CountedTable,
  NoiseSource,
  ProtectedRow,
  ProtectedTable,
  Released,
  TableSpec,
} from '../domain/table.ts'
import { decideFigures, thresholdOf } from './disclosure/decide-figures.ts'
import { DISCLOSURE_RULES, type DisclosureRules } from './disclosure/disclosure-rules.ts'
import type { Figures } from './disclosure/figures.ts'
import { closedSums } from './disclosure/sums-behind-noise.ts'
import { keepReleased } from './disclosure/released-figures.ts'
import { gridPeriods } from './grid-periods.ts'
import { openCellKeys } from './noise/open-cell-keys.ts'
import { NOISE_RULES, type NoiseRules } from './noisy/noise-rules.ts'
import { publishedMargins, type Margins } from './noisy/published-margins.ts'
import { writeNoisyRows } from './noisy/write-noisy-rows.ts'
import { writePrivateRows } from './noisy/write-private-rows.ts'
import { orderQuantiles } from './order-quantiles.ts'
import { brokenRules, viewsOf, type TableDraft } from './plan/broken-rules.ts'
import { seal } from './seal.ts'
import { writeRows } from './write-rows.ts'

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
      rows: orderQuantiles(spec, rows),
    }),
  )
}

// The rules are sound for planned tables only, so nothing else gets a seal.
function requirePlanned({ tables, since }: Counted): void {
  const specs = tables.map(({ spec }) => spec)
  if (!arePlanned(specs, since !== undefined)) throw new Error('tables were not planned')
}

/** Whether tables keep the rules together, and have noise enough. @param hasSince whether the first day of the service is known */
export function arePlanned(specs: readonly TableSpec[], hasSince: boolean): boolean {
  const drafts = specs.map((spec): TableDraft => ({
    ...spec,
    level: spec.protection.level,
    acceptRisk: spec.protection.level === 'exact',
    hasSince,
  }))
  const views = viewsOf(drafts)
  return (
    drafts.every((draft) => brokenRules(draft, drafts).length === 0) && specs.every((spec) => hasNoiseFor(spec, views))
  )
}

// A measure that a format does not give is left out after the plan: then there is more noise than needed.
function hasNoiseFor({ protection }: TableSpec, views: number): boolean {
  return 'views' in protection ? protection.views >= views : true
}

/** The decisions at every level; the attack tests weaken one at a time. */
export type ProtectionRules = DisclosureRules & NoiseRules

export const RULES: ProtectionRules = { ...DISCLOSURE_RULES, ...NOISE_RULES }

/** A table that was decided. */
export type DecidedTable = Pick<CountedTable, 'spec' | 'categories'> & { readonly rows: readonly ProtectedRow[] }

/** The rows of every table, in the order of the tables. */
export function writeTables(
  counted: Counted,
  noise: NoiseSource,
  rules: ProtectionRules = RULES,
): readonly DecidedTable[] {
  const decided = decideFigures(counted, rules)
  const isClosed = closedSums(decided, counted, rules, thresholdOf(counted))
  const written = new Map<CountedTable, DecidedTable>()
  // Noisy tables look at what is published of the summary, and noisy details also at noisy summaries.
  for (const turn of [0, 1, 2]) {
    const tables = counted.tables.filter((table) => turnOf(table) === turn)
    if (tables.length === 0) continue
    const margins = publishedMargins(
      [...[...written.values()].map((one) => asPublished(one, counted)), ...publishedBeside(counted)],
      counted.grid,
      isClosed,
    )
    for (const table of tables) {
      const { spec, categories } = table
      written.set(table, { spec, categories, rows: rowsOf(table, { counted, decided, margins, noise, rules }) })
    }
  }
  const positionOf = (table: CountedTable): number => counted.tables.indexOf(table)
  return [...written].sort(([a], [b]) => positionOf(a) - positionOf(b)).map(([, one]) => one)
}

/** What a reader has of a table: what is published of it now, and what was before. */
function asPublished(one: DecidedTable, { grid, released, publishes }: Counted): DecidedTable {
  if (publishes === undefined || released === undefined) return one
  const { spec } = one
  const rows = one.rows.flatMap((row) => publishes(spec, row) ?? [])
  const keyOf = ({ period, feature, categories }: ProtectedRow): string => [period, feature, ...categories].join(' ')
  const made = new Set(rows.map(keyOf))
  const periods = new Set(gridPeriods(spec.period, grid).map(({ period }) => period))
  const before = released.tables.flatMap((table) => (table.spec.name === spec.name ? table.rows : []))
  return { ...one, rows: [...rows, ...before.filter((row) => periods.has(row.period) && !made.has(keyOf(row)))] }
}

/** Of which nothing is made now: those that have ended, or that began later. */
function publishedBeside({ tables, released }: Counted): Released['tables'] {
  return (released?.tables ?? []).filter(({ spec }) => !tables.some((table) => table.spec.name === spec.name))
}

function turnOf({ spec: { protection, dimensions } }: CountedTable): number {
  if (protection.level === 'threshold' || protection.level === 'exact') return 0
  return dimensions.length === 0 ? 1 : 2
}

type Protecting = {
  readonly counted: Counted
  readonly decided: readonly Figures[]
  readonly margins: Margins
  readonly noise: NoiseSource
  readonly rules: ProtectionRules
}

function rowsOf(table: CountedTable, { counted, decided, margins, noise, rules }: Protecting): readonly ProtectedRow[] {
  const { protection } = table.spec
  switch (protection.level) {
    case 'cell-key': {
      const keys = openCellKeys(given(noise.key))
      return writeNoisyRows(table, counted, { protection, keys, revision: noise.revision ?? 0, margins, rules })
    }
    case 'dp':
      return writePrivateRows(table, counted, protection, given(noise.below))
    case 'threshold':
      return keepReleased(table.spec, writeRows(table, counted, decided), counted.released)
    case 'exact':
      return writeRows(table, counted, decided)
  }
}

// Without its source a table would be published without noise: a fault of the program.
function given<T>(source: T | undefined): T {
  if (source === undefined) throw new Error('no source of noise')
  return source
}
