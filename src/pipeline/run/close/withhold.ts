import { firstDayOf, lastDayOf, periodText, type PeriodIndex } from '../../../domain/calendar.ts'
import { indexOf, type PeriodKind } from '../../../domain/dictionary.ts'
import { isNoisy, type TableSpec } from '../../../domain/table.ts'
import type { Change } from '../../../publish/index.ts'
import type { State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { doubtfulSpans } from '../adopt/doubtful-spans.ts'
import type { Closing } from './find-due.ts'
import { kindOf, seriesOf } from '../series-of.ts'
import { endedTables } from '../settings/in-force.ts'
import { readSettings } from '../settings/kept-settings.ts'

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
  return (kind, period) =>
    [...spans, ...doubtful].some(({ from, to }) => from <= lastDayOf(kind, period) && to >= firstDayOf(kind, period))
}

/** What the changelog says of those that would close now. */
export function withheldChanges(around: Around, closings: readonly Closing[]): readonly Change[] {
  return around.plan.specs.flatMap((spec): readonly Change[] => {
    const isWithheld = openWithholding(around, spec)
    const since = around.state.facts.seriesSince(seriesOf(spec)) ?? 0
    const due = closings.find(({ kind }) => kind === spec.period)?.due ?? []
    const periods = due.filter((period) => firstDayOf(spec.period, period) >= since && isWithheld(spec.period, period))
    const named = periods.map((period) => periodText(spec.period, period))
    return named.length === 0 ? [] : [{ kind: 'periods-withheld', table: spec.name, periods: named }]
  })
}
