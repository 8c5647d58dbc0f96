import type { State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { wallClock, type WallClock } from '../clock/clock.ts'
import type { Evidence } from '../../../timeline/index.ts'

/** What is known of the logs of other machines. One that the configuration does not name any more holds nothing. */
export function gatherSources(
  plan: CountPlan,
  state: State,
  clock: WallClock,
): Pick<Evidence, 'logs' | 'sources' | 'unreadThrough'> {
  const { sources, timezone } = plan.configuration
  const known = state.sources.named()
  const found = sources.map(({ id }) => ({ id, row: known.get(id) }))
  return {
    logs: found.flatMap(({ id, row }) =>
      // The clock of that machine may be ahead.
      (row?.logs ?? []).map(([lastDay, usualSilenceDays]) => ({
        name: id,
        lastDay: Math.min(lastDay, clock.day + 1),
        usualSilenceDays,
      })),
    ),
    sources: found.map(({ id, row }) => ({
      id,
      scannedHour: row === undefined ? -1 : Math.min(clock.hour, wallClock(row.scanned, timezone).hour),
    })),
    unreadThrough: found.reduce((day, { row }) => Math.max(day, row?.unreadThrough ?? -1), -1),
  }
}
