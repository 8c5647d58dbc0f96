import { endOf, isDigit, startOf } from './bytes'
import { BYTES, LINE, METHOD, STATUS, TARGET } from './layout'

/** JavaScript reads the field itself. */
const UNTOLD: i32 = -1

/**
 * What most fields say, at LINE: a code from 100 to 599, a size of nine at most, that the method is GET, where the path of
 * a target that begins with `/` ends. Anything else is UNTOLD.
 */
export function tellFacts(): void {
  store<i32>(LINE, codeOfAnswer(), 16)
  store<i32>(LINE, size(), 20)
  store<i32>(LINE, <i32>isGet(), 24)
  store<i32>(LINE, endOfPath(), 28)
}

export function tellNothing(): void {
  store<i32>(LINE, UNTOLD, 16)
  store<i32>(LINE, UNTOLD, 20)
  store<i32>(LINE, 0, 24)
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
  // More digits may not fit.
  return start >= 0 && length > 0 && length <= 9 ? numberOf(<usize>start, <usize>length) : UNTOLD
}

@inline
function numberOf(start: usize, length: usize): i32 {
  let number: i32 = 0
  for (let at = start; at < start + length; at++) {
    if (!isDigit(at)) return UNTOLD
    number = number * 10 + <i32>load<u8>(at) - 0x30
  }
  return number
}

@inline
function isGet(): bool {
  const start = startOf(METHOD)
  // With the byte after it, which the span does not hold.
  return start >= 0 && endOf(METHOD) - start == 3 && (load<u32>(<usize>start) & 0xffffff) == 0x544547
}

@inline
function endOfPath(): i32 {
  const start = startOf(TARGET)
  if (start < 0 || load<u8>(<usize>start) != 0x2f) return UNTOLD
  const end = endOf(TARGET)
  const question = i8x16.splat(0x3f)
  const hash = i8x16.splat(0x23)
  for (let at = start; at < end; at += 16) {
    const bytes = v128.load(<usize>at)
    const mask = i8x16.bitmask(v128.or(i8x16.eq(bytes, question), i8x16.eq(bytes, hash)))
    if (mask != 0) return min(at + ctz(mask), end)
  }
  return end
}
