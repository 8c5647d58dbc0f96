import { dayText } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import type { Problem } from '../../../domain/problem.ts'
import type { State } from '../../../state/index.ts'
import { keepFact, readFact, type SeenAgain } from '../../kept/facts.ts'

/** Fewer may well be as many by chance. */
const LEAST_LINES = 20
/** As long as a stream is known. */
const KEPT_HOURS = 400 * 24

/**
 * Notes the streams of this run, and of runs that were killed before, that have as many lines as another of their log that is
 * gone, of the same hours: content alone cannot tell a log that was edited from a new one.
 *
 * @param whereIs a stream is: `gone`, where no file of this run can hold it; where one may that was not read, the next run looks again
 */
export function noteSeenAgain(
  state: State,
  run: number,
  whereIs: (stream: { readonly id: number; readonly log: string }) => 'there' | 'hidden' | 'gone',
): void {
  const lookedAt = readFact(state, 'seen-again-run') ?? run - 1
  const alike = state.logs
    .alikeSince(lookedAt, LEAST_LINES)
    .map((row) => ({ ...row, place: whereIs({ id: row.other, log: row.log }) }))
  if (!alike.some(({ place }) => place === 'hidden')) keepFact(state, 'seen-again-run', run)
  const found = alike.filter(({ place }) => place === 'gone')
  if (found.length === 0) return
  const noted = new Map(seenAgain(state).map((seen) => [seen.stream, seen]))
  for (const { stream, log, lines, oldestHour: from, newestHour: to } of found)
    noted.set(stream, { stream, log, lines, from, to })
  const newest = Math.max(...[...noted.values()].map(({ to }) => to))
  const kept = [...noted.values()].filter(({ to }) => to > newest - KEPT_HOURS)
  keepFact(state, 'seen-again', kept)
}

/** What was noted, log by log, of the streams that are still there. */
export function remarkSeenAgain(state: State, isThere: (stream: number) => boolean): readonly Problem[] {
  const byLog = new Map<string, SeenAgain[]>()
  for (const seen of seenAgain(state))
    if (isThere(seen.stream)) byLog.set(seen.log, [...(byLog.get(seen.log) ?? []), seen])
  return [...byLog].map(([log, all]) => ({
    code: 'LOG_SEEN_AGAIN',
    log,
    files: all.length,
    lines: all.reduce((sum, { lines }) => sum + lines, 0),
    lastDay: dayText(indexOf<'day'>(Math.max(...all.map(({ to }) => dayOfHour(to))))),
  }))
}

/** Whether lines of a day were perhaps counted twice. */
export function openDoubt(state: Pick<State, 'facts'>): (day: number) => boolean {
  const all = seenAgain(state)
  return (day) => all.some(({ from, to }) => dayOfHour(from) <= day && day <= dayOfHour(to))
}

function seenAgain(state: Pick<State, 'facts'>): readonly SeenAgain[] {
  return readFact(state, 'seen-again') ?? []
}

function dayOfHour(hour: number): number {
  return Math.floor(hour / 24)
}
