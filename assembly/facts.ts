import { endOf, findByte, isDigit, startOf } from './bytes'
import { BYTES, LINE, METHOD, STATUS, TARGET } from './layout'

/** JavaScript reads the field itself. */
const UNTOLD: i32 = -1

// The byte that begins an escape, where that may hide what ends a path or a host; 0 where none does.
let escape: u8 = 0

export function undoing(byte: u8): void {
  escape = byte
}

/** What an escape of the log may hide something in is read by JavaScript. */
@inline
export function hasEscape(start: usize, end: usize): bool {
  return escape != 0 && findByte(start, end, escape) < end
}

/**
 * What most fields say, at LINE: a code from 100 to 599, a size of nine at most, the method by its place in METHODS, where the
 * path of a target that begins with `/` ends. Anything else is UNTOLD.
 */
export function tellFacts(): void {
  store<i32>(LINE, codeOfAnswer(), 16)
  store<i32>(LINE, size(), 20)
  store<i32>(LINE, method(), 24)
  store<i32>(LINE, endOfPath(), 28)
}

export function tellNothing(): void {
  store<i32>(LINE, UNTOLD, 16)
  store<i32>(LINE, UNTOLD, 20)
  store<i32>(LINE, UNTOLD, 24)
  store<i32>(LINE, UNTOLD, 28)
}

@inline
function codeOfAnswer(): i32 {
  const start = startOf(STATUS)
  const code = start >= 0 && endOf(STATUS) - start == 3 ? numberOf(<usize>start, 3) : UNTOLD
  return code >= 100 && code <= 599 ? code : UNTOLD
}

@inline
function size(): i32 {
  const start = startOf(BYTES)
  const length = endOf(BYTES) - start
  if (start < 0 || length <= 0) return UNTOLD
  // More digits may not fit.
  return length <= 8 ? numberOf(<usize>start, length) : length == 9 ? nineDigits(<usize>start) : UNTOLD
}

function nineDigits(start: usize): i32 {
  const most = numberOf(start, 8)
  return most == UNTOLD || !isDigit(start + 8) ? UNTOLD : most * 10 + <i32>load<u8>(start, 8) - 0x30
}

/** Of one to eight digits, all at once: each pair of neighbours becomes one number, three times. */
@inline
function numberOf(start: usize, length: i32): i32 {
  // Zeros before it, up to eight.
  let digits = (load<u64>(start) ^ 0x3030303030303030) << <u64>(64 - (length << 3))
  if (((digits | (digits + 0x7676767676767676)) & 0x8080808080808080) != 0) return UNTOLD
  digits = digits * 10 + (digits >>> 8)
  const fours = (digits & 0xff000000ff) * 0x000f424000000064
  const ones = ((digits >>> 16) & 0xff000000ff) * 0x0000271000000001
  return <i32>((fours + ones) >>> 32)
}

/** By the word and the byte after it, which the span does not hold. */
@inline
function method(): i32 {
  const start = startOf(METHOD)
  if (start < 0) return UNTOLD
  const length = endOf(METHOD) - start
  const first = load<u32>(<usize>start)
  const next = load<u32>(<usize>start, 4)
  if (length == 3) return (first & 0xffffff) == 0x544547 ? 0 : (first & 0xffffff) == 0x545550 ? 3 : UNTOLD
  if (length == 4) return first == 0x44414548 ? 1 : first == 0x54534f50 ? 2 : UNTOLD
  if (length == 5) return first == 0x43544150 && (next & 0xff) == 0x48 ? 4 : UNTOLD
  if (length == 6) return first == 0x454c4544 && (next & 0xffff) == 0x4554 ? 5 : UNTOLD
  return length == 7 && first == 0x4954504f && (next & 0xffffff) == 0x534e4f ? 6 : UNTOLD
}

@inline
function endOfPath(): i32 {
  const start = startOf(TARGET)
  if (start < 0 || load<u8>(<usize>start) != 0x2f) return UNTOLD
  const end = endOf(TARGET)
  if (hasEscape(<usize>start, <usize>end)) return UNTOLD
  const question = i8x16.splat(0x3f)
  const hash = i8x16.splat(0x23)
  for (let at = start; at < end; at += 16) {
    const bytes = v128.load(<usize>at)
    const mask = i8x16.bitmask(v128.or(i8x16.eq(bytes, question), i8x16.eq(bytes, hash)))
    if (mask != 0) return min(at + ctz(mask), end)
  }
  return end
}
