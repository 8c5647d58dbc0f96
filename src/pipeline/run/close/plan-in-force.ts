import { firstDayOf } from '../../../domain/calendar.ts'
import type { Released } from '../../../domain/table.ts'
import type { State } from '../../../state/index.ts'
import { inForceOn, specOn, protectionDays } from '../../../timeline/index.ts'
import { readSettings } from '../../kept/kept-settings.ts'
import type { CountPlan } from '../../plan-count.ts'
import { publishedRows } from '../../kept/published-rows.ts'

type Around = { readonly plan: CountPlan; readonly state: State }

/** The plan by which periods that begin on this day are closed. */
export function planInForce({ plan, state }: Around, day: number): CountPlan {
  const { configuration } = plan
  const { specs, ...held } = inForceOn(
    day,
    { ...configuration, specs: plan.specs },
    { settings: readSettings(state), spans: state.editions.spans(), sinceOf: state.facts.seriesSince },
  )
  return { ...plan, specs, configuration: { ...configuration, ...held } }
}

/** The tables of today, each as often as it was protected in another way: its rows beside that protection. */
export function tablesAsPublished({ plan, state }: Around): Released['tables'] {
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
