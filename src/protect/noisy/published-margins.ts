import { PERIOD_KINDS, type Measure, type PeriodKind } from '../../domain/dictionary.ts'
import type { PeriodIndex } from '../../domain/calendar.ts'
import { tierOf, type Grid, type ReadableTable, type Rows, type TableSpec } from '../../domain/table.ts'
import { gridPeriods, type GridPeriod } from '../grid-periods.ts'
import type { Around } from './decide-breakdown.ts'
import { wholeOf, type Figure } from '../measures.ts'
import { isWhole, type Part } from './parts-of.ts'

/** A breakdown of a measure, and its cells that published figures count. */
export type Parted = {
  readonly spec: Pick<TableSpec, 'period' | 'dimensions'>
  readonly measure: Measure
  readonly parts: readonly Part[]
}

/** What the published summary says of a breakdown, for a feature in a period. */
export type Margins = (breakdown: Parted, period: GridPeriod, feature: string) => Around

/** A table as far as it tells of others. */
type Told = Pick<ReadableTable, 'spec' | 'rows'>

type Said = Pick<Around, 'isShown' | 'margin'>

/** Reads the margins of details from what is published, as a reader would; later tables speak where earlier ones do not. */
export function publishedMargins(tables: readonly Told[], grid: Grid): Margins {
  const books = openBooks(tables.filter(({ spec }) => tierOf(spec) === 'summary'))
  const periods = new Map(PERIOD_KINDS.map((kind) => [kind, gridPeriods(kind, grid)] as const))

  function isShown(kind: PeriodKind, measure: Measure, period: GridPeriod, feature: string): boolean | undefined {
    const said = kindsWithin(kind).map((within) => {
      const beneath = within === kind ? [period] : periodsWithin(periods.get(within), period)
      return {
        isShown: beneath.some((one) => books.figure(within, measure, one.period, feature) !== undefined),
        isTold: beneath.some((one) => books.has(within, measure, one.period)),
      }
    })
    if (said.some((one) => one.isShown)) return true
    // A table that came, went or was away tells of some days: what it hides there is no less hidden.
    return said.some((one) => one.isTold) ? false : undefined
  }

  function saidOf(kind: PeriodKind, { measure, isOthers }: Figure, period: GridPeriod, feature: string): Said {
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
      margin: isWhole(spec) ? margin : undefined,
      parts: parts.map((part) => ({ ...part, ...saidOf(spec.period, part, period, feature) })),
    }
  }
}

/** By feature; a period of which all is hidden has none. */
type Book = ReadonlyMap<PeriodIndex, ReadonlyMap<string, number>>

/** The shown figures of each measure by each kind of period, looked up where somebody asks: most tables have no details. */
function openBooks(summaries: readonly Told[]) {
  const books = new Map<string, Book>()
  const tableOf = (kind: PeriodKind, measure: Measure) =>
    summaries.find(({ spec }) => spec.period === kind && spec.measures.includes(measure))

  function bookFor(kind: PeriodKind, measure: Measure): Book {
    const key = `${kind} ${measure}`
    const table = tableOf(kind, measure)
    const book =
      books.get(key) ??
      (table
        ? bookOf(table.rows, table.spec.measures.indexOf(measure))
        : new Map<PeriodIndex, ReadonlyMap<string, number>>())
    books.set(key, book)
    return book
  }

  return {
    has: (kind: PeriodKind, measure: Measure, period: PeriodIndex): boolean => bookFor(kind, measure).has(period),
    figure: (kind: PeriodKind, measure: Measure, period: PeriodIndex, feature: string): number | undefined =>
      bookFor(kind, measure).get(period)?.get(feature),
  }
}

function bookOf(rows: Rows, position: number): Book {
  const book = new Map<PeriodIndex, Map<string, number>>()
  for (const { period, feature, counts } of rows) {
    const own = book.get(period) ?? new Map<string, number>()
    book.set(period, own)
    const count = counts[position]
    if (count !== undefined) own.set(feature, count)
  }
  return book
}

// A day lies in one period of every kind, a week in none but itself.
function kindsWithin(kind: PeriodKind): readonly PeriodKind[] {
  if (kind === 'week') return ['day', 'week']
  return PERIOD_KINDS.slice(0, PERIOD_KINDS.indexOf(kind) + 1).filter((within) => within !== 'week')
}

function periodsWithin(all: readonly GridPeriod[] = [], { first, last }: GridPeriod): readonly GridPeriod[] {
  return all.filter((period) => period.first >= first && period.last <= last)
}
