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

/** The rows of a table, with those that were published as they were published. */
export function keepReleased(
  { period: kind, measures }: TableSpec,
  rows: readonly ProtectedRow[],
  released: Released | undefined,
): readonly ProtectedRow[] {
  if (released === undefined) return rows
  const book = releasedFigures(released.tables)
  return rows.map((row) => {
    if (released.revised.has(row.feature)) return row
    const counts = measures.map((measure, m) => {
      const figure = book(kind, row.period, row.feature, measure)
      return figure === undefined ? row.counts[m] : figure === 'hidden' ? undefined : figure
    })
    return { ...row, counts }
  })
}
