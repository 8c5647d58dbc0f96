import { datasetBegun, nextVersion } from '../../../publish/index.ts'
import type { Change, Release } from '../../../domain/change.ts'
import type { State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { changeText, notedChanges, releasesOf } from '../../kept/releases.ts'
import { publishedGrid } from './published-grid.ts'
import { splitChanges } from './split-changes.ts'

/** Where a version is made. */
export type ReleaseAround = {
  readonly plan: CountPlan
  readonly state: State
  /** Date and time of this run, RFC 3339. */
  readonly created: string
}

/** Notes a version of the dataset, if anything changed: of the figures, or of the way of counting. */
export function keepRelease({ plan, state, created }: ReleaseAround, ofFigures: readonly Change[]): void {
  const noted = notedChanges(state)
  const last = releasesOf(state).at(-1)
  const changes = [...noted, ...ofFigures]
  if (changes.length === 0 || (last === undefined && ofFigures.length === 0)) return
  const release =
    last === undefined
      ? { version: '1.0.0', changes: [begunNow(plan, state), ...noted.filter((change) => 'date' in change)] }
      : nextRelease(last.version, [...changes, ...splitChanges(state, changes)])
  state.editions.release({
    version: release.version,
    created: last === undefined ? created : laterOf(last.created, created),
    changes: release.changes.map(changeText),
  })
  state.editions.dropNoted()
}

/** A clock that was ahead once has dated a version in the future: none that follows is older than it. */
function laterOf(before: string, now: string): string {
  return Date.parse(before) > Date.parse(now) ? before : now
}

/** The first version says of itself what it holds. */
function begunNow(plan: CountPlan, state: State): Change {
  return datasetBegun(publishedGrid(plan, state, state.editions.published()))
}

function nextRelease(before: string, changes: readonly Change[]): Pick<Release, 'version' | 'changes'> {
  return { version: nextVersion(before, changes), changes }
}
