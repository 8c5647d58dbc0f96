import {
  dayOfText,
  daysFrom,
  daysOf,
  firstDayOf,
  lastDayOf,
  periodOf,
  periodText,
  type DayIndex,
  type Days,
} from '../domain/calendar.ts'
import { indexOf, type Measure, type PeriodKind } from '../domain/dictionary.ts'
import { holdsAway, isInService, lifeOf, type Feature } from '../domain/feature.ts'
import { isNoisy, type ReadableTable } from '../domain/table.ts'
import type { Bounds, KnownFeature, KnownService, KnownUses } from '../domain/sure-verdicts.ts'
import { breaksOf, daysAwayOf } from './changelog/history.ts'
import type { Edition } from './edition.ts'
import { rulesIn } from './known-figures.ts'
import type { ReadablePublication } from './publication.ts'

/**
 * What the tables of days and of months leave of the last two whole months; undefined where that cannot be told: there is noise, another
 * table, a break of the series, a revision, or a month in part.
 *
 * A hidden day is at most its month less the shown days, and below the threshold unless it is the companion; the rest of a hidden
 * month is what its hidden days can be, since with more beside a companion it would be shown (docs/adr/0044-a-companion-keeps-the-month.md).
 */
export function knownService({
  publication,
  tables,
}: Pick<Edition, 'publication' | 'tables'>): KnownService | undefined {
  const totals = totalsOf(tables)
  if (totals === undefined) return undefined
  const last = lastWhole(totals.months, publication)
  if (last === undefined) return undefined
  const spanOf = (month: number) => daysOf('month', indexOf<'period'>(month))
  const windows = { now: spanOf(last), before: spanOf(last - 1) }
  const ground = {
    publication,
    windows,
    lines: new Set(publication.grid),
    days: figuresOf(totals.days),
    months: figuresOf(totals.months),
  }
  const both = [totals.days, totals.months]
  const threshold = thresholdIn(both, ground)
  if (threshold === undefined || isBroken(both, ground) || !isCovered(ground)) return undefined
  const k = isRevised(both, ground) ? Infinity : threshold
  const sumsOf = (feature: Feature, measure: Measure, span: Days) => usesOf({ ...ground, ...span, feature, measure, k })
  return {
    windows,
    days: { now: daysWithLines(windows.now, ground), before: daysWithLines(windows.before, ground) },
    features: publication.features.map((feature): KnownFeature => ({
      ...lifeOf(feature),
      now: sumsOf(feature, 'requests', windows.now),
      before: sumsOf(feature, 'requests', windows.before),
      errors: sumsOf(feature, 'errors', windows.now).sum,
    })),
  }
}

/** By period and feature; `counts` has undefined for what is hidden. */
type Figures = { readonly table: ReadableTable; readonly rows: ReadonlyMap<string, readonly (number | undefined)[]> }

type Ground = {
  readonly publication: ReadablePublication
  readonly lines: ReadonlySet<DayIndex>
  readonly days: Figures
  readonly months: Figures
  readonly windows: { readonly now: Days; readonly before: Days }
}

/** Days and months, where there is no other total: it would have companions of its own. */
function totalsOf(
  tables: readonly ReadableTable[],
): { readonly days: ReadableTable; readonly months: ReadableTable } | undefined {
  const totals = tables.filter(({ spec }) => spec.dimensions.length === 0)
  const tableOf = (kind: PeriodKind) =>
    totals.find(({ spec }) => spec.period === kind && spec.measures.includes('requests'))
  const [days, months] = [tableOf('day'), tableOf('month')]
  return totals.length !== 2 || days === undefined || months === undefined ? undefined : { days, months }
}

function figuresOf(table: ReadableTable): Figures {
  return { table, rows: new Map(Array.from(table.rows, (row) => [`${row.period} ${row.feature}`, row.counts])) }
}

/** The last month that is whole, as is the one before it. */
function lastWhole({ spec, rows }: ReadableTable, { partial, grid }: ReadablePublication): number | undefined {
  const parts = new Set<number>(partial.get(spec.name))
  const whole = new Set<number>()
  for (const { period } of rows) if (!parts.has(period)) whole.add(period)
  const last = Math.max(...whole)
  const [first = 0] = grid
  const isWhole = whole.has(last - 1) && firstDayOf('month', indexOf<'period'>(last - 1)) >= first
  return isWhole && lastDayOf('month', indexOf<'period'>(last)) <= (grid.at(-1) ?? -1) ? last : undefined
}

/** Figures below it are hidden in both windows; undefined: some have noise. */
function thresholdIn(tables: readonly ReadableTable[], { publication, windows }: Ground): number | undefined {
  const rules = tables.flatMap((table) => {
    const ruleOf = rulesIn(table, publication.earlier?.get(table.spec.name) ?? [])
    return daysFrom(windows.before.from, windows.now.to).map((day) => ruleOf(periodOf(table.spec.period, day)))
  })
  if (rules.some((protection) => isNoisy({ protection }))) return undefined
  return Math.max(1, ...rules.map((rule) => (rule.level === 'exact' ? 1 : rule.k)))
}

/** The way of counting changed, or a table was away. */
function isBroken(tables: readonly ReadableTable[], { publication, windows }: Ground): boolean {
  const { history, away } = publication
  const [from, to] = [windows.before.from, windows.now.to]
  const breaks = breaksOf(history)
  const dates = breaks.map(({ date }) => dayOfText(date))
  const isAway = ({ id }: Feature) => holdsAway(daysAwayOf(id, breaks), from, to)
  return (
    publication.features.some(isAway) ||
    dates.some((day) => day === undefined || (day > from && day <= to)) ||
    tables.some(({ spec }) => (away?.get(spec.name) ?? []).some((days) => days.from <= to && days.to >= from))
  )
}

/** Published again: what was hidden stays so, however large it has become. `count` does not tell of which days it was so. */
function isRevised(
  tables: readonly ReadableTable[],
  { publication: { history = [], ledger }, windows }: Ground,
): boolean {
  if (ledger === undefined) return history.length > 1
  const days = daysFrom(windows.before.from, windows.now.to)
  return tables.some(({ spec: { name, period } }) => {
    const own = new Set(ledger.revisions.flatMap((one) => (one.table === name ? [one.period] : [])))
    return days.some((day) => own.has(periodText(period, periodOf(period, day))))
  })
}

/** The table of days has every day that has a line. */
function isCovered({ publication, days, windows }: Ground): boolean {
  const told = new Set<number>()
  for (const { period } of days.table.rows) told.add(period)
  return publication.grid.every((day) => day < windows.before.from || day > windows.now.to || told.has(day))
}

/** Where all is hidden there may be no line: it is not told which days are silent (docs/adr/0054-silence-is-told-of-nothing.md). */
function daysWithLines({ from, to }: Days, { publication, days }: Ground): Bounds {
  const told = publication.grid.filter((day) => day >= from && day <= to)
  const shown = new Set<number>()
  for (const { period, counts } of days.table.rows) if (counts.some((count) => count !== undefined)) shown.add(period)
  return { least: told.filter((day) => shown.has(day)).length, most: told.length }
}

const NOTHING: Bounds = { least: 0, most: 0 }

/** A feature in a month, and below what its figures are hidden. */
type Place = Ground & Days & { readonly feature: Feature; readonly measure: Measure; readonly k: number }

function usesOf(place: Place): KnownUses {
  const { days, months, from, to, feature, measure, k } = place
  const all = daysFrom(from, to)
  if (!isInService(feature, from, to)) return { days: all.map(() => NOTHING), sum: NOTHING }
  const shown = new Map(all.map((day) => [day, figureOf(days, periodOf('day', day), feature, measure)]))
  const told = all.filter((day) => isTold(day, place))
  const hidden = told.filter((day) => shown.get(day) === undefined)
  const least = [...shown.values()].reduce<number>((sum, figure) => sum + (figure ?? 0), 0)
  const companion = companionAmong(told, hidden)
  const isSmall = isKnown(hidden, place)
  // Above a companion a month is hidden for what is left of it, which is below k.
  const room = isSmall && hidden.length > 0 ? (k - 1) * (companion === undefined ? hidden.length : 1) : Infinity
  const month = figureOf(months, periodOf('month', from), feature, measure)
  const sum = month === undefined ? { least, most: least + room } : { least: month, most: month }
  const mostOf = (day: DayIndex) => Math.min(sum.most - least, isSmall && day !== companion ? k - 1 : Infinity)
  return {
    days: all.map((day) => {
      const figure = shown.get(day)
      if (figure !== undefined) return { least: figure, most: figure }
      return hidden.includes(day) ? { least: 0, most: mostOf(day) } : NOTHING
    }),
    sum,
  }
}

/** There are lines on that day, and it is one of the feature's. */
function isTold(day: DayIndex, { lines, feature }: Place): boolean {
  return lines.has(day) && isInService(feature, day, day)
}

/** Of a day or a month without a row, or of a column that was not always there, nothing is known. */
function isKnown(hidden: readonly DayIndex[], { days, months, from, feature, measure, ...ground }: Place): boolean {
  return (
    hidden.every((day) => days.rows.has(`${periodOf('day', day)} ${feature.id}`)) &&
    months.rows.has(`${periodOf('month', from)} ${feature.id}`) &&
    isAlwaysCounted(measure, { ...ground, days, months })
  )
}

/** The first day from Monday to Friday after the first hidden one, if it is hidden; day 0 is a Monday. */
function companionAmong(told: readonly DayIndex[], hidden: readonly DayIndex[]): DayIndex | undefined {
  const [first] = hidden
  const companion = first === undefined ? undefined : told.find((day) => day > first && day % 7 < 5)
  return companion !== undefined && hidden.includes(companion) ? companion : undefined
}

function figureOf({ table, rows }: Figures, period: number, { id }: Feature, measure: Measure): number | undefined {
  return rows.get(`${period} ${id}`)?.[table.spec.measures.indexOf(measure)]
}

function isAlwaysCounted(measure: Measure, { publication, days, months }: Ground): boolean {
  return (
    [days, months].every(({ table }) => table.spec.measures.includes(measure)) &&
    !breaksOf(publication.history).some((change) => 'measure' in change && change.measure === measure) &&
    !publication.formats.some(({ lacks }) => lacks.includes('status'))
  )
}
