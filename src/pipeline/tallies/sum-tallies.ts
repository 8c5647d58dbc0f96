import { formatNamed, uniteFormats } from '../reading/format/formats-read.ts'
import { firstDayOf, periodOf } from '../../domain/calendar.ts'
import type { Fingerprint, TallyFile, TallyRow } from '../../tally/index.ts'
import { PROGRAM_VERSION } from '../program-version.ts'
import { kindOf } from '../../domain/series-of.ts'
import { latestBegun } from './begun.ts'

/** The sum of tallies that were counted in the same way, each of other machines: exact, and the same in any order. */
export function sumTallies(service: string, fingerprint: Fingerprint, tallies: readonly TallyFile[]): TallyFile {
  const by = tallies.every((tally) => tally.by === 'day') ? 'day' : 'period'
  const most = (of: (tally: TallyFile) => number): number =>
    tallies.reduce((max, tally) => Math.max(max, of(tally)), -1)
  return {
    service,
    program: PROGRAM_VERSION,
    sources: tallies.flatMap(({ sources }) => sources).sort((a, b) => (a.id < b.id ? -1 : 1)),
    fingerprint,
    by,
    logs: tallies.flatMap(({ logs }) => logs).sort((a, b) => a[0] - b[0] || a[1] - b[1]),
    unreadThrough: most(({ unreadThrough }) => unreadThrough),
    malformedThrough: most(({ malformedThrough }) => malformedThrough),
    gaps: uniteGaps(tallies.flatMap(({ gaps }) => gaps)),
    newestHour: most(({ newestHour }) => newestHour),
    formats: uniteFormats(tallies.flatMap(({ formats }) => formats.map(formatNamed))).map(({ name, lacks }) => [
      name,
      lacks,
    ]),
    leftOut: distinct(tallies.flatMap(({ leftOut }) => leftOut)),
    isPartialLog: tallies.some(({ isPartialLog }) => isPartialLog),
    begun: latestBegun(tallies.flatMap(({ begun }) => begun)),
    lines: tallies.flatMap(({ lines }) => lines),
    rows: tallies.flatMap((tally) =>
      by === 'period' && tally.by === 'day' ? tally.rows.map(underItsPeriod) : tally.rows,
    ),
  }
}

/** A row as a machine that publishes has it. */
export function underItsPeriod(row: TallyRow): TallyRow {
  const kind = kindOf(row.series)
  return { ...row, day: firstDayOf(kind, periodOf(kind, row.day)) }
}

/** Each once, the earliest first. */
export function uniteGaps(gaps: TallyFile['gaps']): TallyFile['gaps'] {
  return [...new Map(gaps.map((days) => [days.join(' '), days])).values()].sort((a, b) => a[0] - b[0] || a[1] - b[1])
}

export function distinct(pairs: TallyFile['leftOut']): TallyFile['leftOut'] {
  return [...new Map(pairs.map((pair) => [pair.join(': '), pair]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, pair]) => pair)
}
