import { type DayIndex, firstDayOf, periodOf } from '../../domain/calendar.ts'
import type { WhyNotRevised } from '../../domain/placement.ts'
import { seriesOf } from '../../domain/series-of.ts'
import type { State } from '../../state/index.ts'
import { isExactNoMore, whyNotRevised } from '../../timeline/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { forgottenThrough } from './forgotten.ts'
import { readSettings } from './kept-settings.ts'
import { readStanding } from './read-timeline.ts'

/** Why a revision would not publish late lines of a day, by what is kept. */
export function openWhyNotRevised(plan: CountPlan, state: State): (day: DayIndex) => WhyNotRevised | undefined {
  const settings = readSettings(state)
  const facts = {
    ...readStanding(state),
    forgottenThrough: forgottenThrough(state),
    isExactNoMore: (day: DayIndex): boolean =>
      plan.specs.some((spec) => {
        const period = periodOf(spec.period, day)
        const isGivenUp = isExactNoMore(spec, settings, firstDayOf(spec.period, period))
        return isGivenUp && state.editions.publishedOf(seriesOf(spec), period).length > 0
      }),
  }
  return (day) => whyNotRevised(day, facts)
}
