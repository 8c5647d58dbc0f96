import type { TallyLines, TallyRow } from './tally-file.ts'

/** Rows in the order of the file, those of one cell as their sum; a sum of 0 is no row. */
export function sortRows(rows: Iterable<TallyRow>): readonly TallyRow[] {
  const sums = new Map<string, TallyRow>()
  for (const row of rows) {
    const key = keyOfRow(row)
    sums.set(key, { ...row, count: row.count + (sums.get(key)?.count ?? 0) })
  }
  return sorted(sums, ({ count }) => count)
}

/** The same for lines. */
export function sortLines(lines: Iterable<TallyLines>): readonly TallyLines[] {
  const sums = new Map<string, TallyLines>()
  for (const row of lines) {
    const key = keyOfLines(row)
    sums.set(key, { ...row, lines: row.lines + (sums.get(key)?.lines ?? 0) })
  }
  return sorted(sums, (row) => row.lines)
}

/** What tells one row from another. In the order of the days, since −1 and all others have a width of their own. */
export function keyOfRow({ day, series, feature, cell, measure }: Omit<TallyRow, 'count'>): string {
  return [keyOfDay(day), series, feature, cell, measure].join('\t')
}

export function keyOfLines({ day, fate, feature }: Omit<TallyLines, 'lines'>): string {
  return [keyOfDay(day), fate, feature].join('\t')
}

function keyOfDay(day: number): string {
  return String(day + 1).padStart(6, '0')
}

function sorted<R>(sums: ReadonlyMap<string, R>, countOf: (row: R) => number): readonly R[] {
  return [...sums]
    .filter(([, row]) => countOf(row) !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row)
}
