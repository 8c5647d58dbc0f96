import { isSeenAgain } from '../../recognition/index.ts'
import { readFact } from '../kept/facts.ts'
import { dayText, type Days, daysOf, periodOf, periodText, type DayIndex } from '../../domain/calendar.ts'
import type { FateRow, State } from '../../state/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { keptBack } from '../run/close/kept-back.ts'
import { openWhyNotRevised } from '../kept/why-not-revised.ts'
import type { WhyNotRevised } from '../../timeline/index.ts'

/** Why a revision would publish nothing, also where a hidden figure would be told, or no feature has them. */
export type Stays = WhyNotRevised | 'kept-back' | 'uncounted'

export type LateLines = {
  readonly days: readonly { readonly day: string; readonly lines: number; readonly stays?: Stays }[]
  /**
   * What `--revise` would count, with which period, and how many lines of it would stay late; and whether some of them seem to have
   * been counted before, in logs that were edited since.
   */
  readonly revisable: readonly {
    readonly period: string
    readonly lines: number
    readonly staying: number
    readonly seenAgain: boolean
  }[]
}

/** Lines that came too late for a period, and what a revision would do with them. */
export function lateLines(plan: CountPlan, state: State): LateLines {
  const lines = new Map<DayIndex, number>()
  for (const row of state.counts.allFates())
    if (row.placed === 'day') lines.set(row.day, (lines.get(row.day) ?? 0) + row.lines)
  const days = [...lines.keys()].sort((a, b) => a - b)
  const staysOf = openWhyNotRevised(plan, state)
  const noted = readFact(state, 'seen-again') ?? []
  const spans = spansOf(
    days.filter((day) => staysOf(day) === undefined),
    days.filter((day) => ['adopted', 'exact'].includes(staysOf(day) ?? '')),
  )
  const asked = spans.map((span) => ({ ...span, ...linesMoved(plan, state, span) }))
  const staysAsked = (day: DayIndex): Stays | undefined => {
    const span = asked.find((one) => one.lines === 0 && one.from <= day && day <= one.to)
    if (span === undefined) return undefined
    return span.staying > 0 ? 'kept-back' : 'uncounted'
  }
  return {
    days: days.map((day) => {
      const stays = staysOf(day) ?? staysAsked(day)
      return { day: dayText(day), lines: lines.get(day) ?? 0, ...(stays !== undefined && { stays }) }
    }),
    revisable: asked.flatMap(({ period, from, to, lines: moved, staying }) => {
      const seenAgain = days.some((day) => from <= day && day <= to && isSeenAgain(noted, day))
      return moved === 0 ? [] : [{ period, lines: moved, staying, seenAgain }]
    }),
  }
}

type Span = Days & { readonly period: string }

/** A month at once, since a revision may be the last one; day by day where one of its days is refused. */
function spansOf(days: readonly DayIndex[], refused: readonly DayIndex[]): readonly Span[] {
  const barred = new Set(refused.map((day) => periodOf('month', day)))
  const months = new Set(days.map((day) => periodOf('month', day)))
  return [...months].flatMap((month): readonly Span[] => {
    if (!barred.has(month)) return [{ period: periodText('month', month), ...daysOf('month', month) }]
    const own = days.filter((day) => periodOf('month', day) === month)
    return own.map((day) => ({ period: dayText(day), from: day, to: day }))
  })
}

/**
 * How many late lines a revision would count, none where all of them are of no feature; and how many not, since they would
 * tell a hidden figure.
 */
function linesMoved(plan: CountPlan, state: State, { from, to }: Span): { lines: number; staying: number } {
  const fates: readonly FateRow[] = state.counts.fatesByDay(from, to)
  const kept = keptBack({ plan, state }, { fates, cells: state.counts.cellsByDay(from, to) })
  const sumOf = (some: readonly FateRow[]): number => some.reduce((sum, row) => sum + row.lines, 0)
  const moved = fates.filter(({ feature }) => !kept.has(feature))
  return {
    lines: moved.some(({ feature }) => feature !== '') ? sumOf(moved) : 0,
    staying: sumOf(fates.filter(({ feature }) => kept.has(feature))),
  }
}
