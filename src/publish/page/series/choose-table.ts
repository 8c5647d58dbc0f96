import type { PeriodIndex } from '../../../domain/calendar.ts'
import { PERIOD_KINDS } from '../../../domain/dictionary.ts'
import type { ProtectedTable } from '../../../domain/table.ts'

/** Fewer periods are no series. */
const FEWEST = 3

/**
 * The table to draw: the months, else the coarsest; where it has fewer than three periods, the next finer one that has
 * more.
 */
export function chooseTable(tables: readonly ProtectedTable[]): ProtectedTable | undefined {
  const ordered = tables.filter(({ rows }) => rows.length > 0).toSorted((a, b) => rankOf(a) - rankOf(b))
  const mostFirst = ordered.toSorted((a, b) => lengthOf(b) - lengthOf(a))
  return ordered.find((table) => lengthOf(table) >= FEWEST) ?? mostFirst[0]
}

function rankOf({ spec }: ProtectedTable): number {
  return spec.period === 'month' ? -PERIOD_KINDS.length : -PERIOD_KINDS.indexOf(spec.period)
}

/** First and last period that has a row; rows are sorted by period. */
export function endsOf({ rows }: ProtectedTable): readonly [PeriodIndex, PeriodIndex] | undefined {
  const [first, last] = [rows[0], rows.at(-1)]
  return first && last && [first.period, last.period]
}

function lengthOf(table: ProtectedTable): number {
  const [first, last] = endsOf(table) ?? [0, -1]
  return last - first + 1
}
