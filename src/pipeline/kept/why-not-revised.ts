import { type DayIndex, firstDayOf, type PeriodIndex, periodOf } from '../../domain/calendar.ts'
import type { WhyNotRevised } from '../../domain/placement.ts'
import { seriesOf } from '../../domain/series-of.ts'
import type { TableSpec } from '../../domain/table.ts'
import type { State } from '../../state/index.ts'
import { isExactNoMore, specOn, whyNotRevised } from '../../timeline/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { forgottenThrough } from './forgotten.ts'
import { readSettings } from './kept-settings.ts'
import { drawsAllowed, openDrawn } from './noise-key.ts'
import { readStanding } from './read-timeline.ts'

/** Why a revision would not publish late lines of a day, by what is kept. */
export function openWhyNotRevised(plan: CountPlan, state: State): (day: DayIndex) => WhyNotRevised | undefined {
  const [settings, standing, drawn] = [readSettings(state), readStanding(state), openDrawn(state)]
  const isPublished = (spec: TableSpec, period: PeriodIndex): boolean =>
    state.editions.publishedOf(seriesOf(spec), period).length > 0
  const facts = {
    ...standing,
    forgottenThrough: forgottenThrough(state),
    isExactNoMore: (day: DayIndex): boolean =>
      plan.specs.some((spec) => {
        const period = periodOf(spec.period, day)
        return isExactNoMore(spec, settings, firstDayOf(spec.period, period)) && isPublished(spec, period)
      }),
    periodsOf: (day: DayIndex) =>
      plan.specs.map((spec) => {
        const period = periodOf(spec.period, day)
        const inForce = specOn(spec, settings, firstDayOf(spec.period, period))
        if (drawn(inForce, drawsAllowed(inForce, plan.configuration.promise))(period)) return 'drawn'
        return standing.isFrozen(spec.period, period) && !isPublished(spec, period) ? 'unpublished' : 'changes'
      }),
  }
  return (day) => whyNotRevised(day, facts)
}
