import { periodText } from '../../../domain/calendar.ts'
import type { Change, Release } from '../../../domain/change.ts'
import { seriesOf } from '../../../domain/series-of.ts'
import { datasetBegun, MOST_ROWS, nextVersion } from '../../../publish/index.ts'
import type { State } from '../../../state/index.ts'
import { readSettings } from '../../kept/kept-settings.ts'
import { publishedGrid } from '../../kept/published-grid.ts'
import { changeAsJson, notedChanges, releasesOf } from '../../kept/releases.ts'
import type { CountPlan } from '../../plan-count.ts'

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
    changes: release.changes.map(changeAsJson),
  })
  state.editions.dropNoted()
}

/** A clock that was ahead once has dated a version in the future: none that follows is older than it. */
function laterOf(before: string, now: string): string {
  return Date.parse(before) > Date.parse(now) ? before : now
}

/** The first version says of itself what it holds. */
function begunNow(plan: CountPlan, state: State): Change {
  return datasetBegun(publishedGrid(plan, state))
}

function nextRelease(before: string, changes: readonly Change[]): Pick<Release, 'version' | 'changes'> {
  return { version: nextVersion(before, changes), changes }
}

/**
 * What a version does to the files of tables: one that outgrows its file is cut into years, and a new year takes the plain
 * name. Whoever reads the plain name alone has to know.
 *
 * @param changes of this version, whose periods are kept already
 */
function splitChanges(state: State, changes: readonly Change[]): readonly Change[] {
  const added = new Map<string, Set<string>>()
  for (const change of changes) {
    if (change.kind !== 'periods-added') continue
    added.set(change.table, new Set([...(added.get(change.table) ?? []), ...change.periods]))
  }
  const grown = readSettings(state)?.tables.filter(({ name }) => added.has(name)) ?? []
  return grown.flatMap((table) => {
    const rows = [...state.editions.rowsByPeriod(seriesOf(table))].map(
      ([period, count]) => [periodText(table.period, period), count] as const,
    )
    return splitOf(table.name, rows, added.get(table.name) ?? new Set())
  })
}

/** @param rows of each period, as `2026-03`; `added` are those that this version adds */
export function splitOf(
  table: string,
  rows: readonly (readonly [string, number])[],
  added: ReadonlySet<string>,
): readonly Change[] {
  const before = yearsAside(rows.filter(([period]) => !added.has(period)))
  const years = yearsAside(rows).filter((year) => !before.includes(year))
  if (years.length === 0) return []
  return [{ kind: before.length === 0 ? 'table-split' : 'year-split', table, years }]
}

/** The years that have a file of their own: all but the latest, where one file cannot hold all. */
function yearsAside(rows: readonly (readonly [string, number])[]): readonly string[] {
  const total = rows.reduce((sum, [, count]) => sum + count, 0)
  if (total <= MOST_ROWS) return []
  return [...new Set(rows.map(([period]) => period.slice(0, 4)))].toSorted().slice(0, -1)
}
