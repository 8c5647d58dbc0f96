import { firstDayOf } from '../domain/calendar.ts'
import { countsUsesAlone } from '../domain/table.ts'
import type { EditionInTime } from './editions-in-time.ts'
import { cellIn, seriesIn } from './gather-figures.ts'
import type { RowInFolder, PublishedTable } from './published-folder.ts'
import type { FigureLedger } from './open-ledger.ts'

/**
 * A figure is the sum of its categories. Noise is bounded by what the dataset says of its reach, so noisy categories leave as many
 * values as they are off together; so does a noisy total. What is hidden of them is 0 or more. At `dp` noise has no bound, and tells nothing for sure.
 */
export function relateCategories(editions: readonly EditionInTime[], ledger: FigureLedger): void {
  for (const edition of editions) {
    for (const table of edition.folder.tables) if (countsUsesAlone(table)) relateTable(edition, table, ledger)
  }
}

/** Hidden categories of these are told in one, where that is shown. */
const FOLDED_WHOLE = new Set(['device', 'browser', 'os', 'method'])
const FOLDED = '(other)'

function relateTable(edition: EditionInTime, table: PublishedTable, ledger: FigureLedger): void {
  const seriesBy = table.counts.map((count) => seriesIn(edition, count, ledger))
  for (const rows of rowsTogether(table.rows)) {
    const [{ period, feature, file }] = rows
    const { level, reach } = table.protectionOf(firstDayOf(table.kind, period))
    // Without noise a total is the figure itself.
    if (level === 'dp' || level === 'hidden' || (table.dimensions.length === 0 && level !== 'cell-key')) continue
    const files = [`${edition.folder.path}/${file}`]
    seriesBy.forEach((seriesFor, c) => {
      const shown = rows.flatMap(({ counts }) => counts[c] ?? [])
      if (shown.length === 0) return
      const { figure } = cellIn(edition, seriesFor(feature), table.kind, period, ledger)
      ledger.relations.push({
        terms: [{ figure: figure.id, times: 1 }],
        low: shown.reduce((sum, value) => sum + Math.max(0, value - reach), 0),
        high: isWhole(rows, c, table) ? shown.reduce((sum, value) => sum + value + reach, 0) : Infinity,
        why: level === 'exact' ? 'exact' : 'noise',
        files,
      })
    })
  }
}

/** Whether nothing of a figure stands beside what its categories show. */
function isWhole(rows: Rows, column: number, { dimensions, counts }: PublishedTable): boolean {
  if (rows.every((row) => row.counts[column] !== undefined)) return true
  const fold = rows.find(({ category }) => category.split(' ').every((word) => word === FOLDED))
  const isFolded = counts[column] === 'requests' && dimensions.every((dimension) => FOLDED_WHOLE.has(dimension))
  return isFolded && fold?.counts[column] !== undefined
}

type Rows = readonly [RowInFolder, ...RowInFolder[]]

/** The rows of one feature in one period: they stand together. */
function rowsTogether(rows: readonly RowInFolder[]): readonly Rows[] {
  const groups: [RowInFolder, ...RowInFolder[]][] = []
  for (const row of rows) {
    const last = groups.at(-1)
    if (last?.[0].period === row.period && last[0].feature === row.feature) last.push(row)
    else groups.push([row])
  }
  return groups
}
