import { KNOWN_DAYS } from '../domain/calendar.ts'
import { groupBy } from '../domain/group-by.ts'

/** A stream that may be one that was read before and edited: its lines, and the hours of the oldest and the newest. */
export type SeenAgain = {
  readonly stream: number
  readonly log: string
  readonly lines: number
  readonly from: number
  readonly to: number
}

/** A stream that may have the lines of another of its log, by their hours and number; and where that one is. */
export type Alike = SeenAgain & {
  /** `gone`: no file of this run can hold it; `hidden`: one that was not read may. */
  readonly other: 'there' | 'hidden' | 'gone'
}

/**
 * What is noted from now on. Content alone cannot tell a log that was edited from a new one: its old text is in no file any more.
 *
 * @param found since the last look
 */
export function nextSeenAgain(noted: readonly SeenAgain[], found: readonly Alike[]): readonly SeenAgain[] {
  const next = new Map(noted.map((seen) => [seen.stream, seen]))
  for (const { other, ...seen } of found) if (other === 'gone') next.set(seen.stream, seen)
  const newest = Math.max(...[...next.values()].map(({ to }) => to))
  return [...next.values()].filter(({ to }) => to > newest - KNOWN_DAYS * 24)
}

/** Whether lines of a day were perhaps counted twice. */
export function isSeenAgain(noted: readonly SeenAgain[], day: number): boolean {
  return noted.some(({ from, to }) => dayOfHour(from) <= day && day <= dayOfHour(to))
}

/** What is noted of each log that is still there. */
export type LogSeenAgain = {
  readonly log: string
  readonly files: number
  readonly lines: number
  readonly lastDay: number
}

export function seenAgainByLog(
  noted: readonly SeenAgain[],
  isThere: (stream: number) => boolean,
): readonly LogSeenAgain[] {
  const there = noted.filter(({ stream }) => isThere(stream))
  const byLog = groupBy(there, ({ log }) => log)
  return [...byLog].map(([log, all]) => ({
    log,
    files: all.length,
    lines: all.reduce((sum, { lines }) => sum + lines, 0),
    lastDay: Math.max(...all.map(({ to }) => dayOfHour(to))),
  }))
}

function dayOfHour(hour: number): number {
  return Math.floor(hour / 24)
}
