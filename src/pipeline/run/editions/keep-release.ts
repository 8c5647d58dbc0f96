import { datasetBegun, nextVersion, type Change, type Release } from '../../../publish/index.ts'
import type { State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { changeText, notedChanges, releasesOf } from '../releases.ts'
import { publishedGrid } from './published-grid.ts'
import { splitChanges } from './split-changes.ts'

/** Where a version is made. */
export type ReleaseAround = {
  readonly plan: CountPlan
  readonly state: State
  /** Date and time of a version that is made now, RFC 3339. */
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
  state.editions.release({ version: release.version, created, changes: release.changes.map(changeText) })
  state.editions.dropNoted()
}

/** The first version says of itself what it holds. */
function begunNow(plan: CountPlan, state: State): Change {
  return datasetBegun(publishedGrid(plan, state, state.editions.published()))
}

function nextRelease(before: string, changes: readonly Change[]): Pick<Release, 'version' | 'changes'> {
  return { version: nextVersion(before, changes), changes }
}
