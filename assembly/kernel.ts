// The kernel: what is done with every byte of every line, sixteen bytes at a time. AssemblyScript, not TypeScript:
// `npm run kernel` compiles it into src/kernel/kernel-code.ts. What each function promises stands in
// src/domain/contracts.ts (Kernel), src/format/scan/scan-line.ts and src/format/json/; tests hold the two readings of a line
// together.

import { endOf, findByte, isDigit, startOf } from './bytes'
import { tellFacts, tellNothing, undoing } from './facts'
import { followKeys, readObject } from './json/read-object'
import { addKnown } from './known'
import { HOUR, LINE, TIME } from './layout'
import { followSteps, readOnward, readSteps } from './steps'

export { consult, takeTuples } from './known'
export { clearMemo, findInMemo, keepInMemo } from './memo'
export { findPath, keepPath, setPatterns } from './path'
export { setExtensions } from './segment'
export { keepWord } from './words'

const FITS: i32 = -1
const NONE_LEFT: i32 = -2

let isJson: bool = false
// The last hour that was read: how long its text is, and where the minutes stand in it.
let hourLength: usize = 0
let minutesAt: usize = 0

/** Lines are read by steps from now on. An hour that was kept is forgotten: it may be of another log. */
export function setSteps(count: i32, backslash: bool, request: bool, escape: u8): void {
  followSteps(count, backslash, request)
  undoing(escape)
  isJson = false
  hourLength = 0
}

/** Lines are JSON objects from now on. */
export function setKeys(candidates: u32, hasMethod: bool, escape: u8): void {
  followKeys(candidates, hasMethod)
  undoing(escape)
  isJson = true
  hourLength = 0
}

/**
 * Reads the line that begins at `at`: FITS, or where it stopped to. The line without NULs at its start and CR at its end,
 * its LF (or `end`), whether its time is of the hour that is kept, and what most fields say, stand at LINE.
 */
export function readLine(at: usize, end: usize): i32 {
  if (!isJson && readUsual(at, end)) return FITS
  const lf = findByte(at, end, 0x0a)
  const stop = lf > at && load<u8>(lf - 1) == 0x0d ? lf - 1 : lf
  let start = at
  while (start < stop && load<u8>(start) == 0) start++
  const stopped = isJson ? readObject(start, stop) : readText(start, stop)
  store<i32>(LINE, <i32>start)
  store<i32>(LINE, <i32>stop, 4)
  store<i32>(LINE, <i32>lf, 8)
  store<i32>(LINE, <i32>(stopped == FITS && isSameHour()), 12)
  if (stopped == FITS) tellFacts()
  else tellNothing()
  return stopped
}

/** Reads a line whose end need not be found first; false: it is to be read as any other. */
@inline
function readUsual(at: usize, end: usize): bool {
  const lf = readOnward(at, end)
  if (lf == 0) return false
  store<i32>(LINE, <i32>at)
  store<i32>(LINE, <i32>(lf - usize(load<u8>(lf - 1) == 0x0d)), 4)
  store<i32>(LINE, <i32>lf, 8)
  store<i32>(LINE, <i32>isSameHour(), 12)
  tellFacts()
  return true
}

/** Adds up the lines from `at` on of which all is known; reads the first other as `readLine`. NONE_LEFT: there is none. */
export function readOn(at: usize, end: usize): i32 {
  for (let next = at; next < end; next = <usize>load<i32>(LINE, 8) + 1) {
    const stopped = readLine(next, end)
    if (stopped != FITS || load<i32>(LINE, 12) == 0 || !addKnown()) return stopped
  }
  return NONE_LEFT
}

/** Blanks at the end of a line that does not fit are left out of it. */
@inline
function readText(start: usize, end: usize): i32 {
  const stopped = readSteps(start, end)
  if (stopped == FITS || end == start || !isBlank(end - 1)) return stopped
  let last = end - 1
  while (last > start && isBlank(last - 1)) last--
  return readSteps(start, last) == FITS ? FITS : stopped
}

@inline
function isBlank(at: usize): bool {
  return load<u8>(at) == 0x20 || load<u8>(at) == 0x09
}

export function keepHour(start: usize, end: usize, minutes: usize): void {
  hourLength = end - start
  minutesAt = minutes
  memory.copy(HOUR, start, hourLength)
}

/** True if the time that is marked is of the hour that is kept: the same text but for minutes and seconds, 00 to 59. */
function isSameHour(): bool {
  const start = <usize>startOf(TIME)
  const end = <usize>endOf(TIME)
  if (end - start != hourLength || hourLength == 0) return false
  // `DD/Mon/YYYY:HH:` or `YYYY-MM-DDTHH:`, up to the minutes
  const before = v128.xor(v128.load(start), v128.load(HOUR))
  const differs = i8x16.bitmask(i8x16.ne(before, i8x16.splat(0))) & ((1 << <i32>minutesAt) - 1)
  if (differs != 0 || !isSixty(start + minutesAt) || !isSixty(start + minutesAt + 3)) return false
  if (load<u8>(start + minutesAt + 2) != 0x3a) return false
  for (let i = minutesAt + 5; i < hourLength; i++) if (load<u8>(start + i) != load<u8>(HOUR + i)) return false
  return true
}

@inline
function isSixty(at: usize): bool {
  return <u32>load<u8>(at) - 0x30 <= 5 && isDigit(at + 1)
}
