import {
  dayOfText,
  daysOf,
  firstDayOf,
  lastDayOf,
  type DayIndex,
  type PeriodIndex,
  periodsFrom,
} from '../../domain/calendar.ts'
import { indexOf, PERIOD_KINDS, type Measure } from '../../domain/dictionary.ts'
import { holdsAway, type Feature } from '../../domain/feature.ts'
import type { ServiceEvent } from '../../domain/service.ts'
import type { ReadableTable, TableSpec } from '../../domain/table.ts'
import { breaksOf, daysAwayOf } from '../changelog/history.ts'
import type { SeriesBreak } from '../../domain/change.ts'
import { measureColumn } from '../columns/measure-columns.ts'
import { knownFigures, openInPart, openRowless, rulesIn, whyNoRow } from '../known-figures.ts'
import { tablesGoingOn, type ReadablePublication } from '../publication.ts'
import { openUncounted } from '../uncounted.ts'
import { placeMarks } from './place-marks.ts'
import type { Drawn, EventDrawn, Mark, Series, Slot } from './series.ts'

/** Fewer periods are no series. */
const FEWEST = 3

/**
 * The table to draw, of those that go on: the months, else the coarsest; where it has fewer than three periods, the next finer one
 * that has more.
 */
export function tableToDraw(
  tables: readonly ReadableTable[],
  publication: Pick<ReadablePublication, 'ended'>,
): ReadableTable | undefined {
  const filled = tables.filter(({ rows }) => rows.length > 0)
  const ordered = tablesGoingOn(filled, publication).toSorted((a, b) => rankOf(a) - rankOf(b))
  const mostFirst = ordered.toSorted((a, b) => lengthOf(b) - lengthOf(a))
  return ordered.find((table) => lengthOf(table) >= FEWEST) ?? mostFirst[0]
}

function rankOf({ spec }: ReadableTable): number {
  return spec.period === 'month' ? -PERIOD_KINDS.length : -PERIOD_KINDS.indexOf(spec.period)
}

/** First and last period that has a row; rows are sorted by period. */
function endsOf({ rows }: ReadableTable): readonly [PeriodIndex, PeriodIndex] | undefined {
  const [first, last] = [rows.at(0), rows.at(-1)]
  return first && last && [first.period, last.period]
}

function lengthOf(table: ReadableTable): number {
  const [first, last] = endsOf(table) ?? [0, -1]
  return last - first + 1
}

/** A chart has no room for more. */
const MOST_PERIODS = 400

/**
 * A table as series, a slot for every period between the first and the last, with what is known of each.
 *
 * @param tables of the same folder
 */
export function drawTable(
  table: ReadableTable,
  tables: readonly ReadableTable[],
  publication: ReadablePublication,
): Drawn | undefined {
  const ends = endsOf(table)
  if (ends === undefined) return undefined
  const { period: kind, name } = table.spec
  const [earliest, last] = ends
  const first = Math.max(earliest, last - MOST_PERIODS + 1)
  const periods = periodsFrom(first, last)
  const span = { kind, periods, firstDay: firstDayOf(kind, indexOf<'period'>(first)), lastDay: lastDayOf(kind, last) }
  const known = knownFigures(table, tables, publication.earlier)
  const ruleOf = rulesIn(table, publication.earlier?.get(name) ?? [])
  const breaks = breaksOf(publication.history)
  const isInPart = openInPart(table.spec, publication)
  const isUncounted = openUncounted(table, publication)
  const counted = measureOf(table.spec).measure
  const events = eventsIn(publication.voice?.events ?? [], span)
  return {
    ...span,
    table,
    rules: periods.map(ruleOf),
    counted,
    measure: measureColumn(counted, table.spec).title,
    isCut: first > earliest,
    partial: new Set((publication.partial.get(name) ?? []).map((period) => period - first)),
    inPart: new Set(periods.flatMap((period, position) => (isInPart(period) ? [position] : []))),
    missing: missingDays(publication.grid, span),
    series: seriesOf(table, { known, isUncounted, breaks }, publication, span, events.all),
    events: { ...events, marks: marksOf(events.all, undefined, span) },
    known,
    isUncounted,
    grid: publication.grid,
  }
}

type SpanDrawn = Pick<Drawn, 'kind' | 'periods' | 'firstDay' | 'lastDay'>

function seriesOf(
  table: ReadableTable,
  { known, isUncounted, breaks }: Pick<Drawn, 'known' | 'isUncounted'> & { readonly breaks: readonly SeriesBreak[] },
  publication: ReadablePublication,
  span: SpanDrawn,
  events: readonly EventDrawn[],
): readonly Series[] {
  const { spec } = table
  const whyRowless = openRowless(table, publication.grid)
  const { measure } = measureOf(spec)
  return publication.features.map((feature) => {
    const away = daysAwayOf(feature.id, breaks)
    return {
      feature,
      away,
      parts: new Set(
        span.periods.flatMap((period, position) =>
          known(period, feature.id, measure) !== undefined &&
          holdsAway(away, firstDayOf(span.kind, period), lastDayOf(span.kind, period))
            ? [position]
            : [],
        ),
      ),
      slots: span.periods.map((period): Slot => {
        const figure = known(period, feature.id, measure)
        if (figure === undefined) {
          const why = whyNoRow(feature, away, daysOf(span.kind, period))
          return { state: why === undefined ? 'absent' : (whyRowless(period) ?? why) }
        }
        if (figure.exact !== undefined) return { state: 'shown', count: figure.exact }
        if (isUncounted(period, measure)) return { state: 'gap' }
        return { state: 'hidden', ...(figure.atLeast !== undefined && { count: figure.atLeast }) }
      }),
      breaks: breaksIn(feature, spec, breaks, span),
      marks: marksOf(events, feature.id, span),
    }
  })
}

/** The latest of those that the chart has a day of, numbered; the list of more would be longer than the page. */
function eventsIn(events: readonly ServiceEvent[], { firstDay, lastDay }: SpanDrawn): Omit<Drawn['events'], 'marks'> {
  const there = events.filter(({ date }) => date >= firstDay && date <= lastDay)
  const latest = there.slice(-MOST_EVENTS)
  const all = latest.map((event, position) => ({ number: position + 1, event }))
  return { all, areMore: latest.length < there.length }
}

const MOST_EVENTS = 20

/** @param feature undefined: those of the whole service */
function marksOf(events: readonly EventDrawn[], feature: string | undefined, span: SpanDrawn): readonly Mark[] {
  const own = events.filter(({ event }) => event.feature === feature)
  const days = own.map(({ number, event }) => ({ number, at: slotOf(event.date, span) }))
  return placeMarks(days, span.periods.length)
}

function breaksIn(
  { id }: Feature,
  spec: TableSpec,
  breaks: readonly SeriesBreak[],
  span: SpanDrawn,
): readonly number[] {
  return breaks
    .filter((change) => !('feature' in change) || change.feature === id)
    .filter((change) => !('table' in change) || change.table === spec.name)
    .filter((change) => !('measure' in change) || change.measure === measureOf(spec).measure)
    .flatMap(({ date }) => dayOfText(date) ?? [])
    .filter((day) => day > span.firstDay && day <= span.lastDay)
    .map((day) => slotOf(day, span))
}

/** Where a day begins, in slots from the left. */
function slotOf(day: number, { kind, periods }: SpanDrawn): number {
  const position = periods.findLastIndex((period) => firstDayOf(kind, period) <= day)
  const period = periods[position]
  if (period === undefined) return 0
  const first = firstDayOf(kind, period)
  return position + (day - first) / (lastDayOf(kind, period) - first + 1)
}

// A whole period without a line is a slot of its own kind, so only what is shorter is marked. Days one after the other are one stretch: of
// a month each by itself were an eighth of a page of 200 features.
function missingDays(grid: readonly DayIndex[], span: SpanDrawn): Drawn['missing'] {
  if (span.kind === 'day') return []
  const days = new Set(grid)
  const stretches: { from: number; to: number; until: number }[] = []
  for (const [position, period] of span.periods.entries()) {
    const [first, last] = [firstDayOf(span.kind, period), lastDayOf(span.kind, period)]
    const length = last - first + 1
    const missing = Array.from({ length }, (_, day) => day).filter((day) => isMissing(first + day, grid, days))
    if (missing.length === length) continue
    for (const day of missing) {
      const [from, to, until] = [position + day / length, position + (day + 1) / length, first + day]
      const before = stretches.at(-1)
      if (before?.until === until - 1) [before.to, before.until] = [to, until]
      else stretches.push({ from, to, until })
    }
  }
  return stretches
}

function isMissing(day: number, grid: readonly DayIndex[], days: ReadonlySet<number>): boolean {
  return !days.has(day) && day > (grid[0] ?? day) && day < (grid.at(-1) ?? day)
}

/** The measure that a page shows of a table: its uses, else the first it has; and where its figures stand in a row. */
export function measureOf({ measures }: TableSpec): { readonly measure: Measure; readonly position: number } {
  const position = Math.max(0, measures.indexOf('requests'))
  return { measure: measures[position] ?? 'requests', position }
}
