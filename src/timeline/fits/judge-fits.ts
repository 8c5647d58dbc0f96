import type { Problem } from '../../domain/problem.ts'
import type { FoundMisfit } from '../../domain/problem/of-logs.ts'
import { addTo, fitsByDay, type DayFits, type Fits } from './day-fits.ts'
import { findHalfLost, judgeDays, type JudgedDays, type LogFits } from './judge-days.ts'
import { areTooMany, shareOf } from './too-many.ts'

/** A stream of a log with lines that do not fit. Those between its first and its last dated line stand by their day. */
export type DoubtedStream = Omit<DayFits, 'days'> & {
  readonly log: string
  /** The last days of the other streams of its log. */
  readonly ends: readonly number[]
  /** The last day that a line at the end may be of. */
  readonly through: number
  /** The first line that does not fit. */
  readonly misfit: FoundMisfit | null
}

/** What is known of lines that do not fit. */
export type FitFacts = {
  readonly streams: readonly DoubtedStream[]
  /** Of their logs and of all others, by day. */
  readonly days: readonly (Fits & { readonly log: string; readonly day: number })[]
  /** The share of lines that may not fit. */
  readonly limit: number
  /** Of which days figures may still be published. */
  readonly isOpen: JudgedDays['isOpen']
  readonly holding: JudgedDays['holding']
}

/** What does not fit, and which days it touches. */
export type HalfLost = {
  /** Whether figures of these days would be made of a part of their lines. */
  readonly isHalfLost: (from: number, to: number) => boolean
  /** The last day that lines of files may be of of which no line is dated; −1: there is none such. */
  readonly undatedThrough: number
  readonly problems: (newestDay: number) => readonly Problem[]
}

export function judgeFits({ streams, days, limit, isOpen, holding }: FitFacts): HalfLost {
  const undated = streams.filter(({ first, head }) => first < 0 && areTooMany(head, limit))
  const logs = logsOf(streams, days)
  return {
    isHalfLost: findHalfLost(logs, limit),
    undatedThrough: Math.max(-1, ...undated.map(({ through }) => through)),
    problems: (newestDay) => [
      ...undated.flatMap(({ misfit, head }): Problem[] =>
        misfit === null ? [] : [{ code: 'TOO_MANY_MALFORMED', ...misfit, share: shareOf(head), limit }],
      ),
      ...streams.flatMap(({ misfit, first, head }): Problem[] => {
        const isTold = misfit === null || first >= 0 || limit >= 1 || areTooMany(head, limit)
        return isTold || head.misfits < head.lines ? [] : [{ code: 'NO_LINE_FITS', ...misfit, lines: head.lines }]
      }),
      ...judgeDays(logs, limit, { isOpen, holding, newestDay, isOver: (day) => day < newestDay }),
    ],
  }
}

function logsOf(streams: FitFacts['streams'], days: FitFacts['days']): readonly LogFits[] {
  const found = new Map<string, { readonly days: Map<number, Fits>; misfit: FoundMisfit | undefined }>()
  const logNamed = (log: string): { readonly days: Map<number, Fits>; misfit: FoundMisfit | undefined } => {
    const known = found.get(log) ?? { days: new Map<number, Fits>(), misfit: undefined }
    found.set(log, known)
    return known
  }
  for (const { log, misfit, ends, through, ...fit } of streams) {
    const known = logNamed(log)
    known.misfit ??= misfit ?? undefined
    for (const [day, fits] of fitsByDay({ ...fit, days: new Map() }, ends, through)) addTo(known.days, day, fits)
  }
  for (const { log, day, ...fits } of days) addTo(logNamed(log).days, day, fits)
  return [...found.values()]
}
