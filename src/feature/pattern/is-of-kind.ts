import { daysInMonth } from '../../domain/calendar.ts'
import { ASSET_EXTENSIONS, type PatternKind } from '../../domain/feature.ts'

type Test = (bytes: Uint8Array, start: number, end: number) => boolean

/** Whether the segment `bytes[start…end)` is of a kind. Integers, uuids and dates are slugs too. */
export const IS_OF_KIND: Readonly<Record<PatternKind, Test>> = { int: isInt, uuid: isUuid, date: isDate, slug: isSlug }

const HYPHEN = 0x2d
const UNDERSCORE = 0x5f

/** Digits, one at least. */
function isInt(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!isDigit(bytes[i]!)) return false
  return end > start
}

/** 8-4-4-4-12 hexadecimal digits of any case, any version. */
function isUuid(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== 36) return false
  for (let i = 0; i < 36; i++) {
    const byte = bytes[start + i]!
    const fits = i === 8 || i === 13 || i === 18 || i === 23 ? byte === HYPHEN : isHex(byte)
    if (!fits) return false
  }
  return true
}

/** `YYYY-MM-DD` of a day that there is. */
function isDate(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== 10 || bytes[start + 4] !== HYPHEN || bytes[start + 7] !== HYPHEN) return false
  if (!isInt(bytes, start, start + 4)) return false
  if (!isInt(bytes, start + 5, start + 7) || !isInt(bytes, start + 8, end)) return false
  const month = twoDigits(bytes, start + 5)
  const day = twoDigits(bytes, start + 8)
  if (month < 1 || month > 12 || day < 1) return false
  return day <= 28 || day <= daysInMonth(twoDigits(bytes, start) * 100 + twoDigits(bytes, start + 2), month)
}

/** ASCII letters and digits in words, of any case, joined by one `-` or `_`; one word will do. */
function isSlug(bytes: Uint8Array, start: number, end: number): boolean {
  let inWord = false
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!
    if (isAlphanumeric(byte)) inWord = true
    else if (inWord && (byte === HYPHEN || byte === UNDERSCORE)) inWord = false
    else return false
  }
  return inWord
}

function twoDigits(bytes: Uint8Array, at: number): number {
  return (bytes[at]! - 0x30) * 10 + bytes[at + 1]! - 0x30
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

function isHex(byte: number): boolean {
  const lower = byte | 0x20
  return isDigit(byte) || (lower >= 0x61 && lower <= 0x66)
}

function isAlphanumeric(byte: number): boolean {
  const lower = byte | 0x20
  return isDigit(byte) || (lower >= 0x61 && lower <= 0x7a)
}

/** What the gate says of a request whose last segment is this text. */
export function isAsset(text: string): boolean {
  const dot = text.lastIndexOf('.')
  return dot >= 0 && ASSET_EXTENSIONS.includes(text.slice(dot + 1).toLowerCase())
}
