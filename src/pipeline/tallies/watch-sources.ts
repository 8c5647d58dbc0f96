import { DAY_MS } from '../../domain/calendar.ts'
import type { Problem } from '../../domain/problem.ts'
import type { SourceRow, State } from '../../state/index.ts'
import { sortLines, type TallyFile, type TallyLines } from '../../tally/index.ts'
import { dayBelieved, type Evidence } from '../../timeline/index.ts'
import { keepFact, readFact } from '../kept/fact-codecs.ts'
import { forgottenThrough } from '../kept/forgotten.ts'
import type { CountPlan } from '../plan-count.ts'
import { wallClock, type WallClock } from '../wall-clock.ts'
import { areAlike, remarkAlikeTallies } from './remark-tallies.ts'

type Machine = Pick<TallyFile, 'malformedThrough' | 'unreadThrough'> & {
  readonly id: string
  /** Undefined: nothing came of it yet. */
  readonly row: SourceRow | undefined
}

/** What is known of other machines, in the order of `sources:`. */
function readMachines({ configuration }: CountPlan, state: State): readonly Machine[] {
  const known = state.sources.named()
  const malformed = readFact(state, 'malformed-sources') ?? {}
  return configuration.sources.map(({ id }) => {
    const row = known.get(id)
    return { id, row, unreadThrough: row?.unreadThrough ?? -1, malformedThrough: malformed[row?.id ?? ''] ?? -1 }
  })
}

/** What is known of the logs of other machines. One that the configuration does not name any more holds nothing. */
export function gatherSources(
  plan: CountPlan,
  state: State,
  clock: WallClock,
): Pick<Evidence, 'logs' | 'sources' | 'undatedThrough' | 'unreadThrough'> {
  const { timezone } = plan.configuration
  const found = readMachines(plan, state)
  return {
    logs: found.flatMap(({ id, row }) => {
      if (row === undefined) return []
      const seenThrough = wallClock(row.scanned, timezone).day
      return row.logs.map(([lastDay, usualSilenceDays]) => ({
        name: id,
        lastDay: dayBelieved(lastDay, seenThrough),
        usualSilenceDays,
        seenThrough,
      }))
    }),
    sources: found.map(({ id, row }) => ({
      id,
      scannedHour: row === undefined ? -1 : Math.min(clock.hour, wallClock(row.scanned, timezone).hour),
    })),
    unreadThrough: Math.max(-1, ...found.map(({ unreadThrough }) => unreadThrough)),
    undatedThrough: Math.max(-1, ...found.map(({ malformedThrough }) => malformedThrough)),
  }
}

/** A copy or an archive that is being written waits for some runs at most. */
const LONGEST_COPY_MS = DAY_MS

/**
 * Machines of which lines are missing for longer than a day: they keep periods open here, and only there the file or the log has a
 * name. Notes since when each says so.
 */
export function watchUnread(plan: CountPlan, state: State, now: number): readonly Problem[] {
  const unread = readMachines(plan, state).filter((one) => Math.max(one.unreadThrough, one.malformedThrough) >= 0)
  const kept = readFact(state, 'unread-sources') ?? {}
  const before = new Map(Object.entries(kept))
  const since = unread.map(({ id, unreadThrough }) => {
    return { id, from: before.get(id) ?? now, why: unreadThrough < 0 ? ('malformed' as const) : ('file' as const) }
  })
  const noted = Object.fromEntries(since.map(({ id, from }) => [id, from]))
  if (JSON.stringify(noted) !== JSON.stringify(kept)) state.commit(() => keepFact(state, 'unread-sources', noted))
  return since
    .filter(({ from }) => now - from > LONGEST_COPY_MS)
    .map(({ id, why }) => ({ code: 'SOURCE_UNREAD', id, why }))
}

/**
 * Sources that look as if they had lines of one log, or of those that are read here, by all that was taken of them. Of days that are
 * forgotten no feature is left to compare, and what comes for them counts in no period.
 */
export function watchAlike({ configuration }: CountPlan, state: State): readonly Problem[] {
  const known = state.sources.named()
  const through = forgottenThrough(state)
  // Where two names are one machine its lines were taken once.
  const taken = new Map(
    configuration.sources.flatMap(({ id: name, path }) => {
      const id = known.get(name)?.id
      return id === undefined ? [] : [[id, path] as const]
    }),
  )
  const found = [...taken].map(([id, path]) => ({
    path,
    tally: { lines: state.sources.fates(id).filter(({ day }) => day > through) },
  }))
  const own = configuration.logs.length === 0 ? [] : ownLines(state).filter(({ day }) => day > through)
  return [
    ...remarkAlikeTallies(found),
    ...found
      .filter(({ tally }) => areAlike(own, withoutFeatures(tally.lines)))
      .map(({ path }): Problem => ({ code: 'TALLIES_ALIKE', path })),
  ]
}

/** What was read here: all that counts, less what was taken of any machine. */
function ownLines({ counts, sources }: State): readonly TallyLines[] {
  const ids = new Set([...sources.named().values()].map(({ id }) => id))
  const taken = [...ids].flatMap((id) => sources.fates(id)).map((sum) => ({ ...sum, lines: -sum.lines }))
  return withoutFeatures([...counts.allFates(), ...taken])
}

/** By day and fate alone: of what counts in a period it is not kept of which feature it was. */
function withoutFeatures(lines: readonly TallyLines[]): readonly TallyLines[] {
  return sortLines(lines.map((line) => ({ ...line, feature: '' })))
}
