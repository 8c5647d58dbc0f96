// What kinds a decoded segment of a path is of: as src/feature/pattern/is-of-kind.ts says, and whether it ends as the files do
// that a page brings along (src/gate/read/read-target.ts).

import { isDigit, maskOf } from './bytes'
import { findWord } from './words'

// Bits, in the order of PATTERN_KINDS.
const INT: u32 = 1
const UUID: u32 = 2
const DATE: u32 = 4
const SLUG: u32 = 8
export const ASSET: u32 = 16

const LONGEST_EXTENSION: usize = 11

let extensions: usize = 0

/** Where the extensions of assets are. */
export function setExtensions(table: usize): void {
  extensions = table
}

/** Which it is of those that are asked for. */
@inline
export function kindsOf(start: usize, end: usize, asked: u32): u32 {
  return asked == 0 ? 0 : kindsOfWord(start, end) & asked
}

/** Integers, uuids and dates are slugs: words of letters and digits, joined by one `-` or `_`. */
function kindsOfWord(start: usize, end: usize): u32 {
  let isInt = true
  // A word must begin.
  let open = 1
  for (let at = start; at < end; at += 16) {
    const bytes = v128.load(at)
    const length = end - at < 16 ? <i32>(end - at) : 16
    const within = (1 << length) - 1
    const digits = inRange(bytes, 0x30, 10) & within
    const words = (digits | inRange(v128.or(bytes, i8x16.splat(0x20)), 0x61, 26)) & within
    const joints = (maskOf(bytes, 0x2d) | maskOf(bytes, 0x5f)) & within
    if ((words | joints) != within || (joints & ((joints << 1) | open)) != 0) return 0
    isInt = isInt && digits == within
    open = (joints >> (length - 1)) & 1
  }
  if (open != 0) return 0
  if (isInt) return INT | SLUG
  if (end - start == 10 && isDate(start)) return DATE | SLUG
  return end - start == 36 && isUuid(start) ? UUID | SLUG : SLUG
}

@inline
function inRange(bytes: v128, first: u8, count: u8): i32 {
  return i8x16.bitmask(i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(first)), i8x16.splat(count)))
}

/** `YYYY-MM-DD` of a day that there is. */
function isDate(at: usize): bool {
  if (load<u8>(at, 4) != 0x2d || load<u8>(at, 7) != 0x2d) return false
  for (let i: usize = 0; i < 10; i++) if (i != 4 && i != 7 && !isDigit(at + i)) return false
  const month = twoDigits(at + 5)
  const day = twoDigits(at + 8)
  if (month < 1 || month > 12 || day < 1) return false
  return day <= 28 || day <= daysInMonth(twoDigits(at) * 100 + twoDigits(at + 2), month)
}

function daysInMonth(year: i32, month: i32): i32 {
  if (month != 2) return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
}

@inline
function twoDigits(at: usize): i32 {
  return (<i32>load<u8>(at) - 0x30) * 10 + <i32>load<u8>(at, 1) - 0x30
}

/** Hexadecimal digits, 8-4-4-4-12. */
function isUuid(at: usize): bool {
  for (let i: usize = 0; i < 36; i++) {
    const byte = load<u8>(at + i)
    const isJoint = i == 8 || i == 13 || i == 18 || i == 23
    if (isJoint ? byte != 0x2d : !isDigit(at + i) && <u32>(byte | 0x20) - 0x61 >= 6) return false
  }
  return true
}

/** ASSET or 0, by what stands after its last dot, in any case. */
@inline
export function endsAsAsset(start: usize, end: usize): u32 {
  const looked = min(end - start, LONGEST_EXTENSION + 1)
  const dots = maskOf(v128.load(end - 16), 0x2e) & (0xffff << (16 - <i32>looked))
  if ((dots & 0xffff) == 0) return 0
  return isExtension(end - 15 + <usize>(31 - clz(dots & 0xffff)), end) ? ASSET : 0
}

function isExtension(start: usize, end: usize): bool {
  return findWord(extensions, start, end - start, true) != 0
}
