import { firstDayOf, lastDayOf, periodText, type DayIndex, type PeriodIndex } from '../../../domain/calendar.ts'
import { indexOf, PERIOD_KINDS, QUANTILES, type Measure, type PeriodKind } from '../../../domain/dictionary.ts'
import { holdsAway } from '../../../domain/feature.ts'
import { isNoisy, type TableSpec } from '../../../domain/table.ts'
import type { Change } from '../../../publish/index.ts'
import type { State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { kindOf, seriesOf } from '../../series-of.ts'
import { awayOf, dayAt, endedTables, specOn, turningDays } from '../settings/in-force.ts'
import { readSettings } from '../settings/kept-settings.ts'
import { daysAway } from '../settings/published-specs.ts'
import type { KeptTable } from '../settings/settings.ts'
import type { Closing } from '../../../timeline/index.ts'
import { readStanding } from '../due/read-standing.ts'

type Around = { readonly plan: CountPlan; readonly state: State }
type Withholding = (kind: PeriodKind, period: PeriodIndex) => boolean

/**
 * Which periods of a table are never published, each by the protection of its time: without noise, a figure that holds
 * periods of a table that has ended would tell what that one hid, and nobody decides on both together any more; so would one
 * within which tables began to be protected in another way. Nor is one that holds a period that was taken over from a
 * folder, unless all its lines were found again.
 */
export function openWithholding({ state }: Pick<Around, 'state'>, spec: TableSpec): Withholding {
  const settings = readSettings(state)
  const byLevel = new Map<TableSpec['protection']['level'], Withholding>()
  return (kind, period) => {
    const then = specOn(spec, settings, firstDayOf(kind, period))
    const isWithheld = byLevel.get(then.protection.level) ?? withholdingOf(state, then)
    byLevel.set(then.protection.level, isWithheld)
    return isWithheld(kind, period)
  }
}

function withholdingOf(state: State, spec: TableSpec): Withholding {
  const { doubtful } = readStanding(state)
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
  // Days that a shorter one was away: a longer figure that holds them is not the sum of what that one shows.
  const away = tablesBeneath(state, spec).flatMap(awayOf)
  const turns = turnsWithin(state, spec)
  const isUnaccepted = openUnaccepted(state, spec)
  return (kind, period) =>
    isUnaccepted(kind, period) ||
    [...spans, ...doubtful, ...away].some(
      ({ from, to }) => from <= lastDayOf(kind, period) && to >= firstDayOf(kind, period),
    ) ||
    turns.some((day) => day > firstDayOf(kind, period) && day <= lastDayOf(kind, period))
}

/** What waited since a table was exact: nobody accepts the risk any more. */
function openUnaccepted(state: State, spec: TableSpec): Withholding {
  const own = readSettings(state)?.tables.find((table) => seriesOf(table) === seriesOf(spec))
  const isAccepted = own === undefined || own.protections.at(-1)?.protection.level === 'exact'
  if (spec.protection.level !== 'exact' || isAccepted) return () => false
  // What was published so may be revised; what was not never is, though its time is over.
  return (_, period) => state.editions.publishedOf(seriesOf(spec), period).length === 0
}

/** Without noise, and shorter than a table without noise; some may have ended. */
function tablesBeneath(state: State, spec: TableSpec): readonly KeptTable[] {
  return (isNoisy(spec) ? [] : (readSettings(state)?.tables ?? [])).filter(
    ({ period, protections }) =>
      PERIOD_KINDS.indexOf(period) < PERIOD_KINDS.indexOf(spec.period) &&
      protections.some(({ protection }) => !isNoisy({ protection })),
  )
}

/**
 * The days on which no period of a table may be under way, as a week is that a month begins in. A figure is decided above
 * those that it holds, all by one rule; and one with noise has as much of it as the figures of its requests need, which may
 * be more from there on.
 */
function turnsWithin(state: State, spec: TableSpec): readonly DayIndex[] {
  const tables = readSettings(state)?.tables ?? []
  const own = tables.filter((table) => seriesOf(table) === seriesOf(spec))
  const beneath = tablesBeneath(state, spec)
  return isNoisy(spec) || beneath.length > 0 ? turningDays([...own, ...beneath]) : []
}

/** Which periods of a table hold days on which it was not counted: what came back says so in the breaks. */
export function openAway({ state }: Pick<Around, 'state'>, spec: TableSpec): (period: PeriodIndex) => boolean {
  const { period: kind } = spec
  const away = daysAway(spec, readSettings(state))
  return (period) => holdsAway(away, firstDayOf(kind, period), lastDayOf(kind, period))
}

/**
 * Which measures a period of a table has no figure of: those that the table lacked on some of its days; and, without noise,
 * those that a shorter table shows of some of its days and lacks on others. Of these the longer figure less what that one
 * shows, or has shown, would be few days, and nobody decides on both together.
 */
export function openLacking(
  { state }: Pick<Around, 'state'>,
  spec: TableSpec,
): (measure: Measure, period: PeriodIndex) => boolean {
  const settings = readSettings(state)
  const { period: kind } = spec
  const own = settings?.tables.find((table) => seriesOf(table) === seriesOf(spec))?.lacking ?? []
  const beneath = tablesBeneath(state, spec).flatMap(({ lacking = [] }) => lacking)
  const isLacking = (measure: Measure, period: PeriodIndex): boolean => {
    const [first, last] = [firstDayOf(kind, period), lastDayOf(kind, period)]
    const overlaps = ({ from, to }: { readonly from?: string; readonly to?: string }): boolean =>
      last >= (dayAt(from) ?? 0) && first <= (dayAt(to) ?? Infinity)
    // Of one that is gone for good, periods that begin later hold nothing.
    const holdsSome = ({ from, to }: { readonly from?: string; readonly to?: string }): boolean =>
      to === undefined ? first < (dayAt(from) ?? 0) : overlaps({ to, ...(from !== undefined && { from }) })
    return (
      own.some((one) => one.measure === measure && overlaps(one)) ||
      (!QUANTILES.has(measure) && beneath.some((one) => one.measure === measure && holdsSome(one)))
    )
  }
  // They stand beside the requests alone.
  const needsRequests = (measure: Measure): boolean => measure === 'entries' || QUANTILES.has(measure)
  return (measure, period) => isLacking(measure, period) || (needsRequests(measure) && isLacking('requests', period))
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
