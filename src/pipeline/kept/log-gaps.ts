import { dayOfHour, hourText, periodOf, type PeriodIndex } from '../../domain/calendar.ts'
import type { Problem } from '../../domain/problem.ts'
import { seriesOf } from '../../domain/series-of.ts'
import { isNoisy, type TableSpec } from '../../domain/table.ts'
import type { State } from '../../state/index.ts'
import { type LogGap, readFact } from './facts.ts'

/** So long it is worth a look whether the files are still somewhere. */
const WORTH_HOURS = 7 * 24

/** When lines of a log may be missing: `2026-03-01 13:00`, to the full hour before and after. */
export type GapsOfLog = {
  readonly log: string
  readonly gaps: readonly { readonly from: string; readonly to: string }[]
}

export function logGaps(state: Pick<State, 'facts'>): readonly LogGap[] {
  return readFact(state, 'log-gaps') ?? []
}

/** By log, of those whose lines were not found since. */
export function gapsByLog(state: Pick<State, 'facts'>, sinceHour = 0): readonly GapsOfLog[] {
  const open = logGaps(state).filter(({ found, to }) => found === undefined && to >= sinceHour)
  return [...new Set(open.map(({ log }) => log))].map((log) => ({
    log,
    gaps: open.filter((gap) => gap.log === log).map(({ from, to }) => ({ from: hourText(from), to: hourText(to + 1) })),
  }))
}

export function remarkGaps(state: Pick<State, 'facts'>, nowHour: number): readonly Problem[] {
  return gapsByLog(state, nowHour - WORTH_HOURS).flatMap(({ log, gaps }): readonly Problem[] => {
    const last = gaps.at(-1)
    return last === undefined ? [] : [{ code: 'LOG_GAP', log, ...last, others: gaps.length - 1 }]
  })
}

/** How often each published period of a series was published again. */
export type Revisions = ReturnType<State['editions']['revisions']>

/** By table, the published periods of which lines may be missing. Noise hides more, and nothing is told beside it. */
export function periodsOfGaps(
  state: Pick<State, 'facts'>,
  specs: readonly TableSpec[],
  revisions: Revisions,
): ReadonlyMap<string, readonly PeriodIndex[]> {
  const gaps = logGaps(state)
  if (gaps.length === 0) return new Map()
  return new Map(
    specs.map((spec) => {
      const { name, period: kind } = spec
      const own = isNoisy(spec) ? [] : revisions.filter(({ series }) => series === seriesOf(spec))
      const isPart = (period: number, revision: number): boolean =>
        gaps.some(({ from, to, found }) => {
          const [first, last] = [from, to].map((hour) => periodOf(kind, dayOfHour(hour)))
          const isWithin = period >= (first ?? Infinity) && period <= (last ?? -1)
          // What was found came late where it was closed, and counts in a revision.
          return isWithin && (found === undefined || (found.includes(kind) && revision === 0))
        })
      const periods = own.filter(({ period, revision }) => isPart(period, revision)).map(({ period }) => period)
      return [name, periods.sort((a, b) => a - b)]
    }),
  )
}
