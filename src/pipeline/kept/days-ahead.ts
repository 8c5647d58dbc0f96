import { type DayIndex } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import type { Problem } from '../../domain/problem.ts'
import { logNameOf } from '../../recognition/index.ts'
import type { State } from '../../state/index.ts'
import { remarkAhead, remarkBehind } from '../reading/days/days-believed.ts'
import type { Input } from '../reading/input.ts'
import type { PlanAndState } from './days-of-state.ts'
import { type DaysAhead, keepFact, readFact } from './fact-codecs.ts'

/** Notes which days of lines that were just read of a log are ahead of the clock: they are no end of it before they come. */
export function noteAhead(state: State, log: string, days: readonly number[], lastCredible: number): void {
  const kept = aheadIn(state)
  const before = kept.get(log)
  const ahead = days.filter((day) => day > lastCredible)
  // Lines without a date tell nothing of a clock.
  if (days.length === 0 || (before === undefined && ahead.length === 0)) return
  const all = new Set([...(before?.days ?? []), ...ahead])
  kept.set(log, { days: [...all].sort((a, b) => a - b), newest: Math.max(...days) })
  keepFact(state, 'days-ahead', Object.fromEntries(kept))
}

/** Takes days that are ahead no more for days of their logs, as if their lines were read now. */
export function takeCome(state: State, lastCredible: number): void {
  const kept = aheadIn(state)
  const records = new Map(state.logs.logs().map((record) => [record.name, record]))
  const come = [...kept].filter(([, { days }]) => days.some((day) => day <= lastCredible))
  for (const [log, { days, newest }] of come) {
    const [seen, ahead] = [days.filter((day) => day <= lastCredible), days.filter((day) => day > lastCredible)]
    const record = records.get(log)
    if (record !== undefined) state.logs.keepLog({ ...record, lastDay: Math.max(record.lastDay, ...seen) }, seen)
    if (ahead.length > 0) kept.set(log, { days: ahead, newest })
    else kept.delete(log)
  }
  if (come.length > 0) keepFact(state, 'days-ahead', Object.fromEntries(kept))
}

/** Lines dated long before all others, of which days were published, or came too late to be; and lines ahead of the clock. */
export function remarkOddDates(
  { plan: { since }, state }: PlanAndState,
  inputs: readonly Input[],
  lastCredible: number,
): readonly Problem[] {
  const dated = state.counts.linesByDay('out-of-period').filter(({ day }) => day >= (since ?? 0))
  // Of a day whose counts are deleted nobody knows that they are few.
  const lines = new Map(dated.map(({ day, lines }) => [day, lines || Number.MAX_SAFE_INTEGER]))
  const logs = new Set(inputs.map(({ log }) => logNameOf(log.path)))
  return [...remarkBehind(lines), ...remarkKeptAhead(state, logs, lines, lastCredible)]
}

/** Lines ahead of the clock, for as long as the newest ones of a log are that is still read. */
function remarkKeptAhead(
  state: Pick<State, 'facts'>,
  logs: ReadonlySet<string>,
  lines: ReadonlyMap<DayIndex, number>,
  lastCredible: number,
): readonly Problem[] {
  if (![...aheadIn(state)].some(([log, { newest }]) => logs.has(log) && newest > lastCredible)) return []
  const days = [...lines.keys()]
  const come = days.filter((day) => day <= lastCredible)
  const last = indexOf<'day'>(Math.max(-1, ...(come.length > 0 ? come : days)))
  return remarkAhead(lines, last, lastCredible - 1).map((problem) => ({ ...problem, closesNone: true }))
}

/** Whether the newest lines of one of these logs were ahead of the clock when a run looked last. */
export function wereAhead(state: Pick<State, 'facts'>, logs: readonly string[]): boolean {
  return [...aheadIn(state)].some(([log, { days, newest }]) => logs.includes(log) && days.includes(newest))
}

function aheadIn(state: Pick<State, 'facts'>): Map<string, DaysAhead> {
  return new Map(Object.entries(readFact(state, 'days-ahead') ?? {}))
}
