import { dayText } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import type { TallyFile, TallyLines, TallyRow } from './tally-file.ts'

export const TALLY_VERSION = 1

/** First thing that whoever opens the file reads. */
const TALLY_NOTICE = 'True counts, small ones too: for comptage merge and sources:, never for publication.'

/** The text of a tally: JSON, a row a line. The same tally gives the same bytes, in whatever order its rows come. */
export function writeTally(tally: TallyFile): string {
  const textOf = dayTexts()
  const head = {
    comptage: 'tally',
    version: TALLY_VERSION,
    notice: TALLY_NOTICE,
    service: tally.service,
    program: tally.program,
    sources: tally.sources.map(({ id, sequence, scanned }) => [id, sequence, scanned]),
    fingerprint: tally.fingerprint,
    by: tally.by,
    logs: tally.logs.map(([day, silence]) => [textOf(day), silence]),
    unreadThrough: textOf(tally.unreadThrough),
    // Without one, the bytes of a version that knew of none.
    ...(tally.malformedThrough >= 0 && { malformedThrough: textOf(tally.malformedThrough) }),
    ...(tally.gaps.length > 0 && { gaps: tally.gaps.map((days) => days.map(textOf)) }),
    newestHour: tally.newestHour,
    formats: tally.formats,
    leftOut: tally.leftOut,
    isPartialLog: tally.isPartialLog,
    begun: tally.begun,
  }
  const lines = sortLines(tally.lines).map(({ day, fate, feature, lines: count }) => [
    textOf(day),
    fate,
    feature,
    count,
  ])
  const rows = sortRows(tally.rows).map(({ day, series, feature, cell, measure, count }) => [
    textOf(day),
    series,
    feature,
    cell,
    measure,
    count,
  ])
  const members = Object.entries(head).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`)
  return `{\n${[...members, `"lines": ${listText(lines)}`, `"rows": ${listText(rows)}`].join(',\n')}\n}\n`
}

function listText(rows: readonly (readonly (string | number)[])[]): string {
  return rows.length === 0 ? '[]' : `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`
}

/** Empty for −1. Rows come a day at a time. */
function dayTexts(): (day: number) => string {
  let [last, text] = [-1, '']
  return (day) => {
    if (day !== last) [last, text] = [day, day < 0 ? '' : dayText(indexOf<'day'>(day))]
    return text
  }
}

/** Rows in the order of the file, those of one cell as their sum; a sum of 0 is no row. */
function sortRows(rows: Iterable<TallyRow>): readonly TallyRow[] {
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
