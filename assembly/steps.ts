import { blanksAt, closingQuote, digitsAt, findBlank, findByte, findQuote, isDigit, setSpan } from './bytes'
import { ABSENT, AGENT, BYTES, PLAN, RECORD_SIZE, REFERRER, REQUEST, STATUS, TIME } from './layout'
import { splitRequest } from './request'

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

const FITS: i32 = -1

let steps: i32 = 0
let hasBackslash: bool = false
let hasRequest: bool = false
// How many steps are read one by one before those that are wired; all of them, where none are.
let stepsBefore: i32 = 0
let isHeadWired: bool = false

/** The steps stand in the memory from PLAN on. */
export function followSteps(count: i32, backslash: bool, request: bool): void {
  steps = count
  hasBackslash = backslash
  hasRequest = request
  stepsBefore = request && isWired(count) ? count - WIRED : count
  isHeadWired = isHead(count)
}

// What they begin with, `address ident user [` before a time, as steps: first one of no bytes.
const HEAD: i32 = 4
const NO_SPAN: u8 = 0xff

function isHead(count: i32): bool {
  if (count <= HEAD) return false
  return (
    isStep(PLAN, FIXED, NO_SPAN, 0, 0) &&
    load<u8>(PLAN + WIDTH) == 0 &&
    isStep(PLAN + RECORD_SIZE, BYTE, NO_SPAN, 1, 0x20) &&
    isStep(PLAN + 2 * RECORD_SIZE, BYTE, NO_SPAN, 1, 0x20) &&
    isStep(PLAN + 3 * RECORD_SIZE, BEFORE_CLF, NO_SPAN, 2, 0x5b20)
  )
}

/** @param blanks as of `blanksAt(start)` @returns where the time begins; 0: a value holds a blank, or is long */
@inline
function readHead(start: usize, blanks: u64): usize {
  const second = blanks & (blanks - 1)
  const third = second & (second - 1)
  if (third == 0) return 0
  const user = start + <usize>ctz(third)
  const time = user + 2
  const isUsual =
    i32(load<u8>(start + <usize>ctz(blanks)) == 0x20) &
    i32(load<u8>(start + <usize>ctz(second)) == 0x20) &
    i32(load<u16>(user) == 0x5b20) &
    i32(isClf(time))
  return select<usize>(time, 0, isUsual)
}

// What `combined` and its like end with, `time] "request" status size "referrer" "agent"`, as steps.
const WIRED: i32 = 6

function isWired(count: i32): bool {
  if (count <= WIRED) return false
  const step = PLAN + <usize>(count - WIRED) * RECORD_SIZE
  return (
    isStep(step, FIXED, TIME, 3, 0x22205d) &&
    load<u8>(step + WIDTH) == <u8>TIME_LENGTH &&
    isStep(step + RECORD_SIZE, QUOTES, REQUEST, 2, 0x2022) &&
    isStep(step + 2 * RECORD_SIZE, BYTE, STATUS, 1, 0x20) &&
    isStep(step + 3 * RECORD_SIZE, DIGITS, BYTES, 2, 0x2220) &&
    isStep(step + 4 * RECORD_SIZE, QUOTES, REFERRER, 3, 0x222022) &&
    isStep(step + 5 * RECORD_SIZE, QUOTES, AGENT, 1, 0x22) &&
    optionalOf(step, 4) == 0 &&
    isOptional(step + 4 * RECORD_SIZE) &&
    isOptional(step + 5 * RECORD_SIZE)
  )
}

/** @param literal of at most three bytes, the first the lowest */
function isStep(step: usize, way: u8, span: usize, length: u8, literal: u32): bool {
  return (
    load<u8>(step + WAY) == way &&
    load<u8>(step + SPAN) == <u8>span &&
    load<u8>(step + LITERAL_LENGTH) == length &&
    (load<u32>(step + LITERAL) & ((1 << (<u32>length << 3)) - 1)) == literal
  )
}

/** How many of so many steps are optional. */
function optionalOf(step: usize, count: usize): i32 {
  let optional = 0
  for (let i: usize = 0; i < count; i++) optional += i32(isOptional(step + i * RECORD_SIZE))
  return optional
}

@inline
function isOptional(step: usize): bool {
  return load<u8>(step + IS_OPTIONAL) != 0
}

/** Reads what is wired from the time on. @returns where the line ends but for CR and LF; 0: something is not as in most lines */
@inline
function readWired(time: usize, end: usize): usize {
  const requestQuote = time + TIME_LENGTH
  const request = requestQuote + 3
  if ((load<u32>(requestQuote) & 0xffffff) != 0x22205d || holdsEnd(time)) return 0
  const requestEnd = findQuote(request, end, hasBackslash)
  if (requestEnd == 0) return 0
  const status = requestEnd + 2
  // `" `, three of `0` to `?`, a blank: what is no number is found out later, and no blank or LF is among them.
  if ((load<u64>(requestEnd) & 0xfff0f0f0ffff) != 0x203030302022) return 0
  const size = status + 4
  const sizeEnd = endOfNumber(size, end)
  if (load<u16>(sizeEnd) != 0x2220) return 0
  const referrer = sizeEnd + 2
  const referrerEnd = findQuote(referrer, end, hasBackslash)
  if (referrerEnd == 0 || (load<u32>(referrerEnd) & 0xffffff) != 0x222022) return 0
  const agent = referrerEnd + 3
  const agentEnd = findQuote(agent, end, hasBackslash)
  if (agentEnd == 0) return 0
  setSpan(TIME, <i32>time, <i32>requestQuote)
  setSpan(REQUEST, <i32>request, <i32>requestEnd)
  setSpan(STATUS, <i32>status, <i32>status + 3)
  setSpan(BYTES, <i32>size, <i32>sizeEnd)
  markOptional(REFERRER, referrer, referrerEnd)
  markOptional(AGENT, agent, agentEnd)
  return agentEnd + 1
}

const TIME_LENGTH: usize = 26

/** Whether an LF is among the bytes of a time. */
@inline
function holdsEnd(time: usize): bool {
  const lf = i8x16.splat(0x0a)
  return v128.any_true(v128.or(i8x16.eq(v128.load(time), lf), i8x16.eq(v128.load(time, TIME_LENGTH - 16), lf)))
}

/**
 * Reads the line that begins at `start` without a look for its end before, as most can be read. @returns its LF; 0: it is to be
 * read by `readSteps`, whatever it is
 */
export function readOnward(start: usize, end: usize): usize {
  const blanks = blanksAt(start)
  const time = isHeadWired ? readHead(start, blanks) : 0
  const first = time == 0 ? 0 : HEAD
  let at = time == 0 ? start : time
  let step = PLAN + <usize>first * RECORD_SIZE
  for (let i = first; i < stepsBefore; i++, step += RECORD_SIZE) {
    const way = load<u8>(step + WAY)
    let stop: usize
    if (way == QUOTES) stop = findQuote(at, end, hasBackslash)
    else if (way == DIGITS) stop = endOfNumber(at, end)
    else if (way == FIXED) stop = endOfFixed(step, at)
    else if (way == DECIMAL) stop = endOfDecimal(at, end)
    else if (load<u8>(step + LITERAL_LENGTH) == 0 || load<u8>(step + LITERAL) != 0x20) return 0
    else {
      const left = at - start < 64 ? blanks >> <u64>(at - start) : 0
      stop = left != 0 ? at + <usize>ctz(left) : findBlank(at, end)
      while (way != BYTE && stop != 0 && !isEnd(step, stop, end, way))
        stop = load<u8>(stop) == 0x20 ? findBlank(stop + 1, end) : 0
    }
    if (stop == 0 || !hasLiteral(step, stop)) return 0
    mark(step, at, stop)
    at = stop + <usize>load<u8>(step + LITERAL_LENGTH)
  }
  if (stepsBefore < steps) {
    at = readWired(at, end)
    if (at == 0) return 0
  }
  const lf = load<u8>(at) == 0x0d ? at + 1 : at
  // NULs before a line, and a CR that its last value holds, are none of it.
  if (lf >= end || load<u8>(lf) != 0x0a || load<u8>(start) == 0 || (lf == at && load<u8>(at - 1) == 0x0d)) return 0
  if (hasRequest) splitRequest()
  return lf
}

@inline
function endOfFixed(step: usize, at: usize): usize {
  const stop = at + <usize>load<u8>(step + WIDTH)
  return findByte(at, stop, 0x0a) == stop ? stop : 0
}

/** Eight bytes at a time: what is behind the literal does not matter. */
@inline
function hasLiteral(step: usize, at: usize): bool {
  const length = <usize>load<u8>(step + LITERAL_LENGTH)
  const differs = load<u64>(at) ^ load<u64>(step + LITERAL)
  if (length < 8) return (differs & ((<u64>1 << (<u64>length << 3)) - 1)) == 0
  if (differs != 0) return false
  for (let k: usize = 8; k < length; k++) if (load<u8>(at + k) != load<u8>(step + LITERAL + k)) return false
  return true
}

/** The straight reading of [start, end). */
export function readSteps(start: usize, end: usize): i32 {
  let at = start
  let step = PLAN
  for (let i = 0; i < steps; i++, step += RECORD_SIZE) {
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

@inline
function endOfValue(step: usize, at: usize, end: usize): usize {
  const way = load<u8>(step + WAY)
  const first = load<u8>(step + LITERAL)
  if (way == BYTE) return findByte(at, end, first)
  if (way == QUOTES) return closingQuote(at, end, hasBackslash)
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
  if (way == BEFORE_FIXED) return isFixed(step + RECORD_SIZE, time, end)
  return isClf(time)
}

/** `DD/Mon/YYYY:`, by its signs. */
@inline
function isClf(time: usize): bool {
  return load<u8>(time + 2) == 0x2f && load<u8>(time + 6) == 0x2f && load<u8>(time + 11) == 0x3a
}

function isFixed(step: usize, start: usize, end: usize): bool {
  const stop = start + <usize>load<u8>(step + WIDTH)
  const length = <usize>load<u8>(step + LITERAL_LENGTH)
  if (stop + length > end) return false
  for (let k: usize = 0; k < length; k++) if (load<u8>(stop + k) != load<u8>(step + LITERAL + k)) return false
  return true
}

@inline
function mark(step: usize, start: usize, stop: usize): void {
  const span = load<i8>(step + SPAN)
  if (span < 0) return
  if (isOptional(step)) markOptional(<usize>span, start, stop)
  else setSpan(<usize>span, <i32>start, <i32>stop)
}

/** Without branches: whether there is a referrer nobody can foretell. */
@inline
function markOptional(span: usize, start: usize, stop: usize): void {
  const length = stop - start
  const isAbsent = i32(length == 0) | (i32(length == 1) & i32(load<u8>(start) == 0x2d))
  setSpan(span, select<i32>(ABSENT, <i32>start, isAbsent), <i32>stop)
}

@inline
function endOfNumber(from: usize, end: usize): usize {
  if (from < end && load<u8>(from) == 0x2d) return from + 1
  const others = ~digitsAt(from) & 0xffff
  if (others != 0) return min(from + <usize>ctz(others), end)
  let at = from + 16
  while (at < end && isDigit(at)) at++
  return at
}

function endOfDecimal(from: usize, end: usize): usize {
  let at = from
  while (at < end && (isDigit(at) || load<u8>(at) == 0x2e || load<u8>(at) == 0x2d)) at++
  return at
}
