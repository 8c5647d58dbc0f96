import { periodText } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import { MOST_ROWS } from '../../../publish/index.ts'
import type { Change } from '../../../domain/change.ts'
import type { State } from '../../../state/index.ts'
import { seriesOf } from '../../../domain/series-of.ts'
import { readSettings } from '../../kept/kept-settings.ts'

/**
 * What a version does to the files of tables: one that outgrows its file is cut into years, and a new year takes the plain
 * name. Whoever reads the plain name alone has to know.
 *
 * @param changes of this version, whose periods are kept already
 */
export function splitChanges(state: State, changes: readonly Change[]): readonly Change[] {
  const added = new Map<string, Set<string>>()
  for (const change of changes) {
    if (change.kind !== 'periods-added') continue
    added.set(change.table, new Set([...(added.get(change.table) ?? []), ...change.periods]))
  }
  const grown = readSettings(state)?.tables.filter(({ name }) => added.has(name)) ?? []
  return grown.flatMap((table) => {
    const rows = [...state.editions.rowsByPeriod(seriesOf(table))].map(
      ([period, count]) => [periodText(table.period, indexOf<'period'>(period)), count] as const,
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
