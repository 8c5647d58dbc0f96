import { describe, expect, it } from 'vitest'
import {
  CALENDAR_DAYS,
  DAY_OF_1970,
  dateOf,
  dayOf,
  dayOfText,
  daysInMonth,
  dayText,
  FIRST_YEAR,
  firstDayOf,
  LAST_YEAR,
  lastDayOf,
  periodOf,
  periodText,
  type DayIndex,
} from '../../src/domain/calendar.ts'
import { indexOf, PERIOD_KINDS } from '../../src/domain/dictionary.ts'

const day = (text: string): DayIndex => dayOfText(text)!
const everyDay = Array.from({ length: CALENDAR_DAYS }, (_, position) => indexOf<'day'>(position))

describe('days', () => {
  it('the calendar begins with 1900 and ends with 2199', () => {
    expect(dayOf(FIRST_YEAR, 1, 1)).toBe(0)
    expect(dayOf(1970, 1, 1)).toBe(DAY_OF_1970)
    expect(dayOf(LAST_YEAR, 12, 31)).toBe(CALENDAR_DAYS - 1)
  })

  it('every day has the date that JavaScript gives it, and is found again by it', () => {
    const wrong = everyDay.filter((position) => {
      const date = new Date(Date.UTC(1900, 0, 1 + position))
      const { year, month, day: dayOfMonth } = dateOf(position)
      const isSame =
        year === date.getUTCFullYear() && month === date.getUTCMonth() + 1 && dayOfMonth === date.getUTCDate()
      return !isSame || dayOf(year, month, dayOfMonth) !== position
    })
    expect(wrong).toEqual([])
  })

  it('every day is written and read back', () => {
    expect(everyDay.filter((position) => dayOfText(dayText(position)) !== position)).toEqual([])
  })

  it('months have the days that JavaScript gives them', () => {
    for (let year = FIRST_YEAR; year <= LAST_YEAR; year++)
      for (let month = 1; month <= 12; month++)
        expect(daysInMonth(year, month)).toBe(new Date(Date.UTC(year, month, 0)).getUTCDate())
  })

  it.each([
    ['2026-02-28', 'an ordinary day'],
    ['2028-02-29', 'a leap year'],
    ['2000-02-29', 'a leap year, by four hundred'],
    ['1900-01-01', 'the first day'],
    ['2199-12-31', 'the last day'],
  ])('%s is read: %s', (text) => {
    expect(dayText(dayOfText(text)!)).toBe(text)
  })

  it.each([
    ['', 'nothing'],
    ['2027-02-29', 'no leap year'],
    ['2100-02-29', 'no leap year, by a hundred'],
    ['1900-02-29', 'no leap year, by a hundred'],
    ['2026-02-30', '30 February'],
    ['2026-04-31', '31 April'],
    ['2026-00-10', 'month 0'],
    ['2026-13-10', 'month 13'],
    ['2026-03-00', 'day 0'],
    ['1899-12-31', 'before the calendar'],
    ['2200-01-01', 'after the calendar'],
    ['26-03-01', 'a year of two digits'],
    ['2026-3-1', 'one digit'],
    ['2026/03/01', 'slashes'],
    ['20260301', 'nothing between'],
    ['2026-03-01T00:00:00Z', 'a time'],
    [' 2026-03-01', 'a space before'],
    ['2026-03-01\n', 'a line end'],
    ['+2026-03-01', 'a sign'],
    ['٢٠٢٦-٠٣-٠١', 'digits of another script'],
  ])('"%s" is no day: %s', (text) => {
    expect(dayOfText(text)).toBeUndefined()
  })
})

describe('weeks, as ISO 8601 has them', () => {
  it.each([
    [2020, '2019-12-30', 53],
    [2021, '2021-01-04', 52],
    [2022, '2022-01-03', 52],
    [2023, '2023-01-02', 52],
    [2024, '2024-01-01', 52],
    [2025, '2024-12-30', 52],
    [2026, '2025-12-29', 53],
    [2027, '2027-01-04', 52],
    [2028, '2028-01-03', 52],
    [2029, '2029-01-01', 52],
    [2030, '2029-12-31', 52],
    [2031, '2030-12-30', 52],
    [2032, '2031-12-29', 53],
  ])('%i begins on %s and has %i', (year, monday, weeks) => {
    const first = periodOf('week', day(monday))
    const names = Array.from({ length: weeks + 1 }, (_, i) => periodText('week', indexOf<'period'>(first + i)))
    const expected = Array.from({ length: weeks }, (_, i) => `${year}-W${String(i + 1).padStart(2, '0')}`)
    expect(names).toEqual([...expected, `${year + 1}-W01`])
    expect(periodText('week', indexOf<'period'>(first - 1))).toMatch(new RegExp(`^${year - 1}-W5[23]$`))
  })

  it('they begin on Mondays', () => {
    expect(everyDay.filter((d) => firstDayOf('week', periodOf('week', d)) === d).every(isMonday)).toBe(true)
  })

  function isMonday(d: DayIndex): boolean {
    return new Date(Date.UTC(1900, 0, 1 + d)).getUTCDay() === 1
  }
})

describe('periods', () => {
  it.each([
    ['day', '2028-02-29', '2028-02-29', '2028-02-29', '2028-02-29'],
    ['week', '2026-01-01', '2026-W01', '2025-12-29', '2026-01-04'],
    ['week', '2027-01-01', '2026-W53', '2026-12-28', '2027-01-03'],
    ['month', '2028-02-10', '2028-02', '2028-02-01', '2028-02-29'],
    ['month', '2027-02-10', '2027-02', '2027-02-01', '2027-02-28'],
    ['month', '2026-12-31', '2026-12', '2026-12-01', '2026-12-31'],
    ['quarter', '2026-01-01', '2026-Q1', '2026-01-01', '2026-03-31'],
    ['quarter', '2026-06-30', '2026-Q2', '2026-04-01', '2026-06-30'],
    ['quarter', '2026-07-01', '2026-Q3', '2026-07-01', '2026-09-30'],
    ['quarter', '2026-12-31', '2026-Q4', '2026-10-01', '2026-12-31'],
    ['year', '2028-02-29', '2028', '2028-01-01', '2028-12-31'],
    ['year', '1900-01-01', '1900', '1900-01-01', '1900-12-31'],
    ['year', '2199-12-31', '2199', '2199-01-01', '2199-12-31'],
    ['quarter', '2199-12-31', '2199-Q4', '2199-10-01', '2199-12-31'],
    ['month', '2199-12-31', '2199-12', '2199-12-01', '2199-12-31'],
  ] as const)('the %s of %s is %s: %s to %s', (kind, text, name, first, last) => {
    const period = periodOf(kind, day(text))
    expect(periodText(kind, period)).toBe(name)
    expect(dayText(firstDayOf(kind, period))).toBe(first)
    expect(dayText(lastDayOf(kind, period))).toBe(last)
  })

  it.each(PERIOD_KINDS)('every day lies in its %s, and the next one begins where it ends', (kind) => {
    const wrong = everyDay.filter((d) => {
      const period = periodOf(kind, d)
      const [first, last] = [firstDayOf(kind, period), lastDayOf(kind, period)]
      return d < first || d > last || firstDayOf(kind, indexOf<'period'>(period + 1)) !== last + 1
    })
    expect(wrong).toEqual([])
  })
})
