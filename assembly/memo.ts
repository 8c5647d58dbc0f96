// What was found out about spans of bytes, by the bytes themselves: ByteMemo in src/domain/contracts.ts.

// A memo: a head, the slots, the arena. The head: mask and shift of the slots, most entries, entries, where the arena
// starts, its size, how much is used. A slot: hash, length and one (0 is free) with the kind above, where the bytes stand, value.
const MASK: usize = 0
const SHIFT: usize = 4
const MOST: usize = 8
const ENTRIES: usize = 12
const ARENA: usize = 16
const ARENA_SIZE: usize = 20
const USED: usize = 24
const HEAD_SIZE: usize = 32
const SLOT_SIZE: usize = 16
// No span is longer than a line.
const KIND_SHIFT: u32 = 24
// Bytes made to collide cost eight comparisons at most, and then a reading like any that is new.
const PROBES: u32 = 8

export function findInMemo(memo: usize, start: usize, end: usize, kind: u32): i32 {
  const length = <u32>(end - start)
  const hash = hashOf(start, end) ^ kind * 0x9e3779b1
  const wanted = (length + 1) | (kind << KIND_SHIFT)
  const mask = load<u32>(memo + MASK)
  const first = hash >>> load<u32>(memo + SHIFT)
  for (let probe: u32 = 0; probe < PROBES; probe++) {
    const slot = memo + HEAD_SIZE + <usize>((first + probe) & mask) * SLOT_SIZE
    const kept = load<u32>(slot, 4)
    if (kept == 0) return -1
    if (load<u32>(slot) == hash && kept == wanted && isSame(start, load<u32>(slot, 8), length))
      return load<i32>(slot, 12)
  }
  return -1
}

export function keepInMemo(memo: usize, start: usize, end: usize, kind: u32, value: i32): void {
  const length = <u32>(end - start)
  if (length > load<u32>(memo + ARENA_SIZE)) return
  const isFull = load<u32>(memo + ENTRIES) == load<u32>(memo + MOST)
  if (isFull || load<u32>(memo + USED) + length > load<u32>(memo + ARENA_SIZE)) clearMemo(memo)
  const hash = hashOf(start, end) ^ kind * 0x9e3779b1
  const mask = load<u32>(memo + MASK)
  const first = hash >>> load<u32>(memo + SHIFT)
  let slot = memo + HEAD_SIZE + <usize>(first & mask) * SLOT_SIZE
  // No slot free: the first of the eight gives way.
  for (let probe: u32 = 0; probe < PROBES; probe++) {
    const next = memo + HEAD_SIZE + <usize>((first + probe) & mask) * SLOT_SIZE
    if (load<u32>(next, 4) != 0) continue
    slot = next
    break
  }
  const used = load<u32>(memo + USED)
  const place = load<u32>(memo + ARENA) + used
  memory.copy(place, start, length)
  store<u32>(slot, hash)
  store<u32>(slot, (length + 1) | (kind << KIND_SHIFT), 4)
  store<u32>(slot, place, 8)
  store<i32>(slot, value, 12)
  store<u32>(memo + USED, used + length)
  store<u32>(memo + ENTRIES, load<u32>(memo + ENTRIES) + 1)
}

export function clearMemo(memo: usize): void {
  memory.fill(memo + HEAD_SIZE, 0, (<usize>load<u32>(memo + MASK) + 1) * SLOT_SIZE)
  store<u32>(memo + ENTRIES, 0)
  store<u32>(memo + USED, 0)
}

// Eight bytes at a time in two lanes, so that one multiplication need not wait for the other; the last sixteen are read
// as they stand, even if some were read already.
export function hashOf(start: usize, end: usize): u32 {
  const length = end - start
  let one: u64 = 0x9e3779b97f4a7c15 ^ <u64>length
  let two: u64 = 0xc2b2ae3d27d4eb4f
  if (length < 16) {
    for (let at = start; at < end; at++) one = (one ^ <u64>load<u8>(at)) * 0x9fb21c651e98df25
  } else {
    const last = end - 16
    for (let at = start; at < last; at += 16) {
      one = rotl((one ^ load<u64>(at)) * 0x9fb21c651e98df25, 29)
      two = rotl((two ^ load<u64>(at, 8)) * 0xd6e8feb86659fd93, 31)
    }
    one = rotl((one ^ load<u64>(last)) * 0x9fb21c651e98df25, 29)
    two = rotl((two ^ load<u64>(last, 8)) * 0xd6e8feb86659fd93, 31)
  }
  one = (one ^ two ^ (one >>> 32)) * 0x9fb21c651e98df25
  return <u32>(one >>> 32)
}

export function isSame(a: usize, b: usize, length: u32): bool {
  if (length < 16) {
    for (let i: usize = 0; i < <usize>length; i++) if (load<u8>(a + i) != load<u8>(b + i)) return false
    return true
  }
  const last = <usize>length - 16
  for (let i: usize = 0; i < last; i += 16) if (isOther(a + i, b + i)) return false
  return !isOther(a + last, b + last)
}

@inline
function isOther(a: usize, b: usize): bool {
  return v128.any_true(v128.xor(v128.load(a), v128.load(b)))
}
