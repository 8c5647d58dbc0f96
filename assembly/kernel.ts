// The kernel: what is done with every byte of every line, sixteen bytes at a time. AssemblyScript, not TypeScript:
// `npm run kernel` compiles it into src/kernel/kernel-code.ts. What each function promises stands in
// src/domain/contracts.ts (Kernel) and src/format/scan/scan-line.ts; tests hold the two readings of a line together.

// Where what stands in the memory; src/kernel/layout.ts has the same figures.
const SPANS: usize = 64
const LINE: usize = 160
const HOUR: usize = 192
const PLAN: usize = 256
const STEP_SIZE: usize = 64

// A step: one byte each, then the literal.
const WAY: usize = 0
const LITERAL_LENGTH: usize = 1
const WIDTH: usize = 2
const SPAN: usize = 3
const IS_OPTIONAL: usize = 4
const LITERAL: usize = 8

// Ways to find the end of a value.
const BYTE: u8 = 0
const QUOTES: u8 = 1
const DIGITS: u8 = 2
const FIXED: u8 = 3
const TEXT: u8 = 4
const BEFORE_CLF: u8 = 5
const DECIMAL: u8 = 6
const BEFORE_FIXED: u8 = 7

const ABSENT: i32 = -1
const FITS: i32 = -1

let steps: i32 = 0
let hasBackslash: bool = false
let hasRequest: bool = false
// The last hour that was read: how long its text is, and where the minutes stand in it.
let hourLength: usize = 0
let minutesAt: usize = 0

/** The plan stands in the memory from PLAN on. An hour that was kept is forgotten: it may be of another log. */
export function setPlan(count: i32, backslash: bool, request: bool): void {
  steps = count
  hasBackslash = backslash
  hasRequest = request
  hourLength = 0
}

/**
 * Reads the line that begins at `at`: FITS, or where it stopped to. The line without NULs at its start and CR at its end,
 * its LF (or `end`), and whether its time is of the hour that is kept, stand at LINE.
 */
export function readLine(at: usize, end: usize): i32 {
  const lf = findByte(at, end, 0x0a)
  const stop = lf > at && load<u8>(lf - 1) == 0x0d ? lf - 1 : lf
  let start = at
  while (start < stop && load<u8>(start) == 0) start++
  const stopped = scan(start, stop)
  store<i32>(LINE, <i32>start)
  store<i32>(LINE, <i32>stop, 4)
  store<i32>(LINE, <i32>lf, 8)
  store<i32>(LINE, <i32>(stopped == FITS && isSameHour()), 12)
  return stopped
}

/** The straight reading of [start, end). */
function scan(start: usize, end: usize): i32 {
  let at = start
  let step = PLAN
  for (let i = 0; i < steps; i++, step += STEP_SIZE) {
    const stop = endOfValue(step, at, end)
    const length = <usize>load<u8>(step + LITERAL_LENGTH)
    if (stop + length > end) return <i32>min(stop, end)
    for (let k: usize = 0; k < length; k++)
      if (load<u8>(stop + k) != load<u8>(step + LITERAL + k)) return <i32>stop
    mark(step, at, stop)
    at = stop + length
  }
  if (at != end) return <i32>at
  if (hasRequest) splitRequest()
  return FITS
}

// @ts-ignore: decorator
@inline
function endOfValue(step: usize, at: usize, end: usize): usize {
  const way = load<u8>(step + WAY)
  const first = load<u8>(step + LITERAL)
  if (way == BYTE) return findByte(at, end, first)
  if (way == QUOTES) return nextQuote(at, end)
  if (way == DIGITS) return endOfNumber(at, end)
  if (way == FIXED) return at + <usize>load<u8>(step + WIDTH)
  if (way == DECIMAL) return endOfDecimal(at, end)
  if (load<u8>(step + LITERAL_LENGTH) == 0) return end
  let stop = findByte(at, end, first)
  while (stop < end && !isEnd(step, stop, end, way)) stop = findByte(stop + 1, end, first)
  return stop
}

/** True if the literal stands at `stop`, and after it the time that is the next step: `DD/Mon/YYYY:`, or one of its width. */
function isEnd(step: usize, stop: usize, end: usize, way: u8): bool {
  const length = <usize>load<u8>(step + LITERAL_LENGTH)
  if (stop + length > end) return false
  for (let k: usize = 1; k < length; k++) if (load<u8>(stop + k) != load<u8>(step + LITERAL + k)) return false
  if (way == TEXT) return true
  const time = stop + length
  if (way == BEFORE_FIXED) return isFixed(step + STEP_SIZE, time, end)
  return load<u8>(time + 2) == 0x2f && load<u8>(time + 6) == 0x2f && load<u8>(time + 11) == 0x3a
}

function isFixed(step: usize, start: usize, end: usize): bool {
  const stop = start + <usize>load<u8>(step + WIDTH)
  const length = <usize>load<u8>(step + LITERAL_LENGTH)
  if (stop + length > end) return false
  for (let k: usize = 0; k < length; k++) if (load<u8>(stop + k) != load<u8>(step + LITERAL + k)) return false
  return true
}

// @ts-ignore: decorator
@inline
function mark(step: usize, start: usize, stop: usize): void {
  const span = load<i8>(step + SPAN)
  if (span < 0) return
  const length = stop - start
  const isAbsent = load<u8>(step + IS_OPTIONAL) != 0 && (length == 0 || (length == 1 && load<u8>(start) == 0x2d))
  setSpan(<usize>span, isAbsent ? ABSENT : <i32>start, <i32>stop)
}

// @ts-ignore: decorator
@inline
function setSpan(span: usize, start: i32, stop: i32): void {
  store<i32>(SPANS + (span << 2), start)
  store<i32>(SPANS + (span << 2), stop, 4)
}

// @ts-ignore: decorator
@inline
function findByte(from: usize, end: usize, byte: u8): usize {
  const wanted = i8x16.splat(byte)
  for (let at = from; at < end; at += 16) {
    const mask = i8x16.bitmask(i8x16.eq(v128.load(at), wanted))
    if (mask != 0) return min(at + <usize>ctz(mask), end)
  }
  return end
}

// @ts-ignore: decorator
@inline
function nextQuote(from: usize, end: usize): usize {
  let quote = findByte(from, end, 0x22)
  while (hasBackslash && quote < end && quote > from && load<u8>(quote - 1) == 0x5c && isEscaped(from, quote))
    quote = findByte(quote + 1, end, 0x22)
  return quote
}

function isEscaped(from: usize, quote: usize): bool {
  let at = quote
  while (at > from && load<u8>(at - 1) == 0x5c) at--
  return ((quote - at) & 1) == 1
}

// @ts-ignore: decorator
@inline
function endOfNumber(from: usize, end: usize): usize {
  if (from < end && load<u8>(from) == 0x2d) return from + 1
  let at = from
  while (at < end && isDigit(at)) at++
  return at
}

function endOfDecimal(from: usize, end: usize): usize {
  let at = from
  while (at < end && (isDigit(at) || load<u8>(at) == 0x2e || load<u8>(at) == 0x2d)) at++
  return at
}

// @ts-ignore: decorator
@inline
function isDigit(at: usize): bool {
  return <u32>load<u8>(at) - 0x30 <= 9
}

// Positions of fields in the table of spans: SPAN in src/domain/contracts.ts.
const TIME: usize = 0
const REQUEST: usize = 2
const METHOD: usize = 4
const TARGET: usize = 6
const PROTOCOL: usize = 10
const MOST_METHOD_BYTES: usize = 20

/** As splitRequest of src/format/scan/split-request.ts. */
function splitRequest(): void {
  setSpan(METHOD, ABSENT, 0)
  setSpan(TARGET, ABSENT, 0)
  setSpan(PROTOCOL, ABSENT, 0)
  const start = <usize>load<i32>(SPANS + (REQUEST << 2))
  let last = <usize>load<i32>(SPANS + (REQUEST << 2), 4)
  while (last > start && load<u8>(last - 1) == 0x20) last--
  let methodEnd = start
  while (methodEnd < last && isMethodByte(load<u8>(methodEnd))) methodEnd++
  if (methodEnd == start || methodEnd - start > MOST_METHOD_BYTES || !isCapital(load<u8>(start))) return
  if (methodEnd == last || load<u8>(methodEnd) != 0x20) return
  let target = methodEnd
  while (target < last && load<u8>(target) == 0x20) target++
  const protocol = startOfProtocol(target, last)
  let targetEnd = protocol == 0 ? last : protocol
  while (targetEnd > target && load<u8>(targetEnd - 1) == 0x20) targetEnd--
  if (targetEnd == target) return
  setSpan(METHOD, <i32>start, <i32>methodEnd)
  setSpan(TARGET, <i32>target, <i32>targetEnd)
  if (protocol != 0) setSpan(PROTOCOL, <i32>protocol, <i32>last)
}

// @ts-ignore: decorator
@inline
function isMethodByte(byte: u8): bool {
  return isCapital(byte) || byte == 0x2d || byte == 0x5f
}

// @ts-ignore: decorator
@inline
function isCapital(byte: u8): bool {
  return <u32>byte - 0x41 <= 25
}

/** 0: the last word does not start with `HTTP/`. */
// @ts-ignore: decorator
@inline
function startOfProtocol(start: usize, end: usize): usize {
  let word = end - 8
  if (!(word > start && load<u8>(word - 1) == 0x20 && load<u8>(word) == 0x48)) {
    word = end
    while (word > start && load<u8>(word - 1) != 0x20) word--
  }
  const isHttp = end - word >= 5 && load<u32>(word) == 0x50545448 && load<u8>(word + 4) == 0x2f
  return isHttp ? word : 0
}

export function keepHour(start: usize, end: usize, minutes: usize): void {
  hourLength = end - start
  minutesAt = minutes
  memory.copy(HOUR, start, hourLength)
}

/** True if the time that is marked is of the hour that is kept: the same text but for minutes and seconds, 00 to 59. */
function isSameHour(): bool {
  const start = <usize>load<i32>(SPANS + (TIME << 2))
  const end = <usize>load<i32>(SPANS + (TIME << 2), 4)
  if (end - start != hourLength || hourLength == 0) return false
  // `DD/Mon/YYYY:HH:` or `YYYY-MM-DDTHH:`, up to the minutes
  const before = v128.xor(v128.load(start), v128.load(HOUR))
  const differs = i8x16.bitmask(i8x16.ne(before, i8x16.splat(0))) & ((1 << <i32>minutesAt) - 1)
  if (differs != 0 || !isSixty(start + minutesAt) || !isSixty(start + minutesAt + 3)) return false
  if (load<u8>(start + minutesAt + 2) != 0x3a) return false
  for (let i = minutesAt + 5; i < hourLength; i++) if (load<u8>(start + i) != load<u8>(HOUR + i)) return false
  return true
}

// @ts-ignore: decorator
@inline
function isSixty(at: usize): bool {
  return <u32>load<u8>(at) - 0x30 <= 5 && isDigit(at + 1)
}

// A memo: a head, the slots, the arena. The head: mask and shift of the slots, most entries, entries, where the arena
// starts, its size, how much is used. A slot: hash, length and one (0 is free), where the bytes stand, value.
const MASK: usize = 0
const SHIFT: usize = 4
const MOST: usize = 8
const ENTRIES: usize = 12
const ARENA: usize = 16
const ARENA_SIZE: usize = 20
const USED: usize = 24
const HEAD_SIZE: usize = 32
const SLOT_SIZE: usize = 16
// Bytes made to collide cost eight comparisons at most, and then a reading like any that is new.
const PROBES: u32 = 8

export function findInMemo(memo: usize, start: usize, end: usize): i32 {
  const length = <u32>(end - start)
  const hash = hashOf(start, end)
  const mask = load<u32>(memo + MASK)
  const first = hash >>> load<u32>(memo + SHIFT)
  for (let probe: u32 = 0; probe < PROBES; probe++) {
    const slot = memo + HEAD_SIZE + <usize>((first + probe) & mask) * SLOT_SIZE
    const kept = load<u32>(slot, 4)
    if (kept == 0) return -1
    if (load<u32>(slot) == hash && kept == length + 1 && isSame(start, load<u32>(slot, 8), length))
      return load<i32>(slot, 12)
  }
  return -1
}

export function keepInMemo(memo: usize, start: usize, end: usize, value: i32): void {
  const length = <u32>(end - start)
  if (length > load<u32>(memo + ARENA_SIZE)) return
  const isFull = load<u32>(memo + ENTRIES) == load<u32>(memo + MOST)
  if (isFull || load<u32>(memo + USED) + length > load<u32>(memo + ARENA_SIZE)) clearMemo(memo)
  const hash = hashOf(start, end)
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
  store<u32>(slot, length + 1, 4)
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
function hashOf(start: usize, end: usize): u32 {
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

function isSame(a: usize, b: usize, length: u32): bool {
  if (length < 16) {
    for (let i: usize = 0; i < <usize>length; i++) if (load<u8>(a + i) != load<u8>(b + i)) return false
    return true
  }
  const last = <usize>length - 16
  for (let i: usize = 0; i < last; i += 16) if (isOther(a + i, b + i)) return false
  return !isOther(a + last, b + last)
}

// @ts-ignore: decorator
@inline
function isOther(a: usize, b: usize): bool {
  return v128.any_true(v128.xor(v128.load(a), v128.load(b)))
}
