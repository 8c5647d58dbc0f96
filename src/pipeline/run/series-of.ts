import type { TableSpec } from '../../domain/table.ts'

/** What a table counts, whatever it is called: its period and its dimensions. */
export function seriesOf({ period, dimensions }: Pick<TableSpec, 'period' | 'dimensions'>): string {
  return [period, ...dimensions].join(' ')
}
