import { SPANS } from './layout'

/** A bit for each of sixteen bytes, the first the lowest: whether it is this one. */
@inline
export function maskOf(bytes: v128, byte: u8): i32 {
  return i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(byte)))
}

/** The first such byte, or `end`. */
@inline
export function findByte(from: usize, end: usize, byte: u8): usize {
  const near = maskOf(v128.load(from), byte)
  return near != 0 ? min(from + <usize>ctz(near), end) : findFar(from + 16, end, byte)
}

/** The same, 64 bytes at a time: where it may as well be far. */
@inline
export function findFar(from: usize, end: usize, byte: u8): usize {
  const bytes = i8x16.splat(byte)
  for (let at = from; at < end; at += 64) {
    const mask = joined(
      i8x16.eq(v128.load(at), bytes),
      i8x16.eq(v128.load(at, 16), bytes),
      i8x16.eq(v128.load(at, 32), bytes),
      i8x16.eq(v128.load(at, 48), bytes),
    )
    if (mask != 0) return min(at + <usize>ctz(mask), end)
  }
  return end
}

/** The first blank or LF; 0 if none comes. */
export function findBlank(from: usize, end: usize): usize {
  for (let at = from; at < end; at += 16) {
    const mask = i8x16.bitmask(isBlank(v128.load(at)))
    if (mask != 0) return at + <usize>ctz(mask)
  }
  return 0
}

/** A bit for each of the 64 bytes from `at` on, the first the lowest: whether it is a blank or an LF. */
@inline
export function blanksAt(at: usize): u64 {
  return joined(
    isBlank(v128.load(at)),
    isBlank(v128.load(at, 16)),
    isBlank(v128.load(at, 32)),
    isBlank(v128.load(at, 48)),
  )
}

@inline
function isBlank(bytes: v128): v128 {
  return v128.or(i8x16.eq(bytes, i8x16.splat(0x20)), i8x16.eq(bytes, i8x16.splat(0x0a)))
}

/** The first quote; 0 if an LF stands before it, or a backslash where there are escapes, or it does not come. */
@inline
export function findQuote(from: usize, end: usize, escapes: bool): usize {
  const quote = i8x16.splat(0x22)
  const lf = i8x16.splat(0x0a)
  const backslash = i8x16.splat(escapes ? 0x5c : 0x0a)
  for (let at = from; at < end; at += 64) {
    const bits = joined(
      isOneOf(v128.load(at), quote, lf, backslash),
      isOneOf(v128.load(at, 16), quote, lf, backslash),
      isOneOf(v128.load(at, 32), quote, lf, backslash),
      isOneOf(v128.load(at, 48), quote, lf, backslash),
    )
    if (bits == 0) continue
    const found = at + <usize>ctz(bits)
    return load<u8>(found) == 0x22 ? found : 0
  }
  return 0
}

@inline
function isOneOf(bytes: v128, a: v128, b: v128, c: v128): v128 {
  return v128.or(v128.or(i8x16.eq(bytes, a), i8x16.eq(bytes, b)), i8x16.eq(bytes, c))
}

@inline
export function joined(a: v128, b: v128, c: v128, d: v128): u64 {
  const low = <u32>i8x16.bitmask(a) | (<u32>i8x16.bitmask(b) << 16)
  const high = <u32>i8x16.bitmask(c) | (<u32>i8x16.bitmask(d) << 16)
  return <u64>low | (<u64>high << 32)
}

/** A bit for each of the 16 bytes from `at` on that is a digit. */
@inline
export function digitsAt(at: usize): i32 {
  return i8x16.bitmask(i8x16.lt_u(i8x16.sub(v128.load(at), i8x16.splat(0x30)), i8x16.splat(10)))
}

/** The quote that ends the string which begins at `from`; with `escapes`, one after an odd number of backslashes is part of it. */
@inline
export function closingQuote(from: usize, end: usize, escapes: bool): usize {
  let quote = findByte(from, end, 0x22)
  while (escapes && quote < end && quote > from && load<u8>(quote - 1) == 0x5c && isEscaped(from, quote))
    quote = findByte(quote + 1, end, 0x22)
  return quote
}

export function isEscaped(from: usize, quote: usize): bool {
  let at = quote
  while (at > from && load<u8>(at - 1) == 0x5c) at--
  return ((quote - at) & 1) == 1
}

@inline
export function isDigit(at: usize): bool {
  return <u32>load<u8>(at) - 0x30 <= 9
}

@inline
export function setSpan(span: usize, start: i32, stop: i32): void {
  store<i32>(SPANS + (span << 2), start)
  store<i32>(SPANS + (span << 2), stop, 4)
}

@inline
export function startOf(span: usize): i32 {
  return load<i32>(SPANS + (span << 2))
}

@inline
export function endOf(span: usize): i32 {
  return load<i32>(SPANS + (span << 2), 4)
}

/** Whether so many bytes are the same, sixteen at a time. */
@inline
export function isSame(expected: usize, at: usize, length: usize): bool {
  for (let i: usize = 0; i < length; i += 16) {
    const differs = i8x16.bitmask(i8x16.ne(v128.load(expected + i), v128.load(at + i)))
    const left = length - i
    if ((left < 16 ? differs & ((1 << <i32>left) - 1) : differs) != 0) return false
  }
  return true
}
