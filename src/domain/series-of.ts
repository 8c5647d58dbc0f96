import { PERIOD_KINDS, type PeriodKind } from './dictionary.ts'
import type { TableSpec } from './table.ts'

/** What a table counts, whatever it is called: its period and its dimensions. */
export function seriesOf({ period, dimensions }: Pick<TableSpec, 'period' | 'dimensions'>): string {
  return [period, ...dimensions].join(' ')
}

/** The length of the periods of a series. */
export function kindOf(series: string): PeriodKind {
  return kindAmong(series.split(' '))
}

/** The period among the words that a table is counted by. The shape of the configuration sees to it that there is one. */
export function kindAmong(words: readonly string[]): PeriodKind {
  const kind = PERIOD_KINDS.find((one) => words.includes(one))
  if (kind === undefined) throw new Error('a table without a period')
  return kind
}
