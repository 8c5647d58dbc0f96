import { type DayIndex, type Days, firstDayOf, lastDayOf, type PeriodIndex, periodOf } from '../../domain/calendar.ts'
import { PERIOD_KINDS } from '../../domain/dictionary.ts'
import type { WhyNotRevised } from '../../domain/placement.ts'
import { kindOf, seriesOf } from '../../domain/series-of.ts'
import type { TableSpec } from '../../domain/table.ts'
import type { SpanRow, State } from '../../state/index.ts'
import {
  isExactNoMore,
  openStanding,
  openTable,
  type ShownTable,
  shownTables,
  specOn,
  type Standing,
  type StandingFacts,
  type TableInTime,
  whyNotRevised,
} from '../../timeline/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { forgottenThrough } from './forgotten.ts'
import { readSettings } from './kept-settings.ts'
import { daysWithout } from './late-without.ts'
import { drawsAllowed, openDrawn } from './drawn-periods.ts'

/** How the periods stand by what is kept: to be read anew once something was closed. */
export function readStanding(state: Pick<State, 'editions' | 'adoptions'>): Standing {
  return openStanding(readStandingFacts(state))
}

export function readStandingFacts({ editions, adoptions }: Pick<State, 'editions' | 'adoptions'>): StandingFacts {
  return {
    through: editions.frozenThrough(),
    held: new Map(PERIOD_KINDS.map((kind) => [kind, editions.held(kind)])),
    adopted: adoptions.adopted(),
  }
}

/**
 * What of tables is published and what never is, by what is kept: to be read anew once a period was closed.
 *
 * @param beside the tables that are decided on together
 */
export function readTablesInTime(state: State, beside: readonly TableSpec[]): (spec: TableSpec) => TableInTime {
  const [settings, standing] = [readSettings(state), readStanding(state)]
  return (spec) =>
    openTable(spec, {
      settings,
      standing,
      beside,
      since: state.facts.seriesSince(seriesOf(spec)) ?? 0,
      spans: () => state.editions.spans().map((span) => ({ ...span, ...daysOfSpan(span) })),
      isPublished: (period) => state.editions.publishedOf(seriesOf(spec), period).length > 0,
    })
}

/** The tables that a reader has, by what is kept: asked for once where it is told of more than one thing, since all rows are read for it. */
export function readShownTables({ specs }: Pick<CountPlan, 'specs'>, state: State): readonly ShownTable[] {
  return shownTables(specs, readSettings(state), state.editions.spans())
}

/** Why a revision would not publish late lines of a day, by what is kept. */
export function openWhyNotRevised(plan: CountPlan, state: State): (day: DayIndex) => WhyNotRevised | undefined {
  const [settings, standing, drawn] = [readSettings(state), readStanding(state), openDrawn(state)]
  const without = daysWithout(state)
  const isPublished = (spec: TableSpec, period: PeriodIndex): boolean =>
    state.editions.publishedOf(seriesOf(spec), period).length > 0
  const inTime = readTablesInTime(state, plan.specs)
  const tables = plan.specs.map((spec) => ({ spec, table: inTime(spec) }))
  const facts = {
    ...standing,
    forgottenThrough: forgottenThrough(state),
    isExactNoMore: (day: DayIndex): boolean =>
      plan.specs.some((spec) => {
        const period = periodOf(spec.period, day)
        return isExactNoMore(spec, settings, firstDayOf(spec.period, period)) && isPublished(spec, period)
      }),
    isWithout: (day: DayIndex) => without.has(day),
    periodsOf: (day: DayIndex) =>
      tables.map(({ spec, table }) => {
        const period = periodOf(spec.period, day)
        if (table.whyNot(period) === 'above-ended') return 'beside-gone'
        const inForce = specOn(spec, settings, firstDayOf(spec.period, period))
        if (drawn(inForce, drawsAllowed(inForce, plan.configuration.promise))(period)) return 'drawn'
        return standing.isFrozen(spec.period, period) && !isPublished(spec, period) ? 'unpublished' : 'changes'
      }),
  }
  return (day) => whyNotRevised(day, facts)
}

function daysOfSpan({ series, first, last }: SpanRow): Days {
  const kind = kindOf(series)
  return { from: firstDayOf(kind, first), to: lastDayOf(kind, last) }
}
