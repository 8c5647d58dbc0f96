import { dayOfText, firstDayOf, type PeriodIndex } from '../../domain/calendar.ts'
import type { Protection, Rows, TableSpec } from '../../domain/table.ts'
import { hasThreshold } from '../../protect/index.ts'
import { breaksOf, type ReadablePublication } from '../../publish/index.ts'
import type { PlacedRow } from '../../verify/index.ts'
import type { ReadEdition } from './read/read-edition.ts'

/** A table of figures with its rows, as they stand in the folder. */
export type FigureTable = NonNullable<ReadEdition['book']['sheets'][number]['table']> & {
  readonly rows: Rows<PlacedRow>
}

export function figureTablesOf({ book, rows }: ReadEdition): readonly FigureTable[] {
  return book.sheets.flatMap(({ table, name }) =>
    table === undefined ? [] : [{ ...table, rows: rows.get(name) ?? [] }],
  )
}

/** Between two changes of the protection: the first days of its periods, `to` excluded, and the threshold that it had. */
type Era = { readonly from: number; readonly to: number; readonly k: number }

/** The eras of a dataset, as its tables tell of what protected their older rows, and its changes of the threshold. */
export function erasOf(publications: readonly ReadablePublication[], k: number): readonly Era[] {
  const told = publications
    .flatMap(({ earlier }) => [...(earlier?.values() ?? [])].flat())
    .map(({ until, protection }) => ({ to: dayOfText(until) ?? Infinity, protection }))
  const turns = publications.flatMap(thresholdChanges).map(({ from }) => from)
  const ends = [...new Set([...told.map(({ to }) => to), ...turns])].filter(Number.isFinite).sort((a, b) => a - b)
  return [...ends, Infinity].map((to, i) => ({
    from: ends[i - 1] ?? -Infinity,
    to,
    k: told.flatMap((one) => (one.to === to ? thresholdTold(one.protection) : [])).at(0) ?? k,
  }))
}

/** The threshold of the service, where a table tells it: what is as high as noise needs may stand above a lower one. */
export function thresholdTold(protection: Protection): readonly number[] {
  if (protection.level === 'threshold') return [protection.k]
  return protection.level === 'cell-key' && !hasThreshold(protection, 0) ? [protection.k] : []
}

/** Whether a period began in an era. */
export function isIn({ from, to }: Era, { period: kind }: Pick<TableSpec, 'period'>, period: PeriodIndex): boolean {
  const first = firstDayOf(kind, period)
  return first >= from && first < to
}

/** The rows of a table that are of an era. */
export function rowsIn({ spec, rows }: FigureTable, era: Era): Rows<PlacedRow> {
  const isWhole = era.from === -Infinity && era.to === Infinity
  return isWhole ? rows : [...rows].filter(({ period }) => isIn(era, spec, period))
}

/** A table as it was protected in an era. */
export function specIn(
  { spec }: Pick<FigureTable, 'spec'>,
  era: Era,
  publications: readonly ReadablePublication[],
): TableSpec {
  return { ...spec, protection: protectionBefore(spec, era.to, publications) }
}

/** How the periods of a table are protected that begin before this day, the last of them. */
export function protectionBefore(
  spec: TableSpec,
  day: number,
  publications: readonly ReadablePublication[],
): Protection {
  const earlier = publications.flatMap((publication) => publication.earlier?.get(spec.name) ?? [])
  return earlier.find(({ until }) => (dayOfText(until) ?? Infinity) >= day)?.protection ?? spec.protection
}

/** Those that took place, or will. A table that has ended tells of none itself. */
export function thresholdChanges({
  history,
}: ReadablePublication): readonly { readonly k: number; readonly from: number }[] {
  return breaksOf(history).flatMap((change) =>
    change.kind === 'threshold-changed' ? [{ k: change.k, from: dayOfText(change.date) ?? Infinity }] : [],
  )
}

/** The threshold by which the figures of an era were decided, as the tables say that have some. */
export function thresholdIn(era: Era, tables: readonly FigureTable[]): number {
  const own = tables.flatMap(({ spec, rows }) => (rows.length === 0 ? [] : thresholdTold(spec.protection)))
  return own.includes(era.k) ? era.k : (own[0] ?? era.k)
}
