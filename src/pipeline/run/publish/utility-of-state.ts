import { daysOf, firstDayOf, type PeriodIndex } from '../../../domain/calendar.ts'
import type { Dimension, PeriodKind } from '../../../domain/dictionary.ts'
import type { ProtectedTable } from '../../../domain/table.ts'
import { measureUtility, type Utility } from '../../../protect/index.ts'
import type { State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { kindOf } from '../../../domain/series-of.ts'
import type { CloseAround } from '../close/close-periods.ts'
import { countedOf, spanOf } from '../../kept/count-closed.ts'
import { forgottenThrough } from '../../kept/forgotten.ts'
import { tablesOfState } from '../../kept/published-tables.ts'
import { closingKinds, featuresInForce, specOn } from '../../../timeline/index.ts'
import { readSettings } from '../../kept/kept-settings.ts'
import { readStanding } from '../../kept/read-timeline.ts'

/** What protection leaves of all that stands published, of true counts that are still kept. */
export function utilityOfState({ plan, state }: Pick<CloseAround, 'plan' | 'state'>): readonly Utility[] {
  const tables = tablesOfState(plan, state, state.editions.published().filter(isCounted(state)))
  const periods = new Map<PeriodKind, readonly PeriodIndex[]>()
  for (const { spec, rows } of tables)
    periods.set(spec.period, [...(periods.get(spec.period) ?? []), ...new Set(rows.map(({ period }) => period))])
  const span = spanOf(periods, closingKinds(plan.specs))
  if (span === undefined) return []
  const settings = readSettings(state)
  return measureUtility(
    countedOf({ plan: planOfRows({ plan, state }, tables), state }, span, periods),
    tables,
    (spec, period) => specOn(spec, settings, firstDayOf(spec.period, period)).protection,
  )
}

/** With the features and the words that rows have, some of which the configuration has no more. */
function planOfRows(
  { plan, state }: Pick<CloseAround, 'plan' | 'state'>,
  tables: readonly ProtectedTable[],
): CountPlan {
  const { configuration } = plan
  const features = featuresInForce(configuration.features, readSettings(state), state.editions.spans())
  const wordsOf = (dimension: Dimension): readonly string[] =>
    tables.flatMap(({ spec, categories }) => categories[spec.dimensions.indexOf(dimension)] ?? [])
  return {
    ...plan,
    configuration: { ...configuration, features },
    categories: (dimension) => [...new Set([...plan.categories(dimension), ...wordsOf(dimension)])],
  }
}

type Row = ReturnType<State['editions']['published']>[number]

/** Of what was taken over from a folder, or is forgotten, the counts are not here to be compared with. */
function isCounted(state: State): (row: Row) => boolean {
  const away = [...readStanding(state).doubtful, { from: 0, to: forgottenThrough(state) }]
  return ({ series, period }) => {
    const own = daysOf(kindOf(series), period)
    return away.every(({ from, to }) => own.to < from || own.from > to)
  }
}
