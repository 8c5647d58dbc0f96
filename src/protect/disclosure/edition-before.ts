import type { PeriodIndex } from '../../domain/calendar.ts'
import type { Counted, TableBefore } from '../../domain/table.ts'
import { BEFORE, type Figures } from './figures.ts'

/** Notes at each figure what the edition before has of it. */
export function withEditionBefore(
  figures: Figures,
  { before, features }: Pick<Counted, 'before' | 'features'>,
): Figures {
  if (before === undefined) return figures
  const { kind, periods, columns } = figures
  const noted = new Map(columns)
  for (const { spec, rows, partial } of before.tables) {
    if (spec.period !== kind || spec.protection.level !== 'threshold') continue
    const rowOf = new Map(rows.map((row) => [`${row.period} ${row.feature}`, row.counts]))
    spec.measures.forEach((measure, m) => {
      const column = columns.get(measure)
      if (column === undefined) return
      const codes = features.flatMap(({ id }) =>
        periods.map(({ period }) => {
          const counts = rowOf.get(`${period} ${id}`)
          if (counts?.[m] !== undefined) return BEFORE.shown
          return counts === undefined || partial.has(period) ? BEFORE.nothing : BEFORE.hidden
        }),
      )
      noted.set(measure, { ...column, before: Uint8Array.from(codes) })
    })
  }
  return { ...figures, columns: noted }
}

/** What was hidden of a whole period stays so: what is hidden beside it was chosen by it. */
export function hideAsBefore({ columns }: Figures): void {
  for (const { shown, before } of columns.values())
    before?.forEach((one, i) => {
      if (one === BEFORE.hidden) shown[i] = 0
    })
}

/**
 * The periods at the end of a table of which more lines were to come. Where none is whole, the last alone: the others may lack lines
 * at their beginning.
 */
export function openPeriods({ rows, partial }: Pick<TableBefore, 'rows' | 'partial'>): ReadonlySet<PeriodIndex> {
  const periods = [...new Set(rows.map(({ period }) => period))].sort((a, b) => a - b)
  const whole = periods.findLastIndex((period) => !partial.has(period))
  return new Set(whole < 0 ? periods.slice(-1) : periods.slice(whole + 1))
}
