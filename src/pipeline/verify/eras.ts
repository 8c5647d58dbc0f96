import { dayOfText, firstDayOf } from '../../domain/calendar.ts'
import type { Protection } from '../../domain/table.ts'
import type { FigureTable } from './figure-tables.ts'
import type { ReadEdition } from './read/read-edition.ts'

/** Between two changes of the protection: the first days of its periods, `to` excluded, and the threshold that it had. */
export type Era = { readonly from: number; readonly to: number; readonly k: number }

type Publication = ReadEdition['book']['publication']

/** The eras of a dataset, as its tables tell of what protected their older rows. */
export function erasOf(publications: readonly Publication[], k: number): readonly Era[] {
  const told = publications
    .flatMap(({ earlier }) => [...(earlier?.values() ?? [])].flat())
    .map(({ until, protection }) => ({ to: dayOfText(until) ?? Infinity, protection }))
  const ends = [...new Set(told.map(({ to }) => to))].sort((a, b) => a - b)
  return [...ends, Infinity].map((to, i) => ({
    from: ends[i - 1] ?? -Infinity,
    to,
    k: told.flatMap((one) => (one.to === to ? thresholdOf(one.protection) : [])).at(0) ?? k,
  }))
}

function thresholdOf(protection: Protection): readonly number[] {
  return protection.level === 'threshold' || protection.level === 'cell-key' ? [protection.k] : []
}

/** The rows of a table that are of an era, beside how they were protected then. */
export function inEra(table: FigureTable, era: Era, publications: readonly Publication[]): FigureTable {
  if (era.from === -Infinity && era.to === Infinity) return table
  const { spec, rows } = table
  const within = [...rows].filter(({ period }) => {
    const first = firstDayOf(spec.period, period)
    return first >= era.from && first < era.to
  })
  return { ...table, spec: { ...spec, protection: protectionIn(table, era, publications) }, rows: within }
}

function protectionIn({ spec }: FigureTable, era: Era, publications: readonly Publication[]): Protection {
  const earlier = publications.flatMap((publication) => publication.earlier?.get(spec.name) ?? [])
  return earlier.find(({ until }) => (dayOfText(until) ?? Infinity) >= era.to)?.protection ?? spec.protection
}

/** Whether all rows of a table are of an era that had this threshold: its periods are longer, and none has closed since. */
export function isOfEra({ spec, rows }: FigureTable, eras: readonly Era[]): boolean {
  const { protection } = spec
  let newest = -Infinity
  for (const { period } of rows) newest = Math.max(newest, firstDayOf(spec.period, period))
  const era = eras.find(({ from, to }) => newest >= from && newest < to)
  return 'k' in protection && era?.k === protection.k
}
