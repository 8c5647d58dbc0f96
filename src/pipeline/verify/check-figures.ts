import { periodText } from '../../domain/calendar.ts'
import type { Fate } from '../../domain/fate.ts'
import type { FindingCode, Report } from '../../domain/finding.ts'
import { tierOf, type Protection, type TableSpec } from '../../domain/table.ts'
import { shownByMonth, tellingDetails, tellingTotals } from '../../protect/index.ts'
import type { PlacedRow } from '../../verify/index.ts'
import type { ReadEdition } from './read-edition.ts'

/** What the figures must be beside each other, and what they must not tell; with those of the other tier, where it is at hand. */
export function checkFigures(edition: ReadEdition, other: ReadEdition | undefined, report: Report): void {
  const tables = [...tablesOf(edition), ...(other === undefined ? [] : tablesOf(other))]
  for (const { spec, rows } of tablesOf(edition)) {
    checkEntries(spec, rows, report)
    checkPartialTotals(spec, rows, edition, tables, report)
  }
  const tell = cellTeller(edition, report)
  for (const { isTelling, ...cell } of tellingTotals(tables, edition.grid, edition.book.publication.k))
    tell(isTelling ? 'TOTAL_TELLS' : 'TOTAL_DIFFERS', cell)
  for (const { isHiddenAbove, ...cell } of tellingDetails(tables, edition.grid))
    tell(isHiddenAbove ? 'DETAIL_TELLS' : 'CATEGORY_DOMINATES', cell)
  checkQuality(edition, tables, report)
}

type Cell = Pick<ReturnType<typeof tellingTotals>[number], 'table' | 'period' | 'feature' | 'measure'>

/** What is wrong in the other folder is said there. Rows are looked up by the million where a folder is hostile. */
function cellTeller({ rows }: ReadEdition, report: Report): (code: FindingCode, cell: Cell) => void {
  const firstRows = new Map<string, ReadonlyMap<string, PlacedRow>>()

  function rowsOf(table: string): ReadonlyMap<string, PlacedRow> {
    // The first row of each key is the one that is told of.
    const known = firstRows.get(table) ?? new Map((rows.get(table) ?? []).toReversed().map((row) => [keyOf(row), row]))
    firstRows.set(table, known)
    return known
  }

  return (code, { table, measure, ...cell }) => {
    const row = rowsOf(table).get(keyOf(cell))
    if (row !== undefined) report({ code, ...placeOf(row), field: measure, found: cell.feature })
  }
}

function keyOf({ period, feature }: Pick<Cell, 'period' | 'feature'>): string {
  return `${period} ${feature}`
}

export type FigureTable = NonNullable<ReadEdition['book']['sheets'][number]['table']> & {
  readonly rows: readonly PlacedRow[]
}

export function tablesOf({ book, rows }: ReadEdition): readonly FigureTable[] {
  return book.sheets.flatMap(({ table, name }) =>
    table === undefined ? [] : [{ ...table, rows: rows.get(name) ?? [] }],
  )
}

export function placeOf({ file, line }: PlacedRow) {
  return { file, line }
}

/** Entries are a part of the requests; at a threshold both sides are known, so both have to be large. */
function checkEntries({ measures, protection }: TableSpec, rows: readonly PlacedRow[], report: Report): void {
  const [r, e] = [measures.indexOf('requests'), measures.indexOf('entries')]
  // At `dp` each has noise of its own.
  if (r < 0 || e < 0 || protection.level === 'dp') return
  for (const row of rows) {
    const [requests, entries] = [row.counts[r], row.counts[e]]
    const code = entries === undefined ? undefined : faultOf(entries, requests, protection)
    const found = `${saidOf(entries)} of ${saidOf(requests)}`
    if (code !== undefined) report({ code, ...placeOf(row), field: 'entries', found })
  }
}

function faultOf(
  entries: number,
  requests: number | undefined,
  protection: Exclude<Protection, { readonly level: 'dp' }>,
): FindingCode | undefined {
  if (requests === undefined) return protection.level === 'threshold' ? 'ENTRIES_TELL' : undefined
  if (requests < entries) return 'ENTRIES_ABOVE_REQUESTS'
  return protection.level !== 'exact' && requests - entries < protection.k ? 'ENTRIES_TELL' : undefined
}

/** Of two lengths of period the longer is hidden until all of its lines are in. */
function checkPartialTotals(
  spec: TableSpec,
  rows: readonly PlacedRow[],
  { book }: ReadEdition,
  tables: readonly FigureTable[],
  report: Report,
): void {
  const kinds = new Set(tables.filter((one) => one.spec.protection.level === 'threshold').map((one) => one.spec.period))
  const isLonger =
    spec.protection.level === 'threshold' && kinds.size > 1 && LENGTHS.find((kind) => kinds.has(kind)) !== spec.period
  if (!isLonger) return
  const partial = new Set(book.publication.partial.get(spec.name))
  for (const row of rows)
    if (partial.has(row.period) && row.counts.some((count) => count !== undefined))
      report({ code: 'PARTIAL_TOTAL_SHOWN', ...placeOf(row), found: periodText(spec.period, row.period) })
}

const LENGTHS: readonly TableSpec['period'][] = ['day', 'week', 'month', 'quarter', 'year']

/** Counted and failed lines are the sums of what the summary shows. */
function checkQuality({ quality }: ReadEdition, tables: readonly FigureTable[], report: Report): void {
  if (!tables.some(({ spec }) => tierOf(spec) === 'summary')) return
  const sums = new Map<Fate, ReadonlyMap<number, number>>([
    ['counted', shownByMonth(tables, 'requests')],
    ['failed', shownByMonth(tables, 'errors')],
  ])
  for (const { month, fate, lines, line } of quality) {
    const own = sums.get(fate)
    const expected = own?.get(month)
    if (own === undefined || expected === lines) continue
    const said = { found: saidOf(lines), expected: saidOf(expected) }
    report({ code: 'QUALITY_SUM_DIFFERS', file: 'data/quality.csv', line, field: fate, ...said })
  }
}

function saidOf(count: number | undefined): string {
  return count === undefined ? 'hidden' : String(count)
}
