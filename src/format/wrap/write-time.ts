import { dateOf, dayOf, DAY_OF_1970, daysInMonth } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import type { LineWriter } from './line-writer.ts'

const DASH = 0x2d
const COLON = 0x3a
// A leap day may lie eight years back: 1896, 1904.
const MOST_YEARS_BACK = 8

/** A time that is ISO already. */
export function copyTime(bytes: Uint8Array, start: number, end: number, out: LineWriter): void {
  out.copy(bytes, start, end)
}

/** Writes a date without a year as ISO, in the latest year in which it is not after `lastDay`. */
export function writeDate(lastDay: number, month: number, day: number, out: LineWriter): void {
  writeCivil(yearOf(lastDay, month, day), month, day, out)
}

function writeCivil(year: number, month: number, day: number, out: LineWriter): void {
  writeNumber(year, 4, out)
  out.put(DASH)
  writeNumber(month, 2, out)
  out.put(DASH)
  writeNumber(day, 2, out)
}

function yearOf(lastDay: number, month: number, day: number): number {
  const last = dateOf(indexOf<'day'>(lastDay)).year
  for (let year = last; year >= last - MOST_YEARS_BACK; year--)
    if (day <= daysInMonth(year, month) && dayOf(year, month, day) <= lastDay) return year
  return last
}

const SECONDS_A_DAY = 86400
const MOST_SECONDS = 9e9

/** Writes the microseconds since 1970 whose digits are `bytes[start…end)` as ISO, to the second. */
export function writeEpoch(bytes: Uint8Array, start: number, end: number, out: LineWriter): void {
  let microseconds = 0
  for (let i = start; i < end; i++) microseconds = microseconds * 10 + bytes[i]! - 0x30
  const seconds = Math.floor(microseconds / 1e6)
  if (!(seconds >= 0 && seconds < MOST_SECONDS)) return
  const day = Math.floor(seconds / SECONDS_A_DAY)
  const date = dateOf(indexOf<'day'>(day + DAY_OF_1970))
  const second = seconds - day * SECONDS_A_DAY
  writeCivil(date.year, date.month, date.day, out)
  out.put(0x54)
  writeNumber(Math.floor(second / 3600), 2, out)
  out.put(COLON)
  writeNumber(Math.floor(second / 60) % 60, 2, out)
  out.put(COLON)
  writeNumber(second % 60, 2, out)
  out.put(0x5a)
}

function writeNumber(value: number, digits: number, out: LineWriter): void {
  for (let unit = 10 ** (digits - 1); unit >= 1; unit /= 10) out.put(0x30 + (Math.floor(value / unit) % 10))
}
