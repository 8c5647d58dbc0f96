import { wholeOf } from '../../domain/measure.ts'
import { PERIOD_KINDS, type Measure, type PeriodKind } from '../../domain/dictionary.ts'
import type { DayIndex, PeriodIndex } from '../../domain/calendar.ts'
import {
  countsUsesAlone,
  tierOf,
  type Grid,
  type ProtectionLevel,
  type ReadableTable,
  type Rows,
  type TableSpec,
} from '../../domain/table.ts'
import { DISCLOSURE_RULES } from '../disclosure/disclosure-rules.ts'
import type { ClosedSums } from '../disclosure/sums-behind-noise.ts'
import { gridPeriods, kindsWithin, type GridPeriod } from '../grid-periods.ts'
import type { PeriodAround } from './decide-breakdown.ts'
import type { SummaryFigure } from '../measures.ts'
import type { BreakdownPart } from './parts-of.ts'

/** A breakdown of a measure, and its cells that published figures count. */
export type Parted = {
  readonly spec: Pick<TableSpec, 'period' | 'dimensions'>
  readonly measure: Measure
  readonly parts: readonly BreakdownPart[]
}

/** What the published summary says of a breakdown, for a feature in a period. */
export type Margins = (breakdown: Parted, period: GridPeriod, feature: string) => PeriodAround

/** A table as far as it tells of others. */
type Told = Pick<ReadableTable, 'spec' | 'rows'>

type Said = Pick<PeriodAround, 'isShown' | 'margin'>

/** What a table says of a feature in a period. */
type RowSaid = number | 'hidden'

const NOISE_FREE: ReadonlySet<ProtectionLevel> = new Set(['threshold', 'exact'])

/**
 * Reads the margins of details from what is published, as a reader would; later tables speak where earlier ones do not.
 *
 * @param isClosed what is known beside of their sums, by who has the counts
 */
export function publishedMargins(tables: readonly Told[], grid: Grid, isClosed: ClosedSums = () => false): Margins {
  const summaries = tables.filter(({ spec }) => tierOf(spec) === 'summary')
  const exact = openBooks(summaries.filter(({ spec }) => NOISE_FREE.has(spec.protection.level)))
  const books = openBooks(summaries)
  const beneathOf = openBeneath(grid)

  function isShown(kind: PeriodKind, measure: Measure, period: GridPeriod, feature: string): boolean | undefined {
    // 1. its own total
    if (books.has(kind, measure, period.period))
      return books.figure(kind, measure, period.period, feature) !== undefined
    if (isClosed(kind, measure, period.period, feature)) return false
    // 2. figures beneath it without noise, which a reader would take from its sum; longest first
    const beneath = beneathOf(kind, period)
    const rowsOf = (from: typeof books) =>
      beneath.map(({ within, periods }) => ({
        within,
        rows: periods.flatMap(({ first, period: one }) => {
          const row = from.row(within, measure, one, feature)
          return row === undefined ? [] : [{ first, row }]
        }),
      }))
    const told = rowsOf(exact).find(({ rows }) => rows.length > 0)
    if (told !== undefined) return isOpen(told)
    // 3. noisy ones. A table that came, went or was away tells of some days: what it hides there is no less hidden.
    const said = rowsOf(books).flatMap(({ rows }) => rows)
    return said.length === 0 ? undefined : said.some(({ row }) => row !== 'hidden')
  }

  function saidOf(kind: PeriodKind, { measure, isOthers }: SummaryFigure, period: GridPeriod, feature: string): Said {
    const read = (one: Measure): Said => ({
      isShown: isShown(kind, one, period, feature),
      margin: books.figure(kind, one, period.period, feature),
    })
    const own = read(measure)
    const wholeMeasure = wholeOf(measure)
    if (wholeMeasure === undefined) return own
    const whole = read(wholeMeasure)
    // What hides a whole hides its part, and the others with it.
    const around = whole.isShown === false ? false : own.isShown
    if (!isOthers) return { isShown: around, margin: own.margin }
    const isKnown = whole.margin !== undefined && own.margin !== undefined
    return { isShown: around, margin: isKnown ? whole.margin - own.margin : undefined }
  }

  return ({ spec, measure, parts }, period, feature) => {
    const { isShown, margin } = saidOf(spec.period, { measure, isOthers: false }, period, feature)
    return {
      isShown,
      margin: countsUsesAlone(spec) ? margin : undefined,
      parts: parts.map((part) => ({ ...part, ...saidOf(spec.period, part, period, feature) })),
    }
  }
}

type Beneath = {
  readonly within: PeriodKind
  readonly rows: readonly { readonly first: DayIndex; readonly row: RowSaid }[]
}

/** Whether something is shown of them, and nothing is hidden, or with it a day that may be so whatever it counts. */
function isOpen({ within, rows }: Beneath): boolean {
  const firstHidden = rows.findIndex(({ row }) => row === 'hidden')
  if (firstHidden < 0) return true
  if (within !== 'day' || rows.every(({ row }) => row === 'hidden')) return false
  const after = rows.slice(firstHidden + 1)
  const days = after.map(({ first }) => ({ day: first, count: 0 }))
  return after[DISCLOSURE_RULES.companionOf(days, 0)]?.row === 'hidden'
}

/** By period and feature. */
type Book = ReadonlyMap<PeriodIndex, ReadonlyMap<string, RowSaid>>

/** The shown figures of each measure by each kind of period, looked up where somebody asks: most tables have no details. */
function openBooks(summaries: readonly Told[]) {
  const books = new Map<string, Book>()
  const tableOf = (kind: PeriodKind, measure: Measure) =>
    summaries.find(({ spec }) => spec.period === kind && spec.measures.includes(measure))

  function bookFor(kind: PeriodKind, measure: Measure): Book {
    const key = `${kind} ${measure}`
    const table = tableOf(kind, measure)
    const book = books.get(key) ?? (table ? bookOf(table.rows, table.spec.measures.indexOf(measure)) : new Map())
    books.set(key, book)
    return book
  }

  return {
    has: (kind: PeriodKind, measure: Measure, period: PeriodIndex): boolean => bookFor(kind, measure).has(period),
    figure: (kind: PeriodKind, measure: Measure, period: PeriodIndex, feature: string): number | undefined => {
      const row = bookFor(kind, measure).get(period)?.get(feature)
      return row === 'hidden' ? undefined : row
    },
    row: (kind: PeriodKind, measure: Measure, period: PeriodIndex, feature: string): RowSaid | undefined =>
      bookFor(kind, measure).get(period)?.get(feature),
  }
}

function bookOf(rows: Rows, position: number): Book {
  const book = new Map<PeriodIndex, Map<string, RowSaid>>()
  for (const { period, feature, counts } of rows) {
    const own = book.get(period) ?? new Map<string, RowSaid>()
    book.set(period, own)
    own.set(feature, counts[position] ?? 'hidden')
  }
  return book
}

type Shorter = { readonly within: PeriodKind; readonly periods: readonly GridPeriod[] }

/** The shorter periods within one, the longest kind first: asked for each feature and each measure. */
function openBeneath(grid: Grid): (kind: PeriodKind, period: GridPeriod) => readonly Shorter[] {
  const all = PERIOD_KINDS.map((kind) => ({ kind, periods: gridPeriods(kind, grid) }))
  const known = new Map<string, readonly Shorter[]>()
  return (kind, { period, first, last }) => {
    const key = `${kind} ${period}`
    const within = (one: GridPeriod): boolean => one.first >= first && one.last <= last
    const beneath =
      known.get(key) ??
      kindsWithin(kind).flatMap((shorter) =>
        all.flatMap((of) => (of.kind === shorter ? [{ within: shorter, periods: of.periods.filter(within) }] : [])),
      )
    known.set(key, beneath)
    return beneath
  }
}
