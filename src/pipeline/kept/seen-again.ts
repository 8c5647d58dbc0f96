import { dayText } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import type { Problem } from '../../domain/problem.ts'
import { type Alike, nextSeenAgain, seenAgainByLog } from '../../recognition/index.ts'
import type { State } from '../../state/index.ts'
import { keepFact, readFact } from './facts.ts'

/** Fewer may well be as many by chance. */
const LEAST_LINES = 20

/**
 * Notes the streams of this run, and of runs that were killed before, that may have the lines of another of their log that is
 * gone, by their hours and number.
 *
 * @param whereIs a stream is; where one may be in a file that was not read, the next run looks again
 */
export function noteSeenAgain(
  state: State,
  run: number,
  whereIs: (stream: { readonly id: number; readonly log: string }) => Alike['other'],
): void {
  const lookedAt = readFact(state, 'seen-again-run') ?? run - 1
  const found = state.logs
    .alikeSince(lookedAt, LEAST_LINES)
    .map(({ stream, log, lines, oldestHour: from, newestHour: to, other }) => ({
      ...{ stream, log, lines, from, to },
      other: whereIs({ id: other, log }),
    }))
  if (!found.some(({ other }) => other === 'hidden')) keepFact(state, 'seen-again-run', run)
  if (found.some(({ other }) => other === 'gone'))
    keepFact(state, 'seen-again', nextSeenAgain(readFact(state, 'seen-again') ?? [], found))
}

/** What was noted, log by log, of the streams that are still there. */
export function remarkSeenAgain(state: Pick<State, 'facts'>, isThere: (stream: number) => boolean): readonly Problem[] {
  return seenAgainByLog(readFact(state, 'seen-again') ?? [], isThere).map(({ lastDay, ...seen }) => ({
    code: 'LOG_SEEN_AGAIN',
    ...seen,
    lastDay: dayText(indexOf<'day'>(lastDay)),
  }))
}
