import type { PublishedRow } from '../../domain/cell.ts'
import { periodOf } from '../../domain/calendar.ts'
import { FATES_OF_FEATURES } from '../../domain/fate.ts'
import { FOLDED, type Grid, type ProtectedQuality, type ProtectedTable } from '../../domain/table.ts'
import { shownByFate } from '../../protect/index.ts'
import { restoreQuality, restoreTable } from '../../protect/restore.ts'
import type { State } from '../../state/index.ts'
import type { ShownTable } from '../../timeline/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { measuresLeftOut } from './count-closed.ts'
import { publishedRows } from './published-rows.ts'
import { readShownTables } from './read-timeline.ts'

/** All that are published, in the order of the plan, those that have ended last. */
export function publishedTables(
  plan: CountPlan,
  state: State,
  rows: readonly PublishedRow[],
  shown = readShownTables(plan, state),
): readonly ProtectedTable[] {
  return shown.map((table) => publishedTable(plan, state, table, rows))
}

function publishedTable(
  plan: CountPlan,
  state: State,
  { spec: planned, earlier }: ShownTable,
  published: readonly PublishedRow[],
): ProtectedTable {
  const left = measuresLeftOut(state, planned)
  const spec = { ...planned, measures: planned.measures.filter((measure) => !left.includes(measure)) }
  const rows = publishedRows(spec, published)
  // Words that the configuration has no more, as a host that is not listed now, stay those of older rows.
  const categories = spec.dimensions.map((dimension, i) => {
    const past = rows.flatMap((row) => row.categories[i] ?? []).filter((word) => word !== FOLDED)
    return [...new Set([...plan.categories(dimension), ...past])]
  })
  return restoreTable(
    { spec, categories },
    rows,
    earlier.map(({ protection }) => protection),
  )
}

/** Of the months that a figure tells of; two fates are sums of what the tables show, whichever columns those have now. */
export function publishedQuality(state: State, tables: readonly ProtectedTable[], grid: Grid): ProtectedQuality {
  const sums = shownByFate(tables)
  const months = new Set(grid.map((day) => periodOf('month', day)))
  return restoreQuality(
    state.editions.quality().flatMap(({ month, fate: word, lines }) => {
      const fate = FATES_OF_FEATURES.find((one) => one === word)
      if (fate === undefined || !months.has(month)) return []
      const sum = sums.get(fate)
      return [{ month, fate, lines: sum === undefined ? (lines ?? undefined) : sum.get(month) }]
    }),
  )
}
