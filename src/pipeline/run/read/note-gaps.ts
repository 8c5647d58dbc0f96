import type { State } from '../../../state/index.ts'
import { keepFact, type LogGap, readFact } from '../../kept/fact-codecs.ts'
import { logGaps, openFound } from '../../kept/log-gaps.ts'
import type { PlanAndState } from '../../kept/days-of-state.ts'
import { wallClock } from '../../wall-clock.ts'

/** What a look at all files met. */
export type SeenFiles = {
  /** By log, the stream in the file that is being written; undefined: it has no line yet. */
  readonly live: ReadonlyMap<string, number | undefined>
  readonly isThere: (stream: number) => boolean
  /** Whether a stream of a log may be in a file that could not be read. */
  readonly mayHide: (of: { readonly log: string }) => boolean
}

/**
 * Notes where the place that was reached in a log while it was written is in no file any more, and another file has its name: what
 * was written behind the place went unread. From look to look: hours of lines would tell a day that has none.
 */
export function noteGaps({ plan, state }: PlanAndState, seen: SeenFiles, now: number): void {
  const hourOf = (ms: number): number => wallClock(ms, plan.configuration.timezone).hour
  const kept = logGaps(state)
  const foundLate = openFound(plan, state)
  const still = kept.flatMap((gap): LogGap | readonly LogGap[] =>
    gap.found !== undefined || !seen.isThere(gap.stream) ? gap : foundLate(gap),
  )
  const lost = Object.entries(readFact(state, 'live-places') ?? {}).flatMap(
    ([log, { stream, at }]): readonly LogGap[] => {
      const next = seen.live.get(log)
      const isLost = next !== undefined && next !== stream && !seen.isThere(stream) && !seen.mayHide({ log })
      if (!isLost || kept.some((gap) => gap.stream === stream) || isEdited(state, stream, next)) return []
      return [{ log, stream, from: hourOf(Math.min(at, now)), to: hourOf(now - 1) }]
    },
  )
  const gaps = [...still, ...lost]
  if (JSON.stringify(gaps) !== JSON.stringify(kept)) keepFact(state, 'log-gaps', gaps)
}

/**
 * Notes where logs were met while they were written. A place that may be in a file that was not read is looked for again; one that was met
 * beside the next file, be it empty, is done, and leaves no gap when it goes.
 */
export function keepLive(state: State, { live, isThere, mayHide }: SeenFiles, at: number): void {
  const places = new Map(Object.entries(readFact(state, 'live-places') ?? {}))
  const isOpen = (log: string, place: number, next: number | undefined): boolean =>
    place !== next && !isThere(place) && (next === undefined || mayHide({ log }))
  for (const [log, stream] of live) {
    const place = places.get(log)?.stream
    if (place !== undefined && isOpen(log, place, stream)) continue
    places.delete(log)
    if (stream !== undefined) places.set(log, { stream, at })
  }
  keepFact(state, 'live-places', Object.fromEntries(places))
}

/** A file that begins where the one before it began holds its lines once more. */
function isEdited({ logs }: State, before: number, now: number): boolean {
  // Each by its number: where the folder of a log was moved, what is read on there goes by the name that it had.
  const [old, next] = [logs.streamBy(before), logs.streamBy(now)]
  if (old === undefined || next === undefined) return true
  return next.oldestHour >= 0 && next.oldestHour <= old.oldestHour && next.oldestHour < old.newestHour
}
