import { firstDayOf, lastDayOf, periodOf, periodText, type PeriodIndex } from '../../../domain/calendar.ts'
import { indexOf, type PeriodKind } from '../../../domain/dictionary.ts'
import { runsOf } from '../../../domain/runs-of.ts'
import type { State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { wallClock } from '../clock/clock.ts'
import { isDue, type Evidence } from '../due/find-due.ts'
import { closingKinds } from '../due/frozen.ts'
import { daysWithLines, firstWholeDay } from '../counted/days-of-state.ts'
import { openHalfLost } from '../due/half-lost.ts'
import { lastLook } from '../due/last-look.ts'
import { seriesOf } from '../../series-of.ts'

/** What a period that is over is still open for. */
export type Awaited = {
  /** A line of the service that is dated after it. */
  readonly lines: boolean
  /** A file that was found and not read. */
  readonly file: boolean
  /** Logs that are silent for longer than they usually are. */
  readonly logs: readonly string[]
  /** Other machines that have not looked through their logs since. */
  readonly machines: readonly string[]
  /** That lines of it which do not fit their format are read: too many do not. */
  readonly format: boolean
}

/** How far the periods of a kind are closed. */
export type ClosedKind = {
  readonly kind: PeriodKind
  /** Undefined: none is. */
  readonly last: string | undefined
  /** Nothing was published of the last one, though lines were dated in it: it is withheld, or not whole. */
  readonly isUnpublished: boolean
  /** Until the next one that is whole may close; 0: it is over, and waits. */
  readonly nextInHours: number | undefined
  readonly waitsFor: Awaited
  /** Those before the last that are open, and for what. */
  readonly held: readonly { readonly from: string; readonly to: string; readonly waitsFor: Awaited }[]
}

/** Which periods are closed, which are not, and why. */
export function openPeriods(plan: CountPlan, state: State, now: number): readonly ClosedKind[] {
  const evidence = evidenceAt(plan, state, now)
  const first = firstWholeDay({ plan, state })
  const through = state.editions.frozenThrough()
  const isUnpublished = openUnpublished(plan, state)
  return closingKinds(plan.specs).flatMap((kind): readonly ClosedKind[] => {
    const last = through.get(kind)
    const next = nextOf(kind, first, last)
    const held = [...state.editions.held(kind)].filter((period) => dayAt(kind, period) >= first).sort((a, b) => a - b)
    if (last === undefined && next === undefined) return []
    return [
      {
        kind,
        last: last === undefined ? undefined : textOf(kind, last),
        isUnpublished: last !== undefined && isUnpublished(indexOf<'period'>(last), kind),
        nextInHours: next === undefined ? undefined : hoursUntil(kind, next, evidence),
        waitsFor: awaitedOf(kind, next === undefined ? [] : [next], evidence),
        held: runsOf(held).map(({ first: from, last: to, periods }) => ({
          from: textOf(kind, from),
          to: textOf(kind, to),
          waitsFor: awaitedOf(kind, periods, evidence),
        })),
      },
    ]
  })
}

/** A kind without a table has nothing to publish, and neither has a period without a line. */
function openUnpublished({ specs }: CountPlan, state: State): (period: PeriodIndex, kind: PeriodKind) => boolean {
  const days = daysWithLines(state)
  return (period, kind) => {
    const [from, to] = [firstDayOf(kind, period), lastDayOf(kind, period)]
    const series = specs.filter((spec) => spec.period === kind).map(seriesOf)
    return (
      series.length > 0 &&
      days.some((day) => day >= from && day <= to) &&
      series.every((name) => state.editions.publishedOf(name, period).length === 0)
    )
  }
}

function evidenceAt(plan: CountPlan, state: State, now: number): Evidence {
  const { timezone, graceHours, silenceHours } = plan.configuration
  const found = lastLook(state)?.evidence ?? { newestDay: -1, unreadThrough: -1, logs: [], sources: [] }
  const { isHalfLost } = openHalfLost(plan, state, (log) => found.logs.some(({ name }) => name === log))
  return { ...found, isHalfLost, graceHours, silenceHours, nowHour: wallClock(now, timezone).hour }
}

function dayAt(kind: PeriodKind, period: number): number {
  return firstDayOf(kind, indexOf<'period'>(period))
}

function textOf(kind: PeriodKind, period: number): string {
  return periodText(kind, indexOf<'period'>(period))
}

/** The one after the last that is closed; else the first of which no line is missing, if any line was ever read. */
function nextOf(kind: PeriodKind, first: number, last: number | undefined): PeriodIndex | undefined {
  if (last !== undefined) return indexOf<'period'>(last + 1)
  if (!Number.isFinite(first)) return undefined
  const holds = periodOf(kind, indexOf<'day'>(first))
  return dayAt(kind, holds) >= first ? holds : indexOf<'period'>(holds + 1)
}

function hoursUntil(kind: PeriodKind, period: PeriodIndex, { graceHours, nowHour }: Evidence): number {
  return Math.max(0, (lastDayOf(kind, period) + 1) * 24 + graceHours - nowHour)
}

/** Each condition is asked by itself, of those of these periods that are over. */
function awaitedOf(kind: PeriodKind, periods: readonly number[], evidence: Evidence): Awaited {
  const { newestDay, unreadThrough, logs, sources } = evidence
  const { isHalfLost = () => false, ...rest } = evidence
  const none: Evidence = { ...rest, newestDay: Infinity, unreadThrough: -1, logs: [], sources: [] }
  const those = periods.map((period) => indexOf<'period'>(period))
  const over = those.filter((period) => isDue(kind, period, none))
  const wants = (some: Partial<Evidence>): boolean =>
    over.some((period) => !isDue(kind, period, { ...none, ...some }) && isDue(kind, period, { ...none, newestDay }))
  return {
    lines: over.some((period) => !isDue(kind, period, { ...none, newestDay })),
    file: over.some((period) => !isDue(kind, period, { ...none, unreadThrough })),
    logs: logs.filter((log) => wants({ newestDay, logs: [log] })).map(({ name }) => name),
    machines: sources.filter((source) => wants({ newestDay, sources: [source] })).map(({ id }) => id),
    format: over.some((period) => isHalfLost(firstDayOf(kind, period), lastDayOf(kind, period))),
  }
}
