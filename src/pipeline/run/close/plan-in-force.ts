import { firstDayOf } from '../../../domain/calendar.ts'
import type { Released } from '../../../domain/table.ts'
import type { State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { rowsOfTable } from '../editions/rows-of-table.ts'
import { seriesOf } from '../../../domain/series-of.ts'
import {
  featuresInForce,
  type Settings,
  specOn,
  thresholdDays,
  thresholdOn,
  turningDays,
} from '../../../timeline/index.ts'
import { readSettings } from '../../kept/kept-settings.ts'
import type { Periods } from '../counted/count-closed.ts'

type Around = { readonly plan: CountPlan; readonly state: State }

/** Periods by the way in which they are protected, each with a day that it was in force. */
export function splitByTurns({ state }: Around, periods: Periods): readonly (readonly [number, Periods])[] {
  const days = [-Infinity, ...turningDaysOf(readSettings(state))]
  return days.flatMap((day, i) => {
    const next = days[i + 1] ?? Infinity
    const within = new Map(
      [...periods].map(([kind, list]) => [
        kind,
        list.filter((period) => firstDayOf(kind, period) >= day && firstDayOf(kind, period) < next),
      ]),
    )
    return [...within.values()].some((list) => list.length > 0) ? [[day, within] as const] : []
  })
}

/**
 * The plan by which periods that begin on this day are closed: tables that had begun, protected as they were then; and the
 * features that are gone, with what was counted of them.
 */
export function planInForce({ plan, state }: Around, day: number): CountPlan {
  const settings = readSettings(state)
  const { configuration } = plan
  const features = featuresInForce(configuration.features, settings, state.editions.spans())
  const next = turningDaysOf(settings).find((turn) => turn > day) ?? Infinity
  const specs = plan.specs
    .filter((spec) => (state.facts.seriesSince(seriesOf(spec)) ?? 0) < next)
    .map((spec) => specOn(spec, settings, day))
  const k = thresholdOn(settings, day) ?? configuration.k
  return { ...plan, specs, configuration: { ...configuration, features, k } }
}

/** Lines that are no use have the threshold, whichever tables have it. */
function turningDaysOf(settings: Settings | undefined): readonly number[] {
  const days = [...turningDays(settings?.tables), ...thresholdDays(settings)]
  return [...new Set(days)].sort((a, b) => a - b)
}

/** The tables of today, each as often as it was protected in another way: its rows beside that protection. */
export function tablesAsPublished({ plan, state }: Around): Released['tables'] {
  const settings = readSettings(state)
  const published = state.editions.published()
  const days = [-Infinity, ...turningDays(settings?.tables)]
  return plan.specs.flatMap((spec) => {
    const rows = rowsOfTable(spec, published)
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
