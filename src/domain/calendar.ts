import { indexOf, type IndexOf, PERIOD_KINDS, type PeriodKind } from './dictionary.ts'

/** Days since 1900-01-01 in the service's time zone: a closed calendar of 300 years, so −1 stays free for "unread". */
export type DayIndex = IndexOf<'day'>
/** A period of one kind, counted from the period that holds 1900-01-01 (a Monday). */
export type PeriodIndex = IndexOf<'period'>

export const FIRST_YEAR = 1900
export const LAST_YEAR = 2199
/** Day number of 1970-01-01, to go between this calendar and seconds since 1970. */
export const DAY_OF_1970 = 25567
export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS
/**
 * More than a year. For so long logs and runs are known: longer than any rotation keeps a file. And so far back silences are looked
 * for and told: beyond, days are left out rather than twenty thousand told of, since a clock stood at 1970.
 */
export const KNOWN_DAYS = 400
/** One more than the last day of the calendar. */
export const CALENDAR_DAYS = 109573

/** A civil date of the Gregorian calendar; month 1–12, day 1–31. */
export type CivilDate = { readonly year: number; readonly month: number; readonly day: number }

/** Day number of a valid date (Howard Hinnant's days_from_civil, shifted to 1900). */
export function dayOf(year: number, month: number, day: number): DayIndex {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return indexOf<'day'>(era * 146097 + dayOfEra - 719468 + DAY_OF_1970)
}

/** The date of a day number (civil_from_days). */
export function dateOf(day: DayIndex): CivilDate {
  const z = day - DAY_OF_1970 + 719468
  const era = Math.floor(z / 146097)
  const dayOfEra = z - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return { year, month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 }
}

export function daysInMonth(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
}

/** The period of a kind that a day falls into. */
export function periodOf(kind: PeriodKind, day: DayIndex): PeriodIndex {
  return indexOf<'period'>(positionOf(kind, day))
}

function positionOf(kind: PeriodKind, day: DayIndex): number {
  if (kind === 'day') return day
  if (kind === 'week') return Math.floor(day / 7)
  const { year, month } = dateOf(day)
  if (kind === 'month') return (year - FIRST_YEAR) * 12 + month - 1
  if (kind === 'quarter') return (year - FIRST_YEAR) * 4 + Math.floor((month - 1) / 3)
  return year - FIRST_YEAR
}

/** First day of a period. */
export function firstDayOf(kind: PeriodKind, period: PeriodIndex): DayIndex {
  switch (kind) {
    case 'day':
      return indexOf<'day'>(period)
    case 'week':
      return indexOf<'day'>(period * 7)
    case 'month':
      return dayOf(FIRST_YEAR + Math.floor(period / 12), (period % 12) + 1, 1)
    case 'quarter':
      return dayOf(FIRST_YEAR + Math.floor(period / 4), (period % 4) * 3 + 1, 1)
    case 'year':
      return dayOf(FIRST_YEAR + period, 1, 1)
  }
}

/** Last day of a period, included. */
export function lastDayOf(kind: PeriodKind, period: PeriodIndex): DayIndex {
  return indexOf<'day'>(firstDayOf(kind, indexOf<'period'>(period + 1)) - 1)
}

/** Both included. */
export type Days = { readonly from: DayIndex; readonly to: DayIndex }

export function daysOf(kind: PeriodKind, period: PeriodIndex): Days {
  return { from: firstDayOf(kind, period), to: lastDayOf(kind, period) }
}

/** The first and the last of days in order; undefined: there is none. */
export function endsOf(days: readonly DayIndex[]): Days | undefined {
  const [from, to] = [days[0], days.at(-1)]
  return from === undefined || to === undefined ? undefined : { from, to }
}

/** All from one to another, both included; none where the second comes first. */
export function daysFrom(first: number, last: number): readonly DayIndex[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => indexOf<'day'>(first + n))
}

export function periodsFrom(first: number, last: number): readonly PeriodIndex[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => indexOf<'period'>(first + n))
}

/** Days between the first and the last of these, ascending, that are none of them. */
export function gapsOf(days: readonly DayIndex[]): readonly Days[] {
  return days.flatMap((day, position) => {
    const next = days[position + 1]
    if (next === undefined || next === day + 1) return []
    return [{ from: indexOf<'day'>(day + 1), to: indexOf<'day'>(next - 1) }]
  })
}

export function dayAfter(day: DayIndex): DayIndex {
  return indexOf<'day'>(day + 1)
}

/** @param hour since the first day of the calendar */
export function dayOfHour(hour: number): DayIndex {
  return indexOf<'day'>(Math.floor(hour / 24))
}

/** `2026-03-01 13:00` */
export function hourText(hour: number): string {
  return `${dayText(dayOfHour(hour))} ${twoDigits(hour % 24)}:00`
}

/** `2026-03-01`, the form in which days are written and read everywhere. */
export function dayText(day: DayIndex): string {
  const { year, month, day: dayOfMonth } = dateOf(day)
  return `${year}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`
}

export function daysText({ from, to }: Days): { readonly from: string; readonly to: string } {
  return { from: dayText(from), to: dayText(to) }
}

/** Reads `2026-03-01`; undefined for anything else, and for days that do not exist. */
export function dayOfText(text: string): DayIndex | undefined {
  const [, y, m, d] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  const [year, month, day] = [Number(y), Number(m), Number(d)]
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12)) return undefined
  return day >= 1 && day <= daysInMonth(year, month) ? dayOf(year, month, day) : undefined
}

/** The name of a period as it is published: `2026-03-01`, `2026-W09` (ISO 8601), `2026-03`, `2026-Q1`, `2026`. */
export function periodText(kind: PeriodKind, period: PeriodIndex): string {
  const first = firstDayOf(kind, period)
  const { year, month } = dateOf(first)
  switch (kind) {
    case 'day':
      return dayText(first)
    case 'week':
      return isoWeekText(first)
    case 'month':
      return `${year}-${twoDigits(month)}`
    case 'quarter':
      return `${year}-Q${Math.floor((month - 1) / 3) + 1}`
    case 'year':
      return String(year)
  }
}

// ISO 8601: a week belongs to the year of its Thursday, and week 1 holds January 4th.
function isoWeekText(monday: DayIndex): string {
  const { year } = dateOf(indexOf<'day'>(monday + 3))
  const firstMonday = Math.floor(dayOf(year, 1, 4) / 7) * 7
  return `${year}-W${twoDigits((monday - firstMonday) / 7 + 1)}`
}

/** The period of a text that `periodText` gives; undefined for anything else, and for periods that do not exist. */
export function periodOfText(kind: PeriodKind, text: string): PeriodIndex | undefined {
  const day = dayWithin(kind, text)
  if (day === undefined) return undefined
  const period = periodOf(kind, day)
  return periodText(kind, period) === text ? period : undefined
}

function dayWithin(kind: PeriodKind, text: string): DayIndex | undefined {
  const firstOf = dayOfText(`${text.slice(0, 4)}-01-04`)
  switch (kind) {
    case 'day':
      return dayOfText(text)
    case 'month':
      return dayOfText(`${text}-01`)
    case 'year':
      return firstOf
    case 'quarter':
      return dayOfText(`${text.slice(0, 4)}-${twoDigits(3 * Number(text.slice(6)) - 2)}-01`)
    case 'week':
      // January 4th is in week 1.
      return firstOf === undefined ? undefined : indexOf<'day'>(firstOf + 7 * (Number(text.slice(6)) - 1))
  }
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0')
}

/** A period as the operator names it, and its days, both included. */
export type PeriodName = Days & { readonly text: string }

/** Reads `2026-03-01`, `2026-W09`, `2026-03`, `2026-Q1`, `2026`; undefined for anything else. */
export function periodNamed(text: string): PeriodName | undefined {
  for (const kind of PERIOD_KINDS) {
    const period = periodOfText(kind, text)
    if (period !== undefined) return { text, ...daysOf(kind, period) }
  }
  return undefined
}
