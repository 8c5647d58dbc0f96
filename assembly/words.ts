// Tables of words, the operator's and our own. No log adds to them, so none can make them slow.

import { hashOf, isSame } from './memo'

// A table: mask and shift of its places, then those. A place: the first 16 bytes of a word, its length, where it stands, its number;
// 0 is free.
const MASK: usize = 0
const SHIFT: usize = 4
const HEAD_SIZE: usize = 16
const PLACE_SIZE: usize = 32
const LENGTH: usize = 16
const WHERE: usize = 20
const NUMBER: usize = 24

const HIGH: u64 = 0x4040404040404040
const PRIME: u64 = 0x9fb21c651e98df25

/** The number of a word; 0: it is none of the table. `isCaseless`: of its first 16 bytes capitals are small letters. */
export function findWord(table: usize, start: usize, length: usize, isCaseless: bool): u32 {
  const capitals = isCaseless ? HIGH : 0
  const one = upTo(small(load<u64>(start), capitals), length)
  const two = length <= 8 ? 0 : upTo(small(load<u64>(start, 8), capitals), length - 8)
  return load<u32>(placeOf(table, one, two, start, length), NUMBER)
}

/** The word stays where it stands. The table has more places than words. */
export function keepWord(table: usize, start: usize, length: usize, number: u32): void {
  const one = upTo(load<u64>(start), length)
  const two = length <= 8 ? 0 : upTo(load<u64>(start, 8), length - 8)
  const place = placeOf(table, one, two, start, length)
  store<u64>(place, one)
  store<u64>(place, two, 8)
  store<u32>(place, <u32>length, LENGTH)
  store<u32>(place, <u32>start, WHERE)
  store<u32>(place, number, NUMBER)
}

/** Letters have this bit, digits and what is below them do not: 0x12 is no 2. */
@inline
function small(bytes: u64, capitals: u64): u64 {
  return bytes | ((bytes & capitals) >> 1)
}

/** Nothing behind the word. */
@inline
function upTo(bytes: u64, length: usize): u64 {
  return length < 8 ? bytes & ((<u64>1 << (<u64>length << 3)) - 1) : bytes
}

/** That of the word, or the free one where it would be. */
@inline
function placeOf(table: usize, one: u64, two: u64, start: usize, length: usize): usize {
  const mask = load<u32>(table, MASK)
  const hash = length > 16 ? <u64>hashOf(start, start + length) : ((one ^ <u64>length) * PRIME) ^ rotl(two, 29)
  let at = <u32>((hash * PRIME) >>> load<u32>(table, SHIFT))
  let place = table + HEAD_SIZE + <usize>at * PLACE_SIZE
  while (load<u32>(place, NUMBER) != 0 && !isWord(place, one, two, start, length)) {
    at = (at + 1) & mask
    place = table + HEAD_SIZE + <usize>at * PLACE_SIZE
  }
  return place
}

@inline
function isWord(place: usize, one: u64, two: u64, start: usize, length: usize): bool {
  if (load<u64>(place) != one || load<u64>(place, 8) != two || load<u32>(place, LENGTH) != <u32>length) return false
  return length <= 16 || isSame(start, load<u32>(place, WHERE), <u32>length)
}
