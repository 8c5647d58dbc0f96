import { cellOf, wordsOfCell, type PublishedRow } from '../../domain/cell.ts'
import type { PeriodIndex } from '../../domain/calendar.ts'
import { FROM_WORDS } from '../../domain/dictionary.ts'
import { seriesOf } from '../../domain/series-of.ts'
import { FOLDED, type ProtectedRow, type TableSpec } from '../../domain/table.ts'

type Spec = Pick<TableSpec, 'period' | 'dimensions' | 'measures'>

/** Rows of a table as they are kept, a figure a line; each stands in its period where it stood among them. */
export function keptRows(
  spec: Spec,
  rows: Iterable<ProtectedRow>,
  revisionOf: (period: PeriodIndex) => number,
): readonly PublishedRow[] {
  const series = seriesOf(spec)
  const places = new Map<PeriodIndex, number>()
  return [...rows].flatMap(({ period, feature, categories, counts }) => {
    const place = places.get(period) ?? 0
    places.set(period, place + 1)
    const of = { series, period, place, revision: revisionOf(period), feature, cell: cellOf(categories) }
    return spec.measures.map((measure, m): PublishedRow => ({ ...of, measure, count: counts[m] ?? null }))
  })
}

/** The rows of a table as they were published. @param kept in their order: figures of a row follow one another */
export function publishedRows(spec: Spec, kept: Iterable<PublishedRow>): readonly ProtectedRow[] {
  const series = seriesOf(spec)
  const rows: ProtectedRow[] = []
  let [counts, period, place]: [(number | undefined)[], number, number] = [[], -1, -1]
  for (const row of kept) {
    const at = row.series === series ? spec.measures.findIndex((measure) => measure === row.measure) : -1
    if (at < 0) continue
    if (row.period !== period || row.place !== place) {
      ;({ period, place } = row)
      counts = spec.measures.map(() => undefined)
      rows.push({ period: row.period, feature: row.feature, categories: wordsOfCell(row.cell), counts })
    }
    counts[at] = row.count ?? undefined
  }
  return rows
}

/**
 * The words of each dimension: beside those of the configuration the ones that it has no more, as a host that is not listed now, but
 * older rows have. Features stand before what a use came from when it was none.
 */
export function wordsWithPast(
  categories: readonly (readonly string[])[],
  rows: readonly ProtectedRow[],
): readonly (readonly string[])[] {
  return categories.map((configured, i) => {
    const past = rows.flatMap((row) => row.categories[i] ?? []).filter((word) => word !== FOLDED)
    const words = [...new Set([...configured, ...past])]
    return [...words.filter((word) => !isOrigin(word)), ...words.filter(isOrigin)]
  })
}

function isOrigin(word: string): boolean {
  return FROM_WORDS.some((own) => own === word)
}

/** What a figure is of, within its table and period. */
export function figureName({ feature, cell, measure }: Pick<PublishedRow, 'feature' | 'cell' | 'measure'>): string {
  return JSON.stringify([feature, cell, measure])
}

/** Whether the same figures stand in both, in whatever order: of one table and one period. */
export function haveSameFigures(one: readonly PublishedRow[], other: readonly PublishedRow[]): boolean {
  const counts = new Map(other.map((row) => [figureName(row), row.count]))
  return one.length === other.length && one.every((row) => counts.get(figureName(row)) === row.count)
}
