import { indexOf } from '../../../domain/dictionary.ts'
import type { ProtectedRow, TableSpec } from '../../../domain/table.ts'
import type { PublishedRow } from '../../../state/index.ts'
import { seriesOf } from '../../../domain/series-of.ts'

/** The rows of a table as they were published, of all that is kept. */
export function rowsOfTable(
  spec: Pick<TableSpec, 'period' | 'dimensions' | 'measures'>,
  published: readonly PublishedRow[],
): readonly ProtectedRow[] {
  const series = seriesOf(spec)
  const found = new Map<string, ProtectedRow>()
  for (const row of published) {
    const at = row.series === series ? spec.measures.findIndex((measure) => measure === row.measure) : -1
    if (at < 0) continue
    const key = `${row.period} ${row.place}`
    const before = found.get(key)?.counts ?? spec.measures.map(() => undefined)
    found.set(key, {
      period: indexOf<'period'>(row.period),
      feature: row.feature,
      categories: row.cell === '' ? [] : row.cell.split(' '),
      counts: before.with(at, row.count ?? undefined),
    })
  }
  return [...found.values()]
}
