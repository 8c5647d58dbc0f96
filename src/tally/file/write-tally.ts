import { dayText } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import { sortLines, sortRows } from './sort-rows.ts'
import type { TallyFile } from './tally-file.ts'

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
