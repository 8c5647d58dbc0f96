import { endOf, setSpan, startOf } from './bytes'
import { ABSENT, METHOD, PROTOCOL, REQUEST, TARGET } from './layout'

const MOST_METHOD_BYTES: usize = 20

/** As splitRequest of src/format/scan/split-request.ts. */
export function splitRequest(): void {
  if (!splitUsual(<usize>startOf(REQUEST), <usize>endOf(REQUEST))) splitAny()
}

/** As most are: a method of at most 16 letters, one blank, the target, one blank, a protocol of eight bytes. */
@inline
function splitUsual(start: usize, end: usize): bool {
  const bytes = v128.load(start)
  const letters = i8x16.bitmask(i8x16.lt_u(i8x16.sub(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(0x61)), i8x16.splat(26)))
  const methodEnd = start + <usize>ctz(~letters)
  const target = methodEnd + 1
  const targetEnd = end - 9
  const isUsual =
    i32(methodEnd > start) &
    i32(load<u8>(methodEnd) == 0x20) &
    i32(targetEnd > target) &
    i32(load<u8>(target) != 0x20) &
    i32(load<u8>(targetEnd - 1) != 0x20) &
    i32((load<u64>(targetEnd) & 0xffffffffffff) == 0x2f5054544820) &
    i32(load<u8>(end - 1) != 0x20)
  if (isUsual == 0) return false
  setSpan(METHOD, <i32>start, <i32>methodEnd)
  setSpan(TARGET, <i32>target, <i32>targetEnd)
  setSpan(PROTOCOL, <i32>targetEnd + 1, <i32>end)
  return true
}

function splitAny(): void {
  setSpan(METHOD, ABSENT, 0)
  setSpan(TARGET, ABSENT, 0)
  setSpan(PROTOCOL, ABSENT, 0)
  const start = <usize>startOf(REQUEST)
  let last = <usize>endOf(REQUEST)
  while (last > start && load<u8>(last - 1) == 0x20) last--
  let methodEnd = start
  while (methodEnd < last && isMethodByte(load<u8>(methodEnd))) methodEnd++
  if (methodEnd == start || methodEnd - start > MOST_METHOD_BYTES || !isLetter(load<u8>(start))) return
  if (methodEnd == last || load<u8>(methodEnd) != 0x20) return
  let target = methodEnd
  while (target < last && load<u8>(target) == 0x20) target++
  const protocol = startOfProtocol(target, last)
  if (protocol == 0 && !isOfCapitals(start, methodEnd)) return
  let targetEnd = protocol == 0 ? last : protocol
  while (targetEnd > target && load<u8>(targetEnd - 1) == 0x20) targetEnd--
  if (targetEnd == target) return
  setSpan(METHOD, <i32>start, <i32>methodEnd)
  setSpan(TARGET, <i32>target, <i32>targetEnd)
  if (protocol != 0) setSpan(PROTOCOL, <i32>protocol, <i32>last)
}

/** A method that stands in a column of its own. */
export function isMethod(start: usize, end: usize): bool {
  if (end == start || end - start > MOST_METHOD_BYTES || !isLetter(load<u8>(start))) return false
  for (let at = start; at < end; at++) if (!isMethodByte(load<u8>(at))) return false
  return true
}

@inline
function isMethodByte(byte: u8): bool {
  return isLetter(byte) || byte == 0x2d || byte == 0x5f
}

@inline
function isLetter(byte: u8): bool {
  return <u32>(byte | 0x20) - 0x61 <= 25
}

function isOfCapitals(start: usize, end: usize): bool {
  for (let at = start; at < end; at++) if (load<u8>(at) >= 0x61) return false
  return true
}

/** 0: the last word does not start with `HTTP/`, and is no `ICY`. */
@inline
function startOfProtocol(start: usize, end: usize): usize {
  let word = end - 8
  if (!(word > start && load<u8>(word - 1) == 0x20 && load<u8>(word) == 0x48)) {
    word = end
    while (word > start && load<u8>(word - 1) != 0x20) word--
  }
  const isHttp = end - word >= 5 && load<u32>(word) == 0x50545448 && load<u8>(word + 4) == 0x2f
  return isHttp || isIcy(word, end) ? word : 0
}

function isIcy(word: usize, end: usize): bool {
  if ((load<u32>(word) & 0xffffff) != 0x594349) return false
  return end - word == 3 || (end - word > 3 && (load<u8>(word + 3) == 0x2f || load<u8>(word + 3) == 0x5c))
}
