import { daysOf, firstDayOf, lastDayOf, type DayIndex, type PeriodIndex } from '../domain/calendar.ts'
import { PERIOD_KINDS, type Measure, type PeriodKind } from '../domain/dictionary.ts'
import { QUANTILES, standsBeside } from '../domain/measure.ts'
import { holdsAway } from '../domain/feature.ts'
import { seriesOf } from '../domain/series-of.ts'
import { isNoisy, type TableSpec } from '../domain/table.ts'
import { firstOut, lastWhole } from './ending-tables.ts'
import { awayOf, dayAt, endedTables, keptOf, specOn, protectionDays } from './in-force.ts'
import type { KeptTable, Settings } from './settings.ts'
import type { Standing } from './standing.ts'

/** What decides which periods of a table have figures. */
export type TableFacts = {
  readonly settings: Settings | undefined
  /** The first day of which all was counted. */
  readonly since: number
  readonly standing: Pick<Standing, 'isDoubtful'>
  /** First and last day of what is published of each table: asked for where one has ended, since all rows are read for it. */
  readonly spans: () => readonly { readonly series: string; readonly from: number; readonly to: number }[]
  /** The tables that are decided with it: among them those that have ended since. */
  readonly beside: readonly Pick<TableSpec, 'period' | 'dimensions'>[]
  /** Whether something of a period is published already. */
  readonly isPublished: (period: PeriodIndex) => boolean
}

/** Why a period of a table is never published. */
export type WhyNot =
  /** The table was not counted from its first day on. */
  | 'before-its-time'
  /** It holds days on which the table was out of the configuration. */
  | 'away'
  /** It waited since the table was exact, or is gone, and nobody accepts the risk any more. */
  | 'unaccepted'
  /** It would tell what a table hid that has ended: nobody decides on both together any more. */
  | 'above-ended'
  /** It holds what was taken over from a folder, of which not all lines were found again. */
  | 'doubtful'
  /** It would not be the sum of what a shorter table shows, which was away for some of its days. */
  | 'above-away'
  /** Within it, tables began to be protected in another way. */
  | 'between-eras'

export type TableInTime = {
  /** Undefined: nothing speaks against it. Each period is asked by the protection of its time. */
  readonly whyNot: (period: PeriodIndex) => WhyNot | undefined
  /**
   * Whether a period has no figure of a measure: one that the table lacked on some of its days; or that a shorter table without
   * noise shows of some of its days and lacks on others. Of these the longer figure less what that one shows, or has
   * shown, would be few days, and nobody decides on both together.
   */
  readonly lacks: (measure: Measure, period: PeriodIndex) => boolean
}

export function openTable(spec: TableSpec, facts: TableFacts): TableInTime {
  const { settings, since } = facts
  const { period: kind } = spec
  const own = keptOf(spec, settings)
  const [away, out] = [awayOf(own ?? {}), own === undefined ? Infinity : firstOut(own)]
  const byLevel = new Map<TableSpec['protection']['level'], Rule>()
  const ruleOn = (day: DayIndex): Rule => {
    const then = specOn(spec, settings, day)
    const rule = byLevel.get(then.protection.level) ?? openRule(then, facts)
    byLevel.set(then.protection.level, rule)
    return rule
  }
  return {
    whyNot: (period) => {
      const [first, last] = [firstDayOf(kind, period), lastDayOf(kind, period)]
      if (first < since) return 'before-its-time'
      const isAway = last >= out || holdsAway(away, first, last)
      return isAway ? 'away' : ruleOn(first)(period, first, last)
    },
    lacks: openLacking(spec, settings, own),
  }
}

type Rule = (period: PeriodIndex, first: DayIndex, last: DayIndex) => WhyNot | undefined

/** @param spec as it was protected then */
function openRule(spec: TableSpec, facts: TableFacts): Rule {
  const { settings, standing, isPublished } = facts
  // Noisy figures are the sum of no others.
  const beneath = isNoisy(spec) ? [] : tablesBeneath(spec, settings)
  const toldByEnded = endedThatTell(spec, facts)
  const away = beneath.flatMap(awayOf)
  const eras = erasWithin(spec, settings, beneath)
  const isUnaccepted = isExactUnaccepted(spec, settings)
  const rules: readonly (readonly [WhyNot, (...asked: Parameters<Rule>) => boolean])[] = [
    // What was published so may be revised; what was not never is, though its time is over.
    ['unaccepted', (period) => isUnaccepted && !isPublished(period)],
    ['above-ended', (_, first, last) => toldByEnded.some((told) => told(first, last))],
    ['doubtful', (_, first, last) => standing.isDoubtful(first, last)],
    ['above-away', (_, first, last) => touches(away, first, last)],
    ['between-eras', (_, first, last) => eras.some((day) => day > first && day <= last)],
  ]
  return (...asked) => rules.find(([, holds]) => holds(...asked))?.[0]
}

/**
 * Of each table that has ended and hid something, whether it tells of some days, and is not decided on with what it tells of them. The
 * noisy figures of a longer period are as good as a total.
 */
function endedThatTell(
  spec: TableSpec,
  { settings, spans, beside }: TableFacts,
): readonly ((first: DayIndex, last: DayIndex) => boolean)[] {
  const hiding = endedTables(settings).filter(
    (table) =>
      seriesOf(table) !== seriesOf(spec) &&
      hidSomething(table) &&
      (!isNoisy(spec) || isShorter(table.period, spec.period)),
  )
  const published = hiding.length === 0 ? [] : spans()
  return hiding.map((table) => {
    const told = published.filter(({ series }) => series === seriesOf(table))
    if (!beside.some((one) => seriesOf(one) === seriesOf(table))) return (first, last) => touches(told, first, last)
    const days = [...told, daysOf(table.period, lastWhole(table))]
    return (first, last) => last >= firstOut(table) && touches(days, first, last)
  })
}

function touches(
  spans: readonly { readonly from: number; readonly to: number }[],
  first: number,
  last: number,
): boolean {
  return spans.some(({ from, to }) => from <= last && to >= first)
}

/** Whether a table was exact then, and is gone by now, or exact no more. */
function isExactUnaccepted(spec: TableSpec, settings: Settings | undefined): boolean {
  const own = keptOf(spec, settings)
  if (spec.protection.level !== 'exact' || own === undefined) return false
  return own.ended !== undefined || own.protections.at(-1)?.protection.level !== 'exact'
}

/** Without noise, and shorter; some may have ended. */
function tablesBeneath({ period }: TableSpec, settings: Settings | undefined): readonly KeptTable[] {
  return (settings?.tables ?? []).filter((table) => isShorter(table.period, period) && hidSomething(table))
}

function isShorter(one: PeriodKind, other: PeriodKind): boolean {
  return PERIOD_KINDS.indexOf(one) < PERIOD_KINDS.indexOf(other)
}

function hidSomething({ protections }: KeptTable): boolean {
  return protections.some(({ protection }) => !isNoisy({ protection }))
}

/**
 * The days on which no period of a table may be under way, as a week is that a month begins in. A figure is decided above
 * those that it holds, all by one rule; and one with noise has as much of it as the figures of its requests need, which may
 * be more from there on.
 */
function erasWithin(
  spec: TableSpec,
  settings: Settings | undefined,
  beneath: readonly KeptTable[],
): readonly DayIndex[] {
  const own = keptOf(spec, settings) ?? []
  return isNoisy(spec) || beneath.length > 0 ? protectionDays([own, beneath].flat()) : []
}

type Lacking = NonNullable<KeptTable['lacking']>[number]

function openLacking(
  spec: TableSpec,
  settings: Settings | undefined,
  own: KeptTable | undefined,
): TableInTime['lacks'] {
  const ofOwn = own?.lacking ?? []
  const beneath = tablesBeneath(spec, settings).flatMap(({ lacking = [] }) => lacking)
  const isLacking = (measure: Measure, period: PeriodIndex): boolean => {
    const [first, last] = [firstDayOf(spec.period, period), lastDayOf(spec.period, period)]
    const overlaps = ({ from, to }: Pick<Lacking, 'from' | 'to'>): boolean =>
      last >= (dayAt(from) ?? 0) && first <= (dayAt(to) ?? Infinity)
    // Of one that is gone for good, periods that begin later hold nothing.
    const holdsSome = (one: Lacking): boolean => (one.to === undefined ? first < (dayAt(one.from) ?? 0) : overlaps(one))
    return (
      ofOwn.some((one) => one.measure === measure && overlaps(one)) ||
      (!QUANTILES.has(measure) && beneath.some((one) => one.measure === measure && holdsSome(one)))
    )
  }
  return (measure, period) => {
    const base = standsBeside(measure)
    return isLacking(measure, period) || (base !== undefined && isLacking(base, period))
  }
}
