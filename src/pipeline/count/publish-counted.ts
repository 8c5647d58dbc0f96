import { dayText, firstDayOf, lastDayOf, periodText, type PeriodIndex } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import type { Problem } from '../../domain/problem.ts'
import type { TableSpec } from '../../domain/table.ts'
import { isSealed } from '../../protect/index.ts'
import { tableAs, writePrivately, type Publication, type TableShape } from '../../publish/index.ts'
import { loadSqlite } from '../../state/index.ts'
import { chooseTable } from './choose-table.ts'
import type { Ledger } from '../reading/ledger.ts'

/**
 * One table in some shape: the one that is named, else the first.
 *
 * @throws ProblemError NO_SUCH_TABLE, SQLITE_MISSING, or USAGE where the shape has no place for the table
 */
export function renderTableAs(
  shape: TableShape,
  publication: Publication,
  name?: string,
): Promise<string | Uint8Array> {
  const tables = publication.tables.map((table) => ({ name: table.spec.name, table }))
  return tableAs(shape, chooseTable(tables, name).table, publication, isSealed, loadSqlite)
}

/** Of the text of every ledger. */
export const LEDGER_BEGINS = '{\n  "total": {'

/** Writes the ledger for the operator alone: it holds true counts. */
export function writeLedger(path: string, ledger: Ledger): void {
  writePrivately(path, `${JSON.stringify(ledger, undefined, 2)}\n`)
}

type PartialRemark = Extract<Problem, { readonly code: 'PERIODS_PARTIAL' }>

/** The tables of which the logs cover some periods only in part, and those of which some are not closed yet. */
export function partialRemarks(publication: Publication, name?: string): readonly PartialRemark[] {
  return publication.tables
    .filter(({ spec }) => name === undefined || spec.name === name)
    .flatMap(({ spec }): PartialRemark[] => {
      const partial = publication.partial.get(spec.name) ?? []
      const isOpen = (period: PeriodIndex): boolean =>
        lastDayOf(spec.period, period) > (publication.through ?? Infinity)
      const [cut, open] = [partial.filter((period) => !isOpen(period)), partial.filter(isOpen)]
      const [first] = open
      return [
        ...(cut.length === 0 ? [] : [remarkOn(spec, cut)]),
        ...(first === undefined ? [] : [{ ...remarkOn(spec, open), open: untilClosed(spec, first, publication) }]),
      ]
    })
}

function remarkOn({ name, period: kind }: TableSpec, periods: readonly PeriodIndex[]): PartialRemark {
  return { code: 'PERIODS_PARTIAL', table: name, periods: periods.map((period) => periodText(kind, period)) }
}

function untilClosed(
  { period: kind }: TableSpec,
  open: PeriodIndex,
  { grid, graceHours: hours }: Publication,
): NonNullable<PartialRemark['open']> {
  const day = firstDayOf(kind, open) - 1
  return { hours, ...((grid[0] ?? Infinity) <= day && { until: dayText(indexOf<'day'>(day)) }) }
}
