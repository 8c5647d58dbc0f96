import type { PeriodIndex } from '../../../domain/calendar.ts'
import type { PeriodKind } from '../../../domain/dictionary.ts'
import { measureUtility, type Utility } from '../../../protect/index.ts'
import type { CloseAround } from '../close/close-periods.ts'
import { countedOf, spanOf } from '../close/counted/count-closed.ts'
import { closingKinds } from '../close/due/frozen.ts'
import { tablesOfState } from '../publish/publication-of-state.ts'

/** What protection leaves of all that stands published, of true counts that are still kept. */
export function utilityOfState({ plan, state }: Pick<CloseAround, 'plan' | 'state'>): readonly Utility[] {
  const tables = tablesOfState(plan, state, state.editions.published())
  const periods = new Map<PeriodKind, readonly PeriodIndex[]>()
  for (const { spec, rows } of tables)
    periods.set(spec.period, [...(periods.get(spec.period) ?? []), ...new Set(rows.map(({ period }) => period))])
  const span = spanOf(periods, closingKinds(plan.specs))
  return span === undefined ? [] : measureUtility(countedOf({ plan, state }, span, periods), tables)
}
