import { indexOf, isOperators } from '../../../domain/dictionary.ts'
import {
  dayOfText,
  firstDayOf,
  lastDayOf,
  periodOf,
  periodOfText,
  type DayIndex,
  type PeriodIndex,
  daysFrom,
} from '../../../domain/calendar.ts'
import { holdsAway, type DaysAway } from '../../../domain/feature.ts'
import { FOLDED, isFolded, isNoisy, type TableSpec } from '../../../domain/table.ts'
import { breaksOf, daysAwayOf, neverPublishedOf, type Book, type BookSheet } from '../../../publish/index.ts'
import { protectionBefore } from '../derive-eras.ts'
import type { ColumnRule, RowRule } from '../../../verify/index.ts'

/** The columns of a sheet as they are checked. */
export function columnRules(
  { columns, name, table, described }: BookSheet,
  { publication }: Book,
): readonly ColumnRule[] {
  const { fields } = described.schema
  // A table that got a measure later says so by not requiring it, and its description is held to its rows.
  const mayLack = (position: number) => table !== undefined && fields[position]?.constraints?.required !== true
  const kind = table?.spec.period ?? (name === 'quality' ? 'month' : undefined)
  return columns.map(({ name: header, type, isKey, constraints = {}, categories }, position): ColumnRule => {
    const { required, ...limits } = constraints
    return {
      name: header[publication.language],
      type,
      isRequired: isKey === true || (required === true && !mayLack(position)),
      isMeasure: type === 'integer' && isKey !== true,
      ...limits,
      ...(position === 0 && kind !== undefined && { period: kind }),
      ...(categories !== undefined && { values: categories.map(({ value }) => value) }),
    }
  })
}

/** The rows that a table of figures should have. */
export function tableRule(
  { spec, categories }: NonNullable<BookSheet['table']>,
  { publication }: Book,
  grid: readonly DayIndex[],
): RowRule {
  const { history, features, since } = publication
  const { period: kind, dimensions, measures } = spec
  const protectionOf = (period: PeriodIndex) => protectionBefore(spec, firstDayOf(kind, period) + 1, [publication])
  const isGiven = new Set(grid.map((day) => periodOf(kind, day)))
  // Nothing of a row at `dp` may follow from what was counted, so there are rows of days without a line.
  const isDrawn = (period: PeriodIndex) =>
    protectionOf(period).level === 'dp' && lastDayOf(kind, period) >= (since ?? 0)
  const periods = [...new Set(everyDay(since, grid).map((day) => periodOf(kind, day)))].filter(
    (period) => isGiven.has(period) || isDrawn(period),
  )
  const never = neverPublishedOf(spec, publication.history)
  const away = tableAway(spec, publication)
  const breaks = breaksOf(history)
  return {
    kind,
    features: features.map((feature) => ({ ...feature, away: daysAwayOf(feature.id, breaks) })),
    categories,
    mayLack: dimensions.map((dimension) => (word) => history !== undefined && isOperators(dimension, word)),
    isNumeric: dimensions.map((dimension) => dimension === 'hour'),
    folded: dimensions.map(() => FOLDED),
    isFolded: (period) => isFolded({ dimensions, protection: protectionOf(period) }),
    measures: measures.length,
    periods,
    isOpen: openPeriods(kind, publication),
    isWithheld: (period) => never.has(period),
    isAway: (period) => holdsAway(away, firstDayOf(kind, period), lastDayOf(kind, period)),
    // Of one reading of logs; periods that are not whole have no noisy figures.
    isComplete: history === undefined && !isNoisy(spec),
    mayBeginLate: history !== undefined,
  }
}

function everyDay(since: DayIndex | undefined, grid: readonly DayIndex[]): readonly DayIndex[] {
  const [begin, last] = [grid[0], grid.at(-1)]
  if (begin === undefined || last === undefined) return []
  const first = Math.min(since ?? begin, begin)
  return daysFrom(first, last)
}

function openPeriods(kind: RowRule['kind'], { ledger }: Book['publication']): (period: PeriodIndex) => boolean {
  if (ledger === undefined) return () => false
  const closed = ledger.closed.find((one) => one.kind === kind)
  const through = closed && periodOfText(kind, closed.through)
  if (closed === undefined || through === undefined) return () => true
  const open = new Set(closed.open.map((text) => periodOfText(kind, text)))
  return (period) => period > through || open.has(period)
}

/** Days of which a table says that it lacks them, as far as the breaks tell the same: it may be called otherwise by now. */
function tableAway({ name }: TableSpec, { history = [], away }: Book['publication']): readonly DaysAway[] {
  const told = breaksOf(history).flatMap((change) =>
    change.kind === 'table-returned' ? daysBetween(change.from, change.date) : [],
  )
  return (away?.get(name) ?? []).filter(({ from, to }) => told.some((days) => days.from === from && days.to === to))
}

function daysBetween(from: string, date: string): readonly DaysAway[] {
  const [first, next] = [dayOfText(from), dayOfText(date)]
  return first === undefined || next === undefined ? [] : [{ from: first, to: indexOf<'day'>(next - 1) }]
}
