import { dayOf, daysInMonth, FIRST_YEAR, LAST_YEAR } from '../../domain/calendar.ts'
import type { WrittenTime } from '../../domain/contracts.ts'
import { isWord, type Aside } from '../separated/scan-columns.ts'
import { fourDigits, isDigit, setTime, twoDigits } from '../time/read-time.ts'
import { columnsInHeader, layOut, type HeaderLayout } from './columns.ts'

const DASH = 0x2d
const COLON = 0x3a
const DOT = 0x2e

/**
 * What the `#` lines above a line say of it: all that must be known to read on from the middle of a log. `columns` index a
 * closed table, so that no text of the log is in it.
 */
export type Header = {
  /** As `columnsInHeader` reads them. */
  columns: readonly number[]
  /** Who wrote the log: Microsoft IIS, another program, or nobody says. */
  software: 'iis' | 'other' | undefined
  /**
   * The hour to which times that stand without a date have come, first that of `#Date`: seconds since 1900, as it begins; −1: not
   * said. No finer, since it is kept: of a quiet service it would be the moment of one visit.
   */
  now: number
  /** Of `columns`; undefined before any `#Fields`, and where these cannot be read. */
  layout: HeaderLayout | undefined
}

export function emptyHeader(): Header {
  return { columns: [], software: undefined, now: -1, layout: undefined }
}

const SOFTWARE = [undefined, 'iis', 'other'] as const

/** A header as numbers: time, software, then the columns, none of which tells text of the log. */
export function tellHeader({ now, software, columns }: Header): readonly number[] {
  return [now, SOFTWARE.indexOf(software), ...columns]
}

export function headerTold([now = -1, software = 0, ...columns]: readonly number[]): Header {
  return { columns, software: SOFTWARE[software], now, layout: layOut(columns) }
}

/** Takes up what a `#` line says; most of them say nothing that matters. */
export function readDirective(header: Header, bytes: Uint8Array, start: number, end: number): void {
  let colon = start
  while (colon < end && bytes[colon] !== 0x3a) colon++
  let from = colon + 1
  while (from < end && bytes[from] === 0x20) from++
  if (isWord(bytes, start, colon, '#fields')) {
    header.columns = columnsInHeader(bytes, from, end)
    header.layout = layOut(header.columns)
  } else if (isWord(bytes, start, colon, '#software')) {
    header.software = namesIis(bytes, from, end) ? 'iis' : 'other'
  } else if (isWord(bytes, start, colon, '#date')) {
    header.now = readNow(bytes, from, end)
  }
}

const IIS = 'internet information serv'

// Microsoft Internet Information Services 10.0
function namesIis(bytes: Uint8Array, from: number, end: number): boolean {
  for (let at = from; at + IIS.length <= end; at++) if (isWord(bytes, at, at + IIS.length, IIS)) return true
  return false
}

// A day without a time, or of its first hour: all times are of that day then.
function readNow(bytes: Uint8Array, start: number, end: number): number {
  const day = readDay(bytes, start, Math.min(start + 10, end))
  if (day < 0) return -1
  const clock = end - start < 19 ? -1 : readClock(bytes, start + 11, start + 19)
  return beginOfHour(day * SECONDS_A_DAY + Math.max(clock, MOST_LATE))
}

/** The day of `2026-03-10`; −1: none. */
function readDay(bytes: Uint8Array, start: number, end: number): number {
  if (end - start !== 10 || bytes[start + 4] !== 0x2d || bytes[start + 7] !== 0x2d) return -1
  const year = fourDigits(bytes, start)
  const month = twoDigits(bytes, start + 5)
  const day = twoDigits(bytes, start + 8)
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return -1
  return day >= 1 && day <= daysInMonth(year, month) ? dayOf(year, month, day) : -1
}

/**
 * Reads `08:31:24` (UTC, perhaps with a fraction), and the date beside it; without one, the header's `now` goes on.
 *
 * @param date where the date of this line stands
 */
export function readW3cTime(
  bytes: Uint8Array,
  start: number,
  end: number,
  date: Aside,
  header: Header,
  time: WrittenTime,
): boolean {
  const clock = readClock(bytes, start, end)
  if (clock < 0) return false
  time.offset = 0
  if (date.start < 0) {
    if (header.now < 0) return false
    time.seconds = followClock(header.now, clock)
    header.now = Math.max(header.now, beginOfHour(time.seconds))
    return true
  }
  const at = date.start
  if (date.end - at !== 10 || bytes[at + 4] !== DASH || bytes[at + 7] !== DASH) return false
  if (!setTime(time, fourDigits(bytes, at), twoDigits(bytes, at + 5), twoDigits(bytes, at + 8), 0, 0, 0)) return false
  time.seconds += clock
  return true
}

const SECONDS_A_DAY = 86400
/** Seconds by which a line may stand behind the hour of one that is later than it: what is written when it ends, or by several threads. */
const MOST_LATE = 3600

function beginOfHour(seconds: number): number {
  return seconds - (seconds % 3600)
}

/** Seconds since midnight of `08:31:24`, perhaps with a fraction; −1: no time of the day. A leap second counts as the second before. */
function readClock(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 8 || bytes[start + 2] !== COLON || bytes[start + 5] !== COLON) return -1
  if (!isFraction(bytes, start + 8, end)) return -1
  const hour = twoDigits(bytes, start)
  const minute = twoDigits(bytes, start + 3)
  const second = twoDigits(bytes, start + 6)
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return -1
  return hour * 3600 + minute * 60 + (second === 60 ? 59 : second)
}

function isFraction(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end) return true
  if (bytes[start] !== DOT) return false
  for (let i = start + 1; i < end; i++) if (!isDigit(bytes[i]!)) return false
  return true
}

/**
 * The time of a clock that shows no day, after the hour `now`: the next day, where it jumps back behind the hour before; the
 * day before, where it is of the hour before.
 *
 * Hint: a whole day without a line is not seen.
 *
 * @param now as its hour begins
 */
function followClock(now: number, clock: number): number {
  let step = clock - (now % SECONDS_A_DAY)
  if (step < -MOST_LATE) step += SECONDS_A_DAY
  else if (step >= SECONDS_A_DAY - MOST_LATE) step -= SECONDS_A_DAY
  return now + step
}
