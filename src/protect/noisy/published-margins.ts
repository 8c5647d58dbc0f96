import { PERIOD_KINDS, type Measure, type PeriodKind } from '../../domain/dictionary.ts'
import type { PeriodIndex } from '../../domain/calendar.ts'
import { tierOf, type CountedTable, type Grid, type ProtectedRow, type TableSpec } from '../../domain/table.ts'
import { gridPeriods, type GridPeriod } from '../grid-periods.ts'
import type { Around } from './decide-breakdown.ts'

/** A table that was decided. */
export type Written = Pick<CountedTable, 'spec' | 'categories'> & { readonly rows: readonly ProtectedRow[] }

/** What the published summary says of the breakdown of a measure, for a feature in a period. */
export type Margins = (spec: TableSpec, measure: Measure, period: GridPeriod, feature: string) => Around

/** Reads the margins of details from what is published, as a reader would; later tables speak where earlier ones do not. */
export function publishedMargins(tables: readonly Written[], grid: Grid): Margins {
  const summaries = tables.filter(({ spec }) => tierOf(spec) === 'summary')
  const books = new Map<string, ReadonlyMap<string, number>>()
  for (const { spec, rows } of summaries) {
    for (const measure of spec.measures) {
      const key = `${spec.period} ${measure}`
      if (!books.has(key)) books.set(key, bookOf(rows, spec.measures.indexOf(measure)))
    }
  }
  const periods = new Map(PERIOD_KINDS.map((kind) => [kind, gridPeriods(kind, grid)] as const))

  function isShown(kind: PeriodKind, measure: Measure, period: GridPeriod, feature: string): boolean | undefined {
    const speaking = kindsWithin(kind).filter((within) => books.has(`${within} ${measure}`))
    if (speaking.length === 0) return undefined
    return speaking.some((within) => {
      const book = books.get(`${within} ${measure}`)
      const beneath = within === kind ? [period] : periodsWithin(periods.get(within), period)
      return beneath.some((one) => book?.has(keyOf(one.period, feature)))
    })
  }

  return (spec, measure, period, feature) => {
    const around = isShown(spec.period, measure, period, feature)
    const requests = measure === 'entries' ? isShown(spec.period, 'requests', period, feature) : undefined
    return {
      // Entries are a part of the requests: what hides those hides these.
      isShown: requests === false ? false : around,
      margin: hasOtherTotal(spec)
        ? undefined
        : books.get(`${spec.period} ${measure}`)?.get(keyOf(period.period, feature)),
    }
  }
}

function bookOf(rows: readonly ProtectedRow[], position: number): ReadonlyMap<string, number> {
  const book = new Map<string, number>()
  for (const { period, feature, counts } of rows) {
    const count = counts[position]
    if (count !== undefined) book.set(keyOf(period, feature), count)
  }
  return book
}

function keyOf(period: PeriodIndex, feature: string): string {
  return `${period} ${feature}`
}

// A day lies in one period of every kind, a week in none but itself.
function kindsWithin(kind: PeriodKind): readonly PeriodKind[] {
  if (kind === 'week') return ['day', 'week']
  return PERIOD_KINDS.slice(0, PERIOD_KINDS.indexOf(kind) + 1).filter((within) => within !== 'week')
}

function periodsWithin(all: readonly GridPeriod[] = [], { first, last }: GridPeriod): readonly GridPeriod[] {
  return all.filter((period) => period.first >= first && period.last <= last)
}

// These tables count requests of every status, or of every client: the summary is not their sum.
function hasOtherTotal({ dimensions }: TableSpec): boolean {
  return dimensions.includes('status') || dimensions.includes('client')
}
