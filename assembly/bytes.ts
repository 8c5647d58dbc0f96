import { SPANS } from './layout'

/** A bit for each of sixteen bytes, the first the lowest: whether it is this one. */
@inline
export function maskOf(bytes: v128, byte: u8): i32 {
  return i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(byte)))
}

@inline
export function findByte(from: usize, end: usize, byte: u8): usize {
  for (let at = from; at < end; at += 16) {
    const mask = maskOf(v128.load(at), byte)
    if (mask != 0) return min(at + <usize>ctz(mask), end)
  }
  return end
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
