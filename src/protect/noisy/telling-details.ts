import type { Measure } from '../../domain/dictionary.ts'
import type { PeriodIndex } from '../../domain/calendar.ts'
import { FOLDED, tierOf, type Grid, type ProtectedRow, type ReadableTable, type Rows } from '../../domain/table.ts'
import { gridPeriods } from '../grid-periods.ts'
import type { Around } from './decide-breakdown.ts'
import { NOISE_RULES } from './noise-rules.ts'
import { publishedMargins } from './published-margins.ts'

/** A breakdown of a feature in a period that should have been hidden. */
export type TellingDetail = {
  readonly table: string
  readonly period: PeriodIndex
  readonly feature: string
  readonly measure: Measure
  /** The summary hides the period; else one category has nearly all of a small total. */
  readonly isHiddenAbove: boolean
}

/** Holds the details at `cell-key` to what the summary shows beside them, from what a reader sees alone. */
export function tellingDetails(tables: readonly ReadableTable[], grid: Grid): readonly TellingDetail[] {
  const margins = publishedMargins(tables, grid)
  return tables.flatMap(({ spec, rows }) => {
    const { name, protection, measures, period: kind } = spec
    if (protection.level !== 'cell-key' || tierOf(spec) !== 'detail') return []
    const breakdowns = breakdownsOf(rows)
    return gridPeriods(kind, grid).flatMap((period) =>
      (breakdowns.get(period.period) ?? []).flatMap(({ feature, rows: own }) =>
        measures.flatMap((measure, m): readonly TellingDetail[] => {
          const fault = faultOf(own, m, margins(spec, measure, period, feature), protection.k)
          if (fault === undefined) return []
          return [{ table: name, period: period.period, feature, measure, isHiddenAbove: fault === 'hidden-above' }]
        }),
      ),
    )
  })
}

function faultOf(
  rows: readonly ProtectedRow[],
  m: number,
  { isShown, margin }: Around,
  k: number,
): 'hidden-above' | 'dominated' | undefined {
  const shown = rows.flatMap(({ categories, counts }) => {
    const count = counts[m]
    return count === undefined ? [] : [{ isMember: categories.some((word) => word !== FOLDED), count }]
  })
  if (shown.length === 0) return undefined
  if (isShown === false) return 'hidden-above'
  const largest = Math.max(0, ...shown.map(({ isMember, count }) => (isMember ? count : 0)))
  return margin !== undefined && NOISE_RULES.isDominated(margin, largest, k) ? 'dominated' : undefined
}

type Breakdown = { readonly feature: string; readonly rows: ProtectedRow[] }

// Rows of a breakdown stand one after the other.
function breakdownsOf(rows: Rows): ReadonlyMap<PeriodIndex, readonly Breakdown[]> {
  const found = new Map<PeriodIndex, Breakdown[]>()
  for (const row of rows) {
    const those = found.get(row.period) ?? []
    found.set(row.period, those)
    const last = those.at(-1)
    if (last?.feature === row.feature) last.rows.push(row)
    else those.push({ feature: row.feature, rows: [row] })
  }
  return found
}
