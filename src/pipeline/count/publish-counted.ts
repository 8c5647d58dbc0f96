import { periodText } from '../../domain/calendar.ts'
import type { Problem } from '../../domain/problem.ts'
import { isSealed } from '../../protect/index.ts'
import { tableAs, writePrivately, type Publication, type Shape } from '../../publish/index.ts'
import { loadSqlite } from '../../state/index.ts'
import { chooseTable } from './choose-table.ts'
import type { Ledger } from '../reading/ledger.ts'

/**
 * One table in some shape: the one that is named, else the first.
 *
 * @throws ProblemError NO_SUCH_TABLE, SQLITE_MISSING, or USAGE where the shape has no place for the table
 */
export function renderTableAs(shape: Shape, publication: Publication, name?: string): Promise<string | Uint8Array> {
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

/** The tables of which the logs cover some periods only in part. */
export function partialRemarks(publication: Publication, name?: string): readonly PartialRemark[] {
  return publication.tables
    .filter(({ spec }) => name === undefined || spec.name === name)
    .flatMap(({ spec }): PartialRemark[] => {
      const periods = (publication.partial.get(spec.name) ?? []).map((period) => periodText(spec.period, period))
      return periods.length === 0 ? [] : [{ code: 'PERIODS_PARTIAL', table: spec.name, periods }]
    })
}
