import { firstDayOf } from '../../../domain/calendar.ts'
import type { Released, TableSpec } from '../../../domain/table.ts'
import { seriesOf } from '../../../domain/series-of.ts'
import { arePlanned } from '../../../protect/index.ts'
import type { PlanAndState } from '../../kept/days-of-state.ts'
import { type EndingTable, type Periods, protectionDays, specOn, splitByEras } from '../../../timeline/index.ts'
import { readShownTables } from '../../kept/read-timeline.ts'
import { readSettings } from '../../kept/kept-settings.ts'
import type { CountPlan } from '../../plan-count.ts'
import { publishedRows } from '../../kept/published-rows.ts'

/**
 * Periods, and the plans by which they are closed: each by that of the day on which it begins.
 *
 * @param ending tables that have ended since
 */
export function plansInForce(
  { plan, state }: PlanAndState,
  periods: Periods,
  ending: readonly EndingTable[] = [],
): readonly { readonly plan: CountPlan; readonly periods: Periods }[] {
  const { configuration } = plan
  const areSound = (specs: readonly TableSpec[]): boolean => arePlanned(specs, configuration.since !== undefined)
  const known = { settings: readSettings(state), spans: state.editions.spans(), sinceOf: state.facts.seriesSince }
  const facts = { ...known, ending, areSound }
  return splitByEras(periods, { ...configuration, specs: plan.specs }, facts).map(({ periods: own, inForce }) => {
    const { specs, ...others } = inForce
    return { periods: own, plan: { ...plan, specs, configuration: { ...configuration, ...others } } }
  })
}

/**
 * The tables of which a reader has figures beside those of a plan: also those that are gone, and each with the measures that it has no
 * more.
 */
export function specsTold(around: PlanAndState, specs: readonly TableSpec[]): readonly TableSpec[] {
  const kept = readSettings(around.state)?.tables ?? []
  const gone = readShownTables(around.plan, around.state).flatMap(({ spec }) =>
    specs.some((own) => seriesOf(own) === seriesOf(spec)) ? [] : spec,
  )
  return [...specs, ...gone].map((spec) => {
    const { lacking = [] } = kept.find((table) => seriesOf(table) === seriesOf(spec)) ?? {}
    return { ...spec, measures: [...new Set([...spec.measures, ...lacking.map(({ measure }) => measure)])] }
  })
}

/** The tables of today, each as often as it was protected in another way: its rows beside that protection. */
export function releasedByEra({ plan, state }: PlanAndState): Released['tables'] {
  const settings = readSettings(state)
  const published = state.editions.published()
  const days = [-Infinity, ...protectionDays(settings?.tables)]
  return plan.specs.flatMap((spec) => {
    const rows = publishedRows(spec, published)
    return days.map((day, i) => {
      const next = days[i + 1] ?? Infinity
      const isWithin = (first: number): boolean => first >= day && first < next
      return {
        spec: specOn(spec, settings, day),
        rows: rows.filter(({ period }) => isWithin(firstDayOf(spec.period, period))),
      }
    })
  })
}
