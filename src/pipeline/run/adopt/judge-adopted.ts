import { haveSameFigures, keptRows } from '../../kept/published-rows.ts'
import { readStanding } from '../../kept/read-timeline.ts'
import {
  CALENDAR_DAYS,
  type DayIndex,
  type Days,
  daysOf,
  firstDayOf,
  type PeriodIndex,
} from '../../../domain/calendar.ts'
import type { PublishedRow } from '../../../domain/cell.ts'
import type { PeriodKind } from '../../../domain/dictionary.ts'
import { QUANTILES } from '../../../domain/measure.ts'
import { isNoisy, type ProtectedTable, type Released, type TableSpec } from '../../../domain/table.ts'
import { protectTables } from '../../../protect/index.ts'
import type { State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { shownSpecs, type CloseAround } from '../close/close-periods.ts'
import { countedOf, spanOfPeriods, type More } from '../../kept/count-closed.ts'
import { firstWholeDay, noteBegunByAll } from '../../kept/days-of-state.ts'
import { plansInForce } from '../close/plan-in-force.ts'
import { moveCell, moveFate, ownCell, ownFate } from '../../kept/rows-by-day.ts'
import { releasedTables } from '../../kept/published-tables.ts'
import { lostKeyPeriods } from '../../kept/drawn-periods.ts'
import { readSettings } from '../../kept/kept-settings.ts'
import { seriesOf } from '../../../domain/series-of.ts'
import { closingKinds, type Evidence, haveLinesAround, periodsByKind, waitsFor } from '../../../timeline/index.ts'

/**
 * Decides on what was taken over from a folder, as each period would close: where its lines, counted again, give the very
 * rows that were published, all of them are there and count from now on. Else they count in no period.
 * Noise that was drawn from another key cannot come out the same: such rows are not asked.
 *
 * @param areAllFound whether every entry of `logs:` finds a log
 */
export function judgeAdopted(around: CloseAround, evidence: Evidence, areAllFound: boolean): void {
  const { state } = around
  state.commit(() => noteBegunByAll(around))
  const lost = lostKeyPeriods(state)
  const open = state.adoptions.adopted().filter(({ verdict }) => verdict === 'open')
  const due = open.filter(({ kind, period }) => waitsFor(kind, period, evidence).length === 0)
  if (due.length === 0) return
  // What does not change while they are judged is asked once: there may be years of days.
  const firstWhole = firstWholeDay(around)
  const published = releasedTables(shownSpecs(around), state)
  const asideOf = openAside(state)
  const logs = state.logs.logs().map(({ name, lastDay }) => ({
    lastDay,
    daysSince: (day: number) => state.logs.daysOf(name, day),
  }))
  const witnesses = { areAllFound, logs }
  state.commit(() => {
    const judged = plansInForce(around, periodsByKind(due)).flatMap(({ plan, periods }) =>
      [...periods].flatMap(([kind, list]) =>
        list.map((period) => {
          const isKeyLost = period <= (lost.get(kind) ?? -1)
          const isSame =
            firstDayOf(kind, period) >= firstWhole
              ? comesOutTheSame(around, plan, { kind, period, isKeyLost, published, asideOf, witnesses })
              : !hasRows(state, kind, period)
          return { kind, period, verdict: isSame ? 'confirmed' : 'refuted' } as const
        }),
      ),
    )
    judged.forEach(state.adoptions.keep)
    bringBack(state)
  })
}

/** What was not published since it is not whole, or no table of its kind had begun, has nothing that could come out otherwise. */
function hasRows(state: State, kind: PeriodKind, period: PeriodIndex): boolean {
  return rowsOf(state, kind, period).length > 0
}

/** A figure that is hidden comes out the same of any lines, or of none. Those of a feature that is gone are counted no more. */
function couldBeSeen(
  { plan, state }: CloseAround,
  kind: PeriodKind,
  period: PeriodIndex,
  witnesses: Asked['witnesses'],
): boolean {
  const hidden = rowsOf(state, kind, period).filter(({ count }) => count === null)
  if (hidden.length === 0) return true
  const counted = new Set(plan.configuration.features.map(({ id }) => id))
  return hidden.every(({ feature }) => counted.has(feature)) && haveLinesAround(witnesses, daysOf(kind, period))
}

function rowsOf({ editions, ...state }: State, kind: PeriodKind, period: PeriodIndex): readonly PublishedRow[] {
  const tables = (readSettings(state)?.tables ?? []).filter((table) => table.period === kind)
  return tables.flatMap((table) => editions.publishedOf(seriesOf(table), period))
}

type Asked = {
  readonly kind: PeriodKind
  readonly period: PeriodIndex
  readonly isKeyLost: boolean
  readonly published: Released['tables']
  readonly asideOf: (span: Days) => More
  readonly witnesses: Parameters<typeof haveLinesAround>[0]
}

function comesOutTheSame(around: CloseAround, all: CountPlan, asked: Asked): boolean {
  const { state, noise } = around
  const { kind, period, isKeyLost, witnesses } = asked
  if (!couldBeSeen(around, kind, period, witnesses)) return false
  const isAsked = (spec: TableSpec): boolean => {
    const { level } = spec.protection
    if (level === 'dp' || (level === 'cell-key' && (isKeyLost || noise.key === undefined))) return false
    return spec.period !== kind || (state.facts.seriesSince(seriesOf(spec)) ?? 0) <= firstDayOf(kind, period)
  }
  const specs = all.specs.filter(isAsked)
  const isOfKind = (spec: TableSpec): boolean => spec.period === kind
  if (!specs.some(isOfKind)) return !hasRows(state, kind, period)
  const isRevised = (spec: TableSpec): boolean =>
    isNoisy(spec) && isOfKind(spec) && (state.editions.publishedOf(seriesOf(spec), period)[0]?.revision ?? 0) > 0
  // A revision has noise of its own.
  return [false, true].every((revised) => {
    const own = specs.filter((spec) => isRevised(spec) === revised)
    if (!own.some(isOfKind)) return true
    return areTheSame(
      { ...around, plan: { ...all, specs: own }, noise: { ...noise, revision: revised ? 1 : 0 } },
      asked,
    )
  })
}

/** @param around with the tables that are asked */
function areTheSame({ plan, state, noise }: CloseAround, { kind, period, published, asideOf }: Asked): boolean {
  const whole = new Map([[kind, [period]]])
  const span = spanOfPeriods(whole, closingKinds(plan.specs))
  if (span === undefined) return false
  // What is not asked stood beside it all the same when it was decided.
  const own = new Set(plan.specs.map(seriesOf))
  const released = { tables: published.filter(({ spec }) => !own.has(seriesOf(spec))), revised: new Set<string>() }
  const counted = { ...countedOf({ plan, state }, span, whole, asideOf(span)), released }
  return protectTables(counted, noise).every(
    (table) => table.spec.period !== kind || hasTheSameRows(state, table, period),
  )
}

/**
 * What stands aside, as if it counted: none of it moves while periods are judged. The days of a month, which follow one
 * another, have one span: its rows are read once, not 31 times.
 */
function openAside({ counts }: State): (span: Days) => More {
  let last: { readonly span: Days; readonly more: More } | undefined
  return (span) => {
    if (last?.span.from !== span.from || last.span.to !== span.to) {
      const cells = counts.cellsByDay(span.from, span.to, 'aside').map(ownCell)
      const fates = counts.fatesByDay(span.from, span.to, 'aside').map(ownFate)
      last = { span, more: { cells, fates } }
    }
    return last.more
  }
}

/** But for durations that a revision left as they were: they are of the lines that had come before it. */
function hasTheSameRows({ editions }: State, { spec, rows }: ProtectedTable, period: PeriodIndex): boolean {
  const made = keptRows(
    spec,
    rows.filter((row) => row.period === period),
    () => 0,
  )
  const published = editions.publishedOf(seriesOf(spec), period)
  const isOfBefore = spec.protection.level === 'threshold' && published.some(({ revision }) => revision > 0)
  const isAsked = ({ measure }: PublishedRow): boolean => !(isOfBefore && QUANTILES.has(measure))
  return haveSameFigures(made.filter(isAsked), published.filter(isAsked))
}

/** Lines of a day that is decided in every kind of period leave their place aside. */
function bringBack(state: State): void {
  const { counts } = state
  const { placementDecided } = readStanding(state)
  const moved = <Row extends { readonly day: DayIndex }, Moved>(
    rows: readonly Row[],
    move: (row: Row, to: 'period' | 'again') => readonly Moved[],
  ): readonly Moved[] =>
    rows.flatMap((row) => {
      const to = placementDecided(row.day)
      return to === undefined ? [] : move(row, to)
    })
  counts.addFates(moved(counts.fatesByDay(0, CALENDAR_DAYS, 'aside'), moveFate))
  counts.addCells(moved(counts.cellsByDay(0, CALENDAR_DAYS, 'aside'), moveCell))
}
