import type { PublishedRow } from '../../domain/cell.ts'
import { CALENDAR_DAYS, type Days, periodOf } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import { FATES_OF_FEATURES } from '../../domain/fate.ts'
import {
  type CountedTable,
  type Grid,
  type ProtectedQuality,
  type ProtectedTable,
  type Protection,
  type Released,
  type TableSpec,
} from '../../domain/table.ts'
import { seriesOf } from '../../domain/series-of.ts'
import { shownByFate } from '../../protect/index.ts'
import { restoreQuality, restoreTable } from '../../protect/restore.ts'
import type { State } from '../../state/index.ts'
import type { ShownTable } from '../../timeline/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { measuresLeftOut } from './count-closed.ts'
import { publishedRows, wordsWithPast } from './published-rows.ts'
import { readShownTables } from './read-timeline.ts'

/** All that are published, in the order of the plan, those that have ended last. */
export function publishedTables(
  plan: CountPlan,
  state: State,
  rows: readonly PublishedRow[],
): readonly ProtectedTable[] {
  return framesOf(plan, state, readShownTables(plan, state)).map((frame) => tableIn(frame, rows))
}

/** What a reader has of some tables. @param days that its periods touch: to read all of three years takes seconds */
export function releasedTables(specs: readonly TableSpec[], state: State, days?: Days): Released['tables'] {
  return specs.map((spec) => ({ spec, rows: publishedRows(spec, publishedWithin([spec], state, days)) }))
}

/** The rows of some tables whose periods touch some days. */
export function publishedWithin(
  specs: readonly TableSpec[],
  { editions }: State,
  { from, to }: Days = ALL_DAYS,
): readonly PublishedRow[] {
  return specs.flatMap((spec) =>
    editions.publishedWithin(seriesOf(spec), periodOf(spec.period, from), periodOf(spec.period, to)),
  )
}

const ALL_DAYS: Days = { from: indexOf<'day'>(0), to: indexOf<'day'>(CALENDAR_DAYS) }

/** All of a published table but its rows. */
export type Frame = Pick<CountedTable, 'spec' | 'categories'> & { readonly earlier: readonly Protection[] }

export function framesOf(plan: CountPlan, state: State, shown: readonly ShownTable[]): readonly Frame[] {
  return shown.map(({ spec, earlier }) => {
    const left = measuresLeftOut(state, spec)
    return {
      spec: { ...spec, measures: spec.measures.filter((measure) => !left.includes(measure)) },
      categories: spec.dimensions.map(plan.categories),
      earlier: earlier.map(({ protection }) => protection),
    }
  })
}

export function tableIn({ spec, categories, earlier }: Frame, published: Iterable<PublishedRow>): ProtectedTable {
  const rows = publishedRows(spec, published)
  return restoreTable({ spec, categories: wordsWithPast(categories, rows) }, rows, earlier)
}

/** Of the months that a figure tells of; two fates are sums of what the tables show, whichever columns those have now. */
export function publishedQuality(
  kept: ReturnType<State['editions']['quality']>,
  tables: readonly ProtectedTable[],
  grid: Grid,
): ProtectedQuality {
  const sums = shownByFate(tables)
  const months = new Set(grid.map((day) => periodOf('month', day)))
  return restoreQuality(
    kept.flatMap(({ month, fate: word, lines }) => {
      const fate = FATES_OF_FEATURES.find((one) => one === word)
      if (fate === undefined || !months.has(month)) return []
      const sum = sums.get(fate)
      return [{ month, fate, lines: sum === undefined ? (lines ?? undefined) : sum.get(month) }]
    }),
  )
}
