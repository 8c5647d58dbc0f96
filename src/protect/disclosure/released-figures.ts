import { baseOf } from '../../domain/measure.ts'
import type { ProtectedRow, Released, ReleasedFigures, TableSpec } from '../../domain/table.ts'

/** Looks up what was published at `threshold`, from whichever tables. */
export function releasedFigures(tables: Released['tables']): ReleasedFigures {
  const book = new Map<string, number | 'hidden'>()
  for (const { spec, rows } of tables) {
    if (spec.protection.level !== 'threshold') continue
    for (const { period, feature, counts } of rows)
      spec.measures.forEach((measure, m) =>
        book.set(`${spec.period} ${period} ${feature} ${measure}`, counts[m] ?? 'hidden'),
      )
  }
  return (kind, period, feature, measure) => book.get(`${kind} ${period} ${feature} ${measure}`)
}

/**
 * The rows of a table, with what was published as it was published. Where a feature is revised its counts are told anew, and no quantile:
 * each edition of one would answer another question of whoever sends requests. It stays empty, too, where a row was published without it:
 * once it may have been there.
 */
export function keepReleased(
  { period: kind, measures }: TableSpec,
  rows: readonly ProtectedRow[],
  released: Released | undefined,
): readonly ProtectedRow[] {
  if (released === undefined) return rows
  const book = releasedFigures(released.tables)
  return rows.map((row) => {
    const counts = measures.map((measure, m) => {
      const base = baseOf(measure)
      if (base === undefined && released.revised.has(row.feature)) return row.counts[m]
      const own = book(kind, row.period, row.feature, measure)
      const isWithout = base !== undefined && book(kind, row.period, row.feature, base) !== undefined
      const figure = own ?? (isWithout ? 'hidden' : row.counts[m])
      return figure === 'hidden' ? undefined : figure
    })
    return { ...row, counts }
  })
}
