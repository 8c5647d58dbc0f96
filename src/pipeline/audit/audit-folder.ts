import { auditService, type Audited, type AuditedFeature } from '../../audit/index.ts'
import {
  AUDIT_NUMBERS,
  NO_FIGURES,
  type AuditRules,
  type DayFigures,
  type ObservedFeature,
} from '../../domain/observed-features.ts'
import { dayText, daysFrom, gapsOf, type DayIndex } from '../../domain/calendar.ts'
import { indexOf, type Measure } from '../../domain/dictionary.ts'
import { lifeOf } from '../../domain/feature.ts'
import type { Finding, FindingCode } from '../../domain/finding.ts'
import { lastCredibleDay } from '../../domain/last-credible-day.ts'
import { ProblemError, type DatasetFault, type Problem } from '../../domain/problem.ts'
import type { Protection } from '../../domain/table.ts'
import { today } from '../reading/days/days-believed.ts'
import { figureTablesOf, type FigureTable } from '../verify/derive-eras.ts'
import { readWhole } from '../verify/read/read-whole.ts'
import { NO_LINES, type AuditDone, type ComparedPeriods, type HiddenDays } from './audit-done.ts'
import { windowsOf } from './day-spans.ts'
import { fillFromMonths, type PublishedDay, type PublishedMonth } from './fill-from-months.ts'

/**
 * Judges features by a published folder alone, as far as its hidden figures allow: once as if every hidden number of uses
 * were 0, once as if it were the largest that is hidden. Where the two verdicts differ, it is too little to say, and where the two
 * trends do, there is none. Hidden errors are taken for none, so what fails may be missed, and errors are one sum.
 *
 * @throws ProblemError where that is no published folder, or has no table by day and feature
 */
export function auditFolder(
  path: string,
  options: { readonly rules?: AuditRules; readonly compare?: ComparedPeriods },
): AuditDone {
  const daily = readDailyTable(path)
  const lastDay = lastCredibleDay(usesByDay(daily), today())
  const days = [...new Set(daily.rows.map(({ day }) => day))]
    .filter((day) => lastDay === undefined || day <= lastDay)
    .sort((a, b) => a - b)
  if (days.length === 0) throw new ProblemError({ code: 'AUDIT_NO_DAYS', path })
  const windows = windowsOf(options.compare, days)
  const table =
    windows === undefined ? daily : { ...daily, ...withRows(fillFromMonths(daily.rows, daily.months, windows.now)) }
  const judge = (hidden: number): Audited =>
    auditService({ days, features: featuresOf(table, hidden) }, options.rules ?? AUDIT_NUMBERS, windows)
  const least = judge(0)
  return {
    ...NO_LINES,
    problems: remarkDaysAhead(daily, lastDay),
    audited: whatBothAllow(least, judge(table.largestHidden), table),
    hidden: hiddenIn(least, table),
    source: 'folder',
    tells: { errorsApart: false, entries: table.hasEntries, robots: false },
    gaps: gapsOf(days),
    quality: undefined,
  }
}

/** At most: what is hidden may be as large as it can, so that no day is taken for a lone one that may be none. */
function usesByDay({ rows, largestHidden }: DailyTable): ReadonlyMap<DayIndex, number> {
  const days = new Map<DayIndex, number>()
  for (const { day, uses } of rows) days.set(day, (days.get(day) ?? 0) + (uses ?? largestHidden))
  return days
}

/** How many lines stand under these days nobody knows here. */
function remarkDaysAhead({ rows }: DailyTable, last: DayIndex | undefined): readonly Problem[] {
  if (last === undefined) return []
  const first = rows.reduce((least, { day }) => (day > last && day < least ? day : least), Infinity)
  return first === Infinity ? [] : [{ code: 'DATES_AHEAD', first: dayText(indexOf<'day'>(first)), last: dayText(last) }]
}

function featuresOf({ features, rows }: DailyTable, hidden: number): readonly ObservedFeature[] {
  const days = new Map(features.map(({ id }) => [id, new Map<DayIndex, DayFigures>()]))
  for (const row of rows) days.get(row.feature)?.set(row.day, figuresOf(row, hidden))
  return features.map((feature) => ({
    ...feature,
    isHome: false,
    days: days.get(feature.id) ?? new Map<DayIndex, DayFigures>(),
    durations: new Map(),
  }))
}

function figuresOf({ uses, entries, errors }: PublishedDay, hidden: number): DayFigures {
  return { ...NO_FIGURES, uses: uses ?? hidden, entries: entries ?? 0, clientErrors: errors ?? 0 }
}

function whatBothAllow(least: Audited, most: Audited, { rowsOf }: DailyTable): Audited {
  const { now, before = { from: 0, to: -1 } } = least.windows
  const days = [before, now].flatMap(({ from, to }) => daysFrom(from, to))
  return {
    ...least,
    features: least.features.map((one): AuditedFeature => {
      const other = most.features.find(({ id }) => id === one.id) ?? one
      const hidden = new Set(rowsOf(one.id).flatMap(({ day, uses }) => (uses === undefined ? day : [])))
      const daily = one.daily.map((uses, at) => (hidden.has(days[at] ?? now.to) ? undefined : uses))
      return { ...sureOf(one, other, daysFrom(now.from, now.to).filter((day) => hidden.has(day)).length), daily }
    }),
  }
}

/** @param days of now on which its uses are hidden */
function sureOf(least: AuditedFeature, most: AuditedFeature, days: number): AuditedFeature {
  const isSeen = days === 0 || least.figures.uses > 0
  const hasTrend = isSeen && least.trend?.direction === most.trend?.direction
  const sure = withLow(hasTrend ? withChange(least, most) : withoutTrend(least), most.reason)
  if (days === 0 || least.verdict === most.verdict) return sure
  return { ...sure, verdict: 'too-little', reason: { rule: 'hidden', days } }
}

function withLow(feature: AuditedFeature, other: AuditedFeature['reason']): AuditedFeature {
  const { reason } = feature
  if (!('low' in reason && 'low' in other)) return feature
  return { ...feature, reason: { ...reason, low: Math.min(reason.low, other.low) } }
}

/** Of two changes the smaller; undefined, from nothing, is the largest. */
function nearest(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return Math.abs(one) < Math.abs(other) ? one : other
}

function withChange(feature: AuditedFeature, other: AuditedFeature): AuditedFeature {
  const { reason, trend } = feature
  const change = nearest(trend?.change, other.trend?.change)
  return {
    ...feature,
    trend: trend && { ...trend, change },
    reason: reason.rule === 'growing' || reason.rule === 'falling' ? { ...reason, change } : reason,
  }
}

function withoutTrend(feature: AuditedFeature): AuditedFeature {
  const { reason } = feature
  return { ...feature, trend: undefined, reason: reason.rule === 'falling' ? { rule: 'steady' } : reason }
}

function hiddenIn({ windows: { now, before }, span, features }: Audited, { rowsOf }: DailyTable): AuditDone['hidden'] {
  const days = features.map(({ id, lastUse = -1 }) => {
    const own = rowsOf(id)
    const count = (figure: 'uses' | 'entries' | 'errors', from: number, to: number): number =>
      own.filter((row) => row[figure] === undefined && row.day >= from && row.day <= to).length
    const hidden: HiddenDays = {
      uses: count('uses', now.from, now.to),
      usesBefore: before === undefined ? 0 : count('uses', before.from, before.to),
      entries: count('entries', now.from, now.to),
      errors: count('errors', now.from, now.to),
      lastUse: count('uses', lastUse + 1, span.to),
    }
    return [id, hidden] as const
  })
  return new Map(days.filter(([, hidden]) => Object.values(hidden).some((some) => some > 0)))
}

/** The table by day and feature of a published folder. */
type DailyTable = {
  readonly features: readonly Pick<ObservedFeature, 'id' | 'from' | 'until'>[]
  readonly rows: readonly PublishedDay[]
  readonly rowsOf: (feature: string) => readonly PublishedDay[]
  /** Of the table by month and feature, if there is one. */
  readonly months: readonly PublishedMonth[]
  readonly hasEntries: boolean
  /** The largest number of uses that a hole may stand for. */
  readonly largestHidden: number
}

/**
 * Reads that table; a folder that is not as it was published is refused.
 *
 * @throws ProblemError DATASET_DAMAGED; AUDIT_NO_DAYS: it has no such table
 */
function readDailyTable(path: string): DailyTable {
  const edition = readWhole(path)
  if ('code' in edition) throw damaged(edition)
  const plain = figureTablesOf(edition).filter(({ spec }) => spec.dimensions.length === 0)
  const table = plain.find(({ spec }) => spec.period === 'day')
  if (table?.spec.measures.includes('requests') !== true) throw new ProblemError({ code: 'AUDIT_NO_DAYS', path })
  const { name, protection } = table.spec
  const { features, earlier } = edition.book.publication
  const months = plain.find(({ spec }) => spec.period === 'month')
  return {
    features: features.map(lifeOf),
    ...withRows(figuresIn(table).map(({ period, ...row }) => ({ ...row, day: indexOf<'day'>(period) }))),
    months: months === undefined ? [] : figuresIn(months).map(({ period, ...row }) => ({ ...row, month: period })),
    hasEntries: table.spec.measures.includes('entries'),
    largestHidden: Math.max(...[{ protection }, ...(earlier?.get(name) ?? [])].map(largestHiddenAt)),
  }
}

function withRows(rows: readonly PublishedDay[]): Pick<DailyTable, 'rows' | 'rowsOf'> {
  const byFeature = new Map<string, PublishedDay[]>()
  for (const row of rows) {
    const own = byFeature.get(row.feature)
    if (own === undefined) byFeature.set(row.feature, [row])
    else own.push(row)
  }
  return { rows, rowsOf: (feature) => byFeature.get(feature) ?? [] }
}

function figuresIn({ spec: { measures }, rows }: FigureTable) {
  const place = (measure: Measure): number => measures.indexOf(measure)
  const [uses, entries, errors] = [place('requests'), place('entries'), place('errors')]
  return Array.from(rows, ({ period, feature, counts }) => ({
    period,
    feature,
    uses: counts[uses],
    entries: counts[entries],
    errors: counts[errors],
  }))
}

function largestHiddenAt({ protection }: { readonly protection: Protection }): number {
  return protection.level === 'exact' ? 0 : protection.k - 1
}

const FAULTS: Partial<Record<FindingCode, DatasetFault>> = {
  FILE_MISSING: 'absent',
  FILE_NOT_REGULAR: 'another-kind',
  FILE_UNREADABLE: 'unreadable',
  JSON_SYNTAX: 'not-json',
  SUMS_UNLISTED: 'not-listed',
  CHECKSUM_DIFFERS: 'checksum',
}

function damaged({ code, file, field }: Finding): ProblemError {
  const why = FAULTS[code] ?? 'unexpected'
  return new ProblemError({
    code: 'DATASET_DAMAGED',
    file,
    why,
    asked: 'judge',
    ...(field !== undefined && { property: field }),
  })
}
