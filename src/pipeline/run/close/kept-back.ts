import { periodOf } from '../../../domain/calendar.ts'
import { kindOf, seriesOf } from '../../../domain/series-of.ts'
import { keepBack } from '../../../protect/index.ts'
import type { CloseAround } from './close-periods.ts'
import { releasedTables } from '../../kept/published-tables.ts'
import { countedOf, spanOf } from '../../kept/count-closed.ts'
import { closingKinds, type Periods } from '../../../timeline/index.ts'
import type { DayCell, FateRow } from '../../../state/index.ts'
import { plansInForce } from './plan-in-force.ts'
import { ownCell, ownFate } from '../../kept/rows-by-day.ts'

type Around = Pick<CloseAround, 'plan' | 'state'>

/** Lines that are kept by day. */
export type LateLines = { readonly cells: readonly DayCell[]; readonly fates: readonly FateRow[] }

/** The features of which these late lines may not be told, by any of the ways in which their periods are protected. */
export function keptBack(around: Around, late: LateLines): ReadonlySet<string> {
  const { plan, state } = around
  const days = late.fates.map(({ day }) => day)
  const touched: Periods = new Map(
    closingKinds(plan.specs).map((kind) => [kind, days.map((day) => periodOf(kind, day))]),
  )
  const kept = plansInForce(around, touched).flatMap((of) => [...keptByPlan({ state, plan: of.plan }, touched, late)])
  return new Set(late.fates.flatMap(({ feature }) => (kept.includes(feature) ? feature : [])))
}

function keptByPlan(around: Around, touched: Periods, late: LateLines): ReadonlySet<string> {
  const { plan, state } = around
  const kinds = closingKinds(plan.specs)
  const span = spanOf(touched, kinds)
  if (span === undefined) return new Set()
  const released = releasedTables(plan.specs, state, span)
  const own = new Set(plan.specs.map(seriesOf))
  const published = state.editions.revisions().filter(({ series }) => own.has(series))
  // What is published is whole.
  const whole: Periods = new Map(
    kinds.map((kind) => [kind, published.flatMap(({ series, period }) => (kindOf(series) === kind ? period : []))]),
  )
  const more = { fates: late.fates.map(ownFate), cells: late.cells.map(ownCell) }
  const { tables: before } = countedOf(around, span, whole)
  return keepBack({ before, after: countedOf(around, span, whole, more), released })
}
