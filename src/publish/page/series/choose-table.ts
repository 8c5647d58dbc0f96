import type { PeriodIndex } from '../../../domain/calendar.ts'
import { PERIOD_KINDS } from '../../../domain/dictionary.ts'
import type { ReadableTable } from '../../../domain/table.ts'

/** Fewer periods are no series. */
const FEWEST = 3

/**
 * The table to draw: the months, else the coarsest; where it has fewer than three periods, the next finer one that has
 * more.
 */
export function chooseTable(tables: readonly ReadableTable[]): ReadableTable | undefined {
  const ordered = tables.filter(({ rows }) => rows.length > 0).toSorted((a, b) => rankOf(a) - rankOf(b))
  const mostFirst = ordered.toSorted((a, b) => lengthOf(b) - lengthOf(a))
  return ordered.find((table) => lengthOf(table) >= FEWEST) ?? mostFirst[0]
}

function rankOf({ spec }: ReadableTable): number {
  return spec.period === 'month' ? -PERIOD_KINDS.length : -PERIOD_KINDS.indexOf(spec.period)
}

/** First and last period that has a row; rows are sorted by period. */
export function endsOf({ rows }: ReadableTable): readonly [PeriodIndex, PeriodIndex] | undefined {
  const [first, last] = [rows.at(0), rows.at(-1)]
  return first && last && [first.period, last.period]
}

function lengthOf(table: ReadableTable): number {
  const [first, last] = endsOf(table) ?? [0, -1]
  return last - first + 1
}
