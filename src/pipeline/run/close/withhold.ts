import { firstDayOf, lastDayOf, periodText, type PeriodIndex } from '../../../domain/calendar.ts'
import { indexOf, PERIOD_KINDS, type PeriodKind } from '../../../domain/dictionary.ts'
import { holdsAway, type DaysAway } from '../../../domain/feature.ts'
import { isNoisy, type TableSpec } from '../../../domain/table.ts'
import type { Change } from '../../../publish/index.ts'
import type { State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { doubtfulSpans } from '../adopt/doubtful-spans.ts'
import type { Closing } from './due/find-due.ts'
import { kindOf, seriesOf } from '../../series-of.ts'
import { awayOf, endedTables } from '../settings/in-force.ts'
import { readSettings } from '../settings/kept-settings.ts'
import { daysAway } from '../settings/published-specs.ts'

type Around = { readonly plan: CountPlan; readonly state: State }
type Withholding = (kind: PeriodKind, period: PeriodIndex) => boolean

/**
 * Which periods of a table are never published: without noise, a figure that holds periods of a table that has ended would
 * tell what that one hid, and nobody decides on both together any more. Nor is one that holds a period that was taken over
 * from a folder, unless all its lines were found again.
 */
export function openWithholding({ state }: Pick<Around, 'state'>, spec: TableSpec): Withholding {
  const doubtful = doubtfulSpans(state)
  const ended = (isNoisy(spec) ? [] : endedTables(readSettings(state))).filter(({ protections }) =>
    protections.some(({ protection }) => !isNoisy({ protection })),
  )
  const spans = state.editions
    .spans()
    .filter(({ series }) => ended.some((table) => seriesOf(table) === series))
    .map(({ series, first, last }) => {
      const kind = kindOf(series)
      return { from: firstDayOf(kind, indexOf<'period'>(first)), to: lastDayOf(kind, indexOf<'period'>(last)) }
    })
  const away = isNoisy(spec) ? [] : awayBeneath(state, spec)
  return (kind, period) =>
    [...spans, ...doubtful, ...away].some(
      ({ from, to }) => from <= lastDayOf(kind, period) && to >= firstDayOf(kind, period),
    )
}

/** Days that a shorter table without noise was away: a longer figure that holds them is not the sum of what that one shows. */
function awayBeneath(state: State, spec: TableSpec): readonly DaysAway[] {
  return (readSettings(state)?.tables ?? [])
    .filter(
      ({ period, protections }) =>
        PERIOD_KINDS.indexOf(period) < PERIOD_KINDS.indexOf(spec.period) &&
        protections.some(({ protection }) => !isNoisy({ protection })),
    )
    .flatMap(awayOf)
}

/** Which periods of a table hold days on which it was not counted: what came back says so in the breaks. */
export function openAway({ state }: Pick<Around, 'state'>, spec: TableSpec): (period: PeriodIndex) => boolean {
  const { period: kind } = spec
  const away = daysAway(spec, readSettings(state))
  return (period) => holdsAway(away, firstDayOf(kind, period), lastDayOf(kind, period))
}

/** What the changelog says of those that would close now. */
export function withheldChanges(around: Around, closings: readonly Closing[]): readonly Change[] {
  return around.plan.specs.flatMap((spec): readonly Change[] => {
    const isWithheld = openWithholding(around, spec)
    const since = around.state.facts.seriesSince(seriesOf(spec)) ?? 0
    const isAway = openAway(around, spec)
    const due = closings.find(({ kind }) => kind === spec.period)?.due ?? []
    const periods = due.filter(
      (period) => firstDayOf(spec.period, period) >= since && !isAway(period) && isWithheld(spec.period, period),
    )
    const named = periods.map((period) => periodText(spec.period, period))
    return named.length === 0 ? [] : [{ kind: 'periods-withheld', table: spec.name, periods: named }]
  })
}
