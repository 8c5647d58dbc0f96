import { type DayIndex, dayOfHour, hourText, periodOf, type PeriodIndex } from '../../domain/calendar.ts'
import type { Problem } from '../../domain/problem.ts'
import { seriesOf } from '../../domain/series-of.ts'
import { isNoisy, type TableSpec } from '../../domain/table.ts'
import type { State } from '../../state/index.ts'
import { closedDaysOf, closingKinds, mayLack } from '../../timeline/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { keepFact, type LogGap, readFact, type SourceGap } from './fact-codecs.ts'
import { readStanding } from './read-timeline.ts'

/** So long it is worth a look whether the files are still somewhere. */
const WORTH_HOURS = 7 * 24

type Kept = Pick<State, 'facts' | 'sources'>

/** When lines of a log may be missing: `2026-03-01 13:00`, to the full hour before and after. */
export type GapsOfLog = {
  readonly log: string
  readonly gaps: readonly { readonly from: string; readonly to: string }[]
}

/** Of the logs that are read here. */
export function logGaps(state: Pick<State, 'facts'>): readonly LogGap[] {
  return readFact(state, 'log-gaps') ?? []
}

/** Of the machines whose tallies are taken. */
export function sourceGaps(state: Pick<State, 'facts'>): readonly SourceGap[] {
  return readFact(state, 'source-gaps') ?? []
}

function allGaps(state: Pick<State, 'facts'>): readonly (LogGap | SourceGap)[] {
  return [...logGaps(state), ...sourceGaps(state)]
}

/** Those whose lines were not found since, also of machines whose tallies are taken. */
export function openGaps(state: Pick<State, 'facts'>): readonly (LogGap | SourceGap)[] {
  return allGaps(state).filter(({ found }) => found === undefined)
}

/** Of those whose lines were not found since: by log, and of a machine by what the configuration calls it. A silence is told by itself. */
export function gapsByLog(state: Kept, sinceHour = 0): readonly GapsOfLog[] {
  const names = namesOf(state)
  const open = openGaps(state)
    .filter((gap) => gap.to >= sinceHour && !('isSilence' in gap))
    .map((gap) => ({ ...gap, log: 'log' in gap ? gap.log : (names.get(gap.source) ?? '') }))
  return [...new Set(open.map(({ log }) => log))].map((log) => ({
    log,
    gaps: open.filter((gap) => gap.log === log).map(({ from, to }) => ({ from: hourText(from), to: hourText(to + 1) })),
  }))
}

export function remarkGaps(state: Kept, nowHour: number): readonly Problem[] {
  const machines = new Set(namesOf(state).values())
  return gapsByLog(state, nowHour - WORTH_HOURS).flatMap(({ log, gaps }): readonly Problem[] => {
    const last = gaps.at(-1)
    if (last === undefined) return []
    return [{ code: 'LOG_GAP', log, ...last, others: gaps.length - 1, ...(machines.has(log) && { isOfMachine: true }) }]
  })
}

function namesOf({ sources }: Kept): ReadonlyMap<string, string> {
  return new Map([...sources.named()].map(([name, { id }]) => [id, name]))
}

/** How often each published period of a series was published again. */
export type Revisions = ReturnType<State['editions']['revisions']>

/** By table, the published periods of which lines may be missing. Noise hides more, and nothing is told beside it. */
export function periodsOfGaps(
  state: Pick<State, 'facts'>,
  specs: readonly TableSpec[],
  revisions: Revisions,
): ReadonlyMap<string, readonly PeriodIndex[]> {
  const gaps = allGaps(state)
  if (gaps.length === 0) return new Map()
  return new Map(
    specs.map((spec) => {
      const { name, period: kind } = spec
      const own = isNoisy(spec) ? [] : revisions.filter(({ series }) => series === seriesOf(spec))
      const isPart = (period: PeriodIndex, revision: number): boolean =>
        gaps.some((gap) => mayLack(gap, kind, period, revision))
      const periods = own.filter(({ period, revision }) => isPart(period, revision)).map(({ period }) => period)
      return [name, periods.sort((a, b) => a - b)]
    }),
  )
}

/** What stays of a gap whose lines were found. */
export function openFound(
  { specs }: Pick<CountPlan, 'specs'>,
  state: State,
): <G extends LogGap | SourceGap>(gap: G) => readonly G[] {
  const { isFrozen } = readStanding(state)
  const kinds = closingKinds(specs)
  return (gap) => closedDaysOf(gap, (day) => kinds.some((kind) => isFrozen(kind, periodOf(kind, day))))
}

/** Ends what was found of days that are revised, whatever a revision keeps back of them. @returns whether there was any */
export function endFound(state: Pick<State, 'facts'>, isRevised: (day: DayIndex) => boolean): boolean {
  const stays = ({ from, found }: LogGap | SourceGap): boolean => found !== 'late' || !isRevised(dayOfHour(from))
  if (allGaps(state).every(stays)) return false
  keepFact(state, 'log-gaps', logGaps(state).filter(stays))
  keepFact(state, 'source-gaps', sourceGaps(state).filter(stays))
  return true
}
