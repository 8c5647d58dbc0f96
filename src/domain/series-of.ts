import { PERIOD_KINDS, type PeriodKind } from './dictionary.ts'
import type { TableSpec } from './table.ts'

/** What a table counts, whatever it is called: its period and its dimensions. */
export function seriesOf({ period, dimensions }: Pick<TableSpec, 'period' | 'dimensions'>): string {
  return [period, ...dimensions].join(' ')
}

/** The length of the periods of a series. */
export function kindOf(series: string): PeriodKind {
  return PERIOD_KINDS.find((kind) => series.split(' ')[0] === kind) ?? 'day'
}
