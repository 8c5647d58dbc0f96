import { dayOfText, firstDayOf, periodText } from '../../domain/calendar.ts'
import { PERIOD_KINDS } from '../../domain/dictionary.ts'
import type { FindingCode, FindingText, Report } from '../../domain/finding.ts'
import { quantilePairs, wholeOf } from '../../domain/measure.ts'
import { tierOf, type Protection, type Rows, type TableSpec } from '../../domain/table.ts'
import { shownByFate, tellingDetails, tellingTotals } from '../../protect/index.ts'
import { toldNow } from '../../publish/index.ts'
import type { PlacedRow } from '../../verify/index.ts'
import { erasOf, isIn, rowsIn, specIn, figureTablesOf, thresholdIn, type FigureTable } from './derive-eras.ts'
import type { ReadEdition } from './read/read-edition.ts'

/** What the figures must be beside each other, and what they must not tell; with those of the other tier, where it is at hand. */
export function checkFigures(edition: ReadEdition, other: ReadEdition | undefined, report: Report): void {
  const editions = other === undefined ? [edition] : [edition, other]
  const publications = editions.map(({ book }) => book.publication)
  const all = editions.flatMap(figureTablesOf)
  for (const era of erasOf(publications, edition.book.publication.k)) {
    const then = all.map((table) => ({ ...table, spec: specIn(table, era, publications) }))
    const tables = then.map((table) => ({ ...table, rows: rowsIn(table, era) }))
    checkEra(edition, tables, report)
    // What began in this era may have days of the next beneath it.
    const isOfEra = ({ table, period }: Pick<Cell, 'table' | 'period'>): boolean =>
      all.some(({ spec }) => spec.name === table && isIn(era, spec, period))
    const { features } = edition.book.publication
    tellDetails(tellingDetails(then, edition.grid, features).filter(isOfEra), all, edition, report)
    tellTotals(tellingTotals(then, features, edition.grid, thresholdIn(era, tables)).filter(isOfEra), edition, report)
  }
  checkQuality(edition, all, report)
}

/** Each figure is held to how it was protected when it was published. @param tables of both tiers, those of this folder first */
function checkEra(edition: ReadEdition, tables: readonly FigureTable[], report: Report): void {
  for (const { spec, rows } of tables.slice(0, figureTablesOf(edition).length)) {
    checkParts(spec, rows, report)
    checkQuantiles(spec, rows, report)
    checkPartialTotals(spec, rows, edition, tables, report)
  }
}

function tellDetails(
  details: ReturnType<typeof tellingDetails>,
  tables: readonly FigureTable[],
  edition: ReadEdition,
  report: Report,
): void {
  const cells = details
    .filter((detail) => !(detail.isHiddenAbove && wasToldThen(detail, tables, edition)))
    .map(
      ({ isHiddenAbove, ...cell }) =>
        ({ ...cell, code: isHiddenAbove ? 'DETAIL_TELLS' : 'CATEGORY_DOMINATES' }) as const,
    )
  tellCells(cells, edition, report)
}

/**
 * Whether a column was taken from the summary since: it may have told of the period, and then the detail was right beside it.
 */
function wasToldThen(
  { table, period }: Pick<Cell, 'table' | 'period'>,
  tables: readonly FigureTable[],
  { book: { publication } }: ReadEdition,
): boolean {
  const detail = tables.find(({ spec }) => spec.name === table)?.spec
  const first = detail === undefined ? Infinity : firstDayOf(detail.period, period)
  const later = toldNow(publication.history).filter(({ created }) => (dayOfText(created.slice(0, 10)) ?? 0) > first)
  const changed = new Set(
    later.flatMap(({ changes }) => changes.flatMap((one) => (one.kind === 'columns-changed' ? one.table : []))),
  )
  return tables.some(
    ({ spec }) =>
      tierOf(spec) === 'summary' &&
      changed.has(spec.name) &&
      detail?.measures.some((measure) => !spec.measures.includes(measure)) === true,
  )
}

function tellTotals(totals: ReturnType<typeof tellingTotals>, edition: ReadEdition, report: Report): void {
  const cells = totals.map(
    ({ isTelling, ...cell }) => ({ ...cell, code: isTelling ? 'TOTAL_TELLS' : 'TOTAL_DIFFERS' }) as const,
  )
  tellCells(cells, edition, report)
}

type Cell = Pick<ReturnType<typeof tellingTotals>[number], 'table' | 'period' | 'feature' | 'measure'> & {
  readonly code: FindingCode
}

/** What is wrong in the other folder is said there. The first row of each key is the one that is told of. */
function tellCells(cells: readonly Cell[], { rows }: ReadEdition, report: Report): void {
  for (const table of new Set(cells.map((cell) => cell.table))) {
    const own = cells.filter((cell) => cell.table === table)
    const found = firstRows(own, rows.get(table) ?? [])
    for (const { code, measure, ...cell } of own) {
      const row = found.get(figureKey(cell))
      if (row !== undefined) report({ code, ...placeOf(row), field: measure, found: cell.feature })
    }
  }
}

/** The first row of each key. */
export function firstRows(
  cells: readonly Pick<Cell, 'period' | 'feature'>[],
  rows: Iterable<PlacedRow>,
): ReadonlyMap<string, PlacedRow> {
  const wanted = new Set(cells.map(figureKey))
  const found = new Map<string, PlacedRow>()
  for (const row of rows) {
    const key = figureKey(row)
    if (wanted.has(key) && !found.has(key)) found.set(key, row)
  }
  return found
}

export function figureKey({ period, feature }: Pick<Cell, 'period' | 'feature'>): string {
  return `${period} ${feature}`
}

export function placeOf({ file, line }: PlacedRow) {
  return { file, line }
}

/** Entries are a part of the requests; at a threshold both sides are known, so both have to be large. */
function checkParts({ measures, protection }: TableSpec, rows: Rows<PlacedRow>, report: Report): void {
  // At `dp` each has noise of its own.
  if (protection.level === 'dp') return
  const pairs = measures.flatMap((field, p) => {
    const w = measures.findIndex((measure) => measure === wholeOf(field))
    return w < 0 ? [] : [{ field, p, w }]
  })
  for (const row of rows)
    for (const { field, p, w } of pairs) {
      const [count, of] = [row.counts[p], row.counts[w]]
      const code = count === undefined ? undefined : faultOf(count, of, protection)
      if (code !== undefined) report({ code, ...placeOf(row), field, found: partOf(count, of) })
    }
}

/** Fewer uses took longer than a 95th percentile than took longer than the median. */
function checkQuantiles({ measures }: TableSpec, rows: Rows<PlacedRow>, report: Report): void {
  for (const [low, high] of quantilePairs(measures))
    for (const row of rows) {
      const [least = 0, figure = Infinity] = [row.counts[low], row.counts[high]]
      if (figure >= least) continue
      const said = { found: String(figure), expected: { is: 'at-least', count: least } } as const
      report({ code: 'QUANTILES_CROSS', ...placeOf(row), field: measures[high] ?? '', ...said })
    }
}

function partOf(count: number | undefined, of: number | undefined): FindingText {
  return { is: 'part', ...(count !== undefined && { count }), ...(of !== undefined && { of }) }
}

function faultOf(
  part: number,
  whole: number | undefined,
  protection: Exclude<Protection, { readonly level: 'dp' }>,
): FindingCode | undefined {
  if (whole === undefined) return protection.level === 'threshold' ? 'ENTRIES_TELL' : undefined
  if (whole < part) return 'ENTRIES_ABOVE_REQUESTS'
  return protection.level !== 'exact' && whole - part < protection.k ? 'ENTRIES_TELL' : undefined
}

/**
 * Of two lengths of period the longer is hidden until all of its lines are in. A month of `run` closes with all there are: one is named
 * as partial because lines of a log are lost, and they will not come.
 */
function checkPartialTotals(
  spec: TableSpec,
  rows: Rows<PlacedRow>,
  { book }: ReadEdition,
  tables: readonly FigureTable[],
  report: Report,
): void {
  const kinds = new Set(tables.filter((one) => one.spec.protection.level === 'threshold').map((one) => one.spec.period))
  const isLonger =
    spec.protection.level === 'threshold' &&
    kinds.size > 1 &&
    PERIOD_KINDS.find((kind) => kinds.has(kind)) !== spec.period
  if (!isLonger || book.publication.history !== undefined) return
  const partial = new Set(book.publication.partial.get(spec.name))
  for (const row of rows)
    if (partial.has(row.period) && row.counts.some((count) => count !== undefined))
      report({ code: 'PARTIAL_TOTAL_SHOWN', ...placeOf(row), found: periodText(spec.period, row.period) })
}

/** Counted and failed lines are the sums of what the summary shows. */
function checkQuality({ quality }: ReadEdition, tables: readonly FigureTable[], report: Report): void {
  if (!tables.some(({ spec }) => tierOf(spec) === 'summary')) return
  const sums = shownByFate(tables)
  for (const { month, fate, lines, line } of quality) {
    const own = sums.get(fate)
    const expected = own?.get(month)
    if (own === undefined || expected === lines) continue
    const said = { found: saidOf(lines), expected: saidOf(expected) }
    report({ code: 'QUALITY_SUM_DIFFERS', file: 'data/quality.csv', line, field: fate, ...said })
  }
}

function saidOf(count: number | undefined): FindingText {
  return count === undefined ? { is: 'hidden' } : String(count)
}
