import { CALENDAR_DAYS, DAY_OF_1970, dayOf, daysInMonth, FIRST_YEAR, LAST_YEAR } from '../../domain/calendar.ts'
import { NO_OFFSET, type WrittenTime } from '../../domain/contracts.ts'
import type { TimeForm, TimeReader } from '../plan.ts'

const SLASH = 0x2f
const COLON = 0x3a
const SPACE = 0x20
const DASH = 0x2d
const PLUS = 0x2b
const DOT = 0x2e

// Own constants: an imported one is loaded anew at each use.
const NO_ZONE = NO_OFFSET
const FIRST = FIRST_YEAR
const LAST = LAST_YEAR

// 10/Mar/2026:09:31:24 +0100   nginx $time_local, Apache %t
export const CLF_TIME: TimeForm = { read: readClf, width: 26, zone: 'offset', clf: true }

function readClf(bytes: Uint8Array, s: number, end: number, time: WrittenTime): boolean {
  if (end - s !== 26 || bytes[s + 20] !== SPACE) return false
  const offset = readOffset(bytes, s + 21, end)
  time.offset = offset
  return offset !== NO_ZONE && readClfClock(bytes, s, time)
}

// 10/Mar/2026:09:31:24 or 10/Mar/2026:09:31:24.655   the same without a zone, or with one
export function readClfOrLocal(bytes: Uint8Array, s: number, end: number, time: WrittenTime): boolean {
  if (end - s < 20 || afterFraction(bytes, s + 20, end) !== end) return readClf(bytes, s, end, time)
  time.offset = NO_ZONE
  return readClfClock(bytes, s, time)
}

/** The first 20 bytes. */
function readClfClock(bytes: Uint8Array, s: number, time: WrittenTime): boolean {
  if (bytes[s + 2] !== SLASH || bytes[s + 6] !== SLASH || bytes[s + 11] !== COLON) return false
  if (bytes[s + 14] !== COLON || bytes[s + 17] !== COLON) return false
  return setTime(
    time,
    fourDigits(bytes, s + 7),
    monthOf(bytes, s + 3),
    twoDigits(bytes, s),
    twoDigits(bytes, s + 12),
    twoDigits(bytes, s + 15),
    twoDigits(bytes, s + 18),
  )
}

// 2026-03-10T09:31:24+01:00   nginx $time_iso8601; a fraction, `Z`, +0100 and a space for `T` are read too
export const ISO_TIME: TimeForm = { read: readIso, width: 25, zone: 'offset', clf: false }

function readIso(bytes: Uint8Array, s: number, end: number, time: WrittenTime): boolean {
  const offset = readOffset(bytes, afterFraction(bytes, s + 19, end), end)
  time.offset = offset
  return offset !== NO_ZONE && readIsoClock(bytes, s, end, time)
}

/** All but the zone. */
function readIsoClock(bytes: Uint8Array, s: number, end: number, time: WrittenTime): boolean {
  if (end - s < 19 || bytes[s + 4] !== DASH || bytes[s + 7] !== DASH) return false
  if ((bytes[s + 10]! | 0x20) !== 0x74 && bytes[s + 10] !== SPACE) return false
  if (bytes[s + 13] !== COLON || bytes[s + 16] !== COLON) return false
  return setYearFirst(time, bytes, s)
}

/** Sets the clock that is written from `s` on with the year first and one byte between its parts. */
export function setYearFirst(time: WrittenTime, bytes: Uint8Array, s: number): boolean {
  return setTime(
    time,
    fourDigits(bytes, s),
    twoDigits(bytes, s + 5),
    twoDigits(bytes, s + 8),
    twoDigits(bytes, s + 11),
    twoDigits(bytes, s + 14),
    twoDigits(bytes, s + 17),
  )
}

// 2026-03-10T08:31:24.655123Z   the same of services that write UTC by definition, with a fraction of any width
export const ISO_UTC_TIME: TimeForm = { read: readIso, width: 0, zone: 'UTC', clf: false }

// 2026-03-10T09:31:24.655 or with a zone: of applications, and of a peeler, which writes one only if the wrapper says it
export const ISO_OR_LOCAL_TIME: TimeForm = { read: readIsoOrLocal, width: 0, zone: 'offset', clf: false }

function readIsoOrLocal(bytes: Uint8Array, s: number, end: number, time: WrittenTime): boolean {
  if (end - s < 19 || afterFraction(bytes, s + 19, end) !== end) return readIso(bytes, s, end, time)
  time.offset = NO_ZONE
  return readIsoClock(bytes, s, end, time)
}

/**
 * Sets a civil time if it exists. −1 in any part: not a number. A leap second counts as the second before.
 */
export function setTime(
  time: WrittenTime,
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): boolean {
  if (year < FIRST || year > LAST || month < 1 || month > 12) return false
  if (day < 1 || day > 28) if (day < 1 || day > daysInMonth(year, month)) return false
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return false
  time.seconds = dayNumber(year, month, day) * 86400 + hour * 3600 + minute * 60 + (second === 60 ? 59 : second)
  return true
}

// The last date is remembered: lines come in days of thousands.
let lastDate = 0
let lastDay = 0
function dayNumber(year: number, month: number, day: number): number {
  const date = year * 10000 + month * 100 + day
  if (date !== lastDate) {
    lastDate = date
    lastDay = dayOf(year, month, day)
  }
  return lastDay
}

/** Minutes east of UTC of `+0100`, `+01:00`, `Z`; NO_OFFSET for anything else. */
export function readOffset(bytes: Uint8Array, s: number, end: number): number {
  const sign = bytes[s]!
  if (end - s === 1 && (sign | 0x20) === 0x7a) return 0
  if (sign !== PLUS && sign !== DASH) return NO_ZONE
  const colon = end - s === 6 && bytes[s + 3] === COLON ? 1 : 0
  if (end - s !== 5 + colon) return NO_ZONE
  const hours = twoDigits(bytes, s + 1)
  const minutes = twoDigits(bytes, s + 3 + colon)
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return NO_ZONE
  return sign === DASH ? -(hours * 60 + minutes) : hours * 60 + minutes
}

/** Where a time goes on after a fraction of a second, if one begins at `s`. */
function afterFraction(bytes: Uint8Array, s: number, end: number): number {
  if (s >= end || (bytes[s] !== DOT && bytes[s] !== 0x2c)) return s
  let at = s + 1
  while (at < end && isDigit(bytes[at]!)) at++
  return at
}

/** 1–12 for an English month of three letters in any case, else −1. */
export function monthOf(bytes: Uint8Array, s: number): number {
  switch (((bytes[s]! | 0x20) << 16) | ((bytes[s + 1]! | 0x20) << 8) | (bytes[s + 2]! | 0x20)) {
    case 0x6a616e:
      return 1
    case 0x666562:
      return 2
    case 0x6d6172:
      return 3
    case 0x617072:
      return 4
    case 0x6d6179:
      return 5
    case 0x6a756e:
      return 6
    case 0x6a756c:
      return 7
    case 0x617567:
      return 8
    case 0x736570:
      return 9
    case 0x6f6374:
      return 10
    case 0x6e6f76:
      return 11
    case 0x646563:
      return 12
    default:
      return -1
  }
}

/** 0–99, or −1 where one of the two bytes is no digit. */
export function twoDigits(bytes: Uint8Array, s: number): number {
  const tens = bytes[s]! - 0x30
  const ones = bytes[s + 1]! - 0x30
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}

/** 0–9999, or −1. */
export function fourDigits(bytes: Uint8Array, s: number): number {
  const high = twoDigits(bytes, s)
  const low = twoDigits(bytes, s + 2)
  return high < 0 || low < 0 ? -1 : high * 100 + low
}

export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

const SECONDS_1900_TO_1970 = DAY_OF_1970 * 86400

/** Seconds, milliseconds … since 1970, perhaps with a fraction; `perSecond` says which, `width` how many bytes they have until 2286. */
export function epochTime(perSecond: number, width: number): TimeForm {
  const read: TimeReader = (bytes, s, end, time) => {
    let ticks = 0
    let at = s
    while (at < end && isDigit(bytes[at]!)) ticks = ticks * 10 + bytes[at++]! - 0x30
    if (at === s || at - s > 16 || afterFraction(bytes, at, end) !== end) return false
    time.seconds = Math.floor(ticks / perSecond) + SECONDS_1900_TO_1970
    time.offset = 0
    return time.seconds < CALENDAR_DAYS * 86400
  }
  return { read, width, zone: 'UTC', clf: false }
}

/** 1995-01-01 00:00 in seconds since 1900: hardly a web server is older. */
const OLDEST = 34_698 * 86_400

/** True for a number of a time before 1995: it counts something else, as the seconds that a request took. */
export function isLongAgo(bytes: Uint8Array, start: number, end: number, { seconds }: WrittenTime): boolean {
  if (seconds >= OLDEST) return false
  for (let at = start; at < end; at++) if (!isDigit(bytes[at]!) && bytes[at] !== DOT) return false
  return true
}
