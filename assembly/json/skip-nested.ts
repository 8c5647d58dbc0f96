// As skipNested of src/format/json/read-value.ts, 64 bytes at a time.
import { joined } from '../bytes'
import { BACKSLASH, CLOSE_ARRAY, CLOSE_OBJECT, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from './signs'

/** After the object or array that opens at `start`; 0: it is too deep, not closed by what opened it, or has a backslash outside of strings. */
export function skipNested(start: usize, end: usize, mostDepth: u32): usize {
  let depth: u32 = 0
  // A bit a level: 1 is an array.
  let arrays: u32 = 0
  // How the block before ends: all bits within a string; 1 if its last byte escapes the next.
  let within: u64 = 0
  let escape: u64 = 0
  for (let block = start; block < end; block += 64) {
    const a = v128.load(block)
    const b = v128.load(block, 16)
    const c = v128.load(block, 32)
    const d = v128.load(block, 48)
    const backslashes = bitsOf(a, b, c, d, BACKSLASH)
    let escaped = escape
    escape = 0
    for (let left = backslashes & ~escaped; left != 0; ) {
      const first = left & (0 - left)
      escaped |= first << 1
      escape = first >> 63
      left &= ~(first | (first << 1))
    }
    const strings = within ^ insideOf(bitsOf(a, b, c, d, QUOTE) & ~escaped)
    // Of these the scanner takes none for an escape.
    const odd = backslashes & ~strings
    within = <u64>(<i64>strings >> 63)
    for (let tokens = bracketsOf(a, b, c, d) & ~strings; tokens != 0; tokens &= tokens - 1) {
      const at = block + <usize>ctz(tokens)
      const byte = load<u8>(at)
      const isArray: u32 = byte == OPEN_ARRAY || byte == CLOSE_ARRAY ? 1 : 0
      if (byte == OPEN_OBJECT || byte == OPEN_ARRAY) {
        if (depth++ == mostDepth) return 0
        arrays = (arrays << 1) | isArray
      } else {
        if ((arrays & 1) != isArray) return 0
        if (--depth == 0) return (odd & ((tokens & (0 - tokens)) - 1)) == 0 ? at + 1 : 0
        arrays >>>= 1
      }
    }
    if (odd != 0) return 0
  }
  return 0
}

/** The bits from each quote up to the next: those with an odd number of quotes up to them. */
@inline
function insideOf(quotes: u64): u64 {
  let bits = quotes
  bits ^= bits << 1
  bits ^= bits << 2
  bits ^= bits << 4
  bits ^= bits << 8
  bits ^= bits << 16
  return bits ^ (bits << 32)
}

@inline
function bitsOf(a: v128, b: v128, c: v128, d: v128, byte: u8): u64 {
  const bytes = i8x16.splat(byte)
  return joined(i8x16.eq(a, bytes), i8x16.eq(b, bytes), i8x16.eq(c, bytes), i8x16.eq(d, bytes))
}

@inline
function bracketsOf(a: v128, b: v128, c: v128, d: v128): u64 {
  return joined(isBracket(a), isBracket(b), isBracket(c), isBracket(d))
}

/** `[` and `{`, `]` and `}` differ by one bit. */
@inline
function isBracket(bytes: v128): v128 {
  const folded = v128.or(bytes, i8x16.splat(0x20))
  return v128.or(i8x16.eq(folded, i8x16.splat(OPEN_OBJECT)), i8x16.eq(folded, i8x16.splat(CLOSE_OBJECT)))
}
