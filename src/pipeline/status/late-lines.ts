import { randomBytes, randomInt } from 'node:crypto'
import { type DayIndex, type Days, daysOf, dayText, periodOf, periodText } from '../../domain/calendar.ts'
import { type Stays, TOO_LATE } from '../../domain/placement.ts'
import { isSeenAgain } from '../../recognition/index.ts'
import { FORGOTTEN, type FateRow, type State } from '../../state/index.ts'
import { chooseLate, distinctDays, type LateFacts } from '../../timeline/index.ts'
import { readFact } from '../kept/fact-codecs.ts'
import { forgottenThrough } from '../kept/forgotten.ts'
import type { PlanAndState } from '../kept/days-of-state.ts'
import type { CountPlan } from '../plan-count.ts'
import { type LateRows, newlyRevised, readLateFacts } from '../run/close/late-facts.ts'
import { openHoles } from '../run/close/revise-period.ts'

export type LateLines = {
  /** Of a day a row for each reason for which lines stay late, and one of those that a revision would count. */
  readonly days: readonly { readonly day: string; readonly lines: number; readonly stays?: Stays }[]
  /** What `--revise` would count, with which period; and whether some of it seems to have been counted before, in logs that were edited since. */
  readonly revisable: readonly { readonly period: string; readonly lines: number; readonly seenAgain: boolean }[]
}

/** Lines that came too late for a period, and what a revision would do with them. */
export function lateLines(plan: CountPlan, state: State): LateLines {
  const all = state.counts.allFates().filter(({ placed }) => TOO_LATE.has(placed))
  const late = all.filter(({ day }) => day !== FORGOTTEN)
  const noted = readFact(state, 'seen-again') ?? []
  const copies: State[] = []
  const stateToTry = (): State => (copies[0] ??= state.copy())
  try {
    const asked = spansOf(late).map((span) => {
      const own = late.filter(({ day }) => span.from <= day && day <= span.to)
      const { counted, stays } = chooseLate(
        own,
        factsOf({ plan, state }, { fates: own, cells: state.counts.cellsByDay(span.from, span.to) }, stateToTry),
      )
      const seenAgain = own.some(({ day }) => isSeenAgain(noted, day))
      return { period: span.period, own, stays, lines: sumOf(counted), seenAgain }
    })
    return {
      days: withForgotten(
        asked.flatMap(({ own, stays }) => rowsOf(own, stays)),
        sumOf(all) - sumOf(late),
        forgottenThrough(state),
      ),
      revisable: asked.flatMap(({ period, lines, seenAgain }) => (lines === 0 ? [] : [{ period, lines, seenAgain }])),
    }
  } finally {
    for (const copy of copies) copy.close()
  }
}

/** As a revision asks; what would appear is tried out on a copy, where anything would. */
function factsOf(around: PlanAndState, all: LateRows, stateToTry: () => State): LateFacts<FateRow> {
  const noise = { key: randomBytes(32), below: (limit: number): number => randomInt(limit) }
  return {
    ...readLateFacts(around, all),
    holesOf: (fates, apart) =>
      newlyRevised(around, fates, apart).some(({ revision }) => revision === 0)
        ? openHoles({ ...around, state: stateToTry(), noise, created: '' }, all.cells)(fates, apart)
        : [],
  }
}

function sumOf(rows: readonly FateRow[]): number {
  return rows.reduce((sum, { lines }) => sum + lines, 0)
}

function rowsOf(rows: readonly FateRow[], stays: ReadonlyMap<FateRow, Stays>): LateLines['days'] {
  return distinctDays(rows).flatMap((day) => {
    const own = rows.filter((row) => row.day === day)
    return [...new Set(own.map((row) => stays.get(row)))].map((why) => {
      const lines = sumOf(own.filter((row) => stays.get(row) === why))
      return { day: dayText(day), lines, ...(why !== undefined && { stays: why }) }
    })
  })
}

/** Of days whose counts are deleted the lines are known as one sum alone, which stands with the first. */
function withForgotten(rows: LateLines['days'], lines: number, through: DayIndex): LateLines['days'] {
  if (lines === 0) return rows
  const isForgotten = ({ stays }: LateLines['days'][number]): boolean => stays === 'forgotten'
  const first = rows.find(isForgotten) ?? { day: dayText(through), lines: 0, stays: 'forgotten' }
  return [{ ...first, lines: first.lines + lines }, ...rows.filter((row) => row !== first)]
}

type Span = Days & { readonly period: string }

/** By the month, since a revision may be the last one. */
function spansOf(late: readonly FateRow[]): readonly Span[] {
  const months = new Set(distinctDays(late).map((day) => periodOf('month', day)))
  return [...months].map((month) => ({ period: periodText('month', month), ...daysOf('month', month) }))
}
