// As fieldChooser of src/format/json/choose-fields.ts, for lines with a request as every server writes it.
import { endOf, isSame, setSpan, startOf } from '../bytes'
import {
  ABSENT,
  AGENT,
  BYTES,
  HIDDEN,
  HOST,
  MARKS,
  METHOD,
  PROTOCOL,
  QUERY,
  REQUEST,
  SPAN_OF,
  STATUS,
  TARGET,
  TIME,
} from '../layout'
import { isMethod, splitRequest } from '../request'

/** Makes spans of marks; false for a line without time, status and target, or one that needs a closer look. */
export function chooseFields(candidates: u32, hasMethod: bool): bool {
  setSpan(METHOD, ABSENT, 0)
  setSpan(TARGET, ABSENT, 0)
  setSpan(PROTOCOL, ABSENT, 0)
  for (let i: u32 = 0; i < candidates; ) i = chooseValue(i, candidates)
  if (startOf(TIME) < 0 || startOf(STATUS) < 0 || !readRequest(hasMethod)) return false
  if (startOf(AGENT) >= 0 && isHidden(startOf(AGENT), endOf(AGENT))) setSpan(AGENT, ABSENT, 0)
  if (startOf(HOST) >= 0 && isAddress(startOf(HOST), endOf(HOST))) setSpan(HOST, ABSENT, 0)
  return true
}

/** Chooses among the candidates of one field, from `first` on: the first that is more than nothing. Gives the next field's. */
@inline
function chooseValue(first: u32, candidates: u32): u32 {
  const span = <usize>load<u8>(SPAN_OF + first)
  let i = first + 1
  // The only one, as mostly.
  if (<usize>load<u8>(SPAN_OF + i) != span) {
    const start = load<i32>(MARKS + (<usize>first << 3))
    const end = load<i32>(MARKS + (<usize>first << 3), 4)
    setSpan(span, select<i32>(ABSENT, start, i32(!judgesEmpty(span)) & i32(isNothing(start, end))), end)
    return i
  }
  let chosen: usize = 0
  let empty: usize = 0
  for (i = first; i < candidates && <usize>load<u8>(SPAN_OF + i) == span; i++) {
    const mark = MARKS + (<usize>i << 3)
    if (chosen != 0 || load<i32>(mark) == ABSENT) continue
    if (!isNothing(load<i32>(mark), load<i32>(mark, 4))) chosen = mark
    else if (empty == 0) empty = mark
  }
  if (chosen == 0 && judgesEmpty(span)) chosen = empty
  if (chosen == 0) setSpan(span, ABSENT, 0)
  else setSpan(span, load<i32>(chosen), load<i32>(chosen, 4))
  return i
}

/** Empty, `-`, or the text by which the server hides a value. Without branches: whether there is a referrer nobody can foretell. */
@inline
function isNothing(start: i32, end: i32): bool {
  const length = end - start
  if (isHidden(start, end)) return true
  return bool(i32(length == 0) | (i32(length == 1) & i32(load<u8>(max(start, 0)) == 0x2d)))
}

@inline
function isHidden(start: i32, end: i32): bool {
  const length = end - start
  const hidden = <i32>load<u8>(HIDDEN)
  return (i32(length == hidden) & i32(length != 0)) != 0 && isSame(HIDDEN + 1, start, length)
}

@inline
function judgesEmpty(span: usize): bool {
  return span == TIME || span == STATUS || span == BYTES || span == REQUEST || span == TARGET || span == AGENT
}

/** False where a whole request tells nothing, escapes the slash of its protocol, or parts of one are no request. */
function readRequest(hasMethod: bool): bool {
  if (startOf(REQUEST) < 0) return hasTarget() && (!hasMethod || hasMethodOfItsOwn())
  splitRequest()
  setSpan(QUERY, ABSENT, 0)
  // `GET \/a HTTP\/1.1`
  return startOf(TARGET) >= 0 && (startOf(PROTOCOL) >= 0 || load<u8>(endOf(TARGET) - 5) != 0x5c)
}

function hasTarget(): bool {
  return startOf(TARGET) >= 0 && !isNothing(startOf(TARGET), endOf(TARGET))
}

function hasMethodOfItsOwn(): bool {
  return startOf(METHOD) >= 0 && isMethod(<usize>startOf(METHOD), <usize>endOf(METHOD))
}

/** An IPv4 address of digits and dots, an IPv6 address of two colons or more; a port may follow. */
function isAddress(start: i32, end: i32): bool {
  let colons = 0
  let letters = 0
  for (let i = start; i < end; i++) {
    const byte = load<u8>(i)
    if (byte > 0x66) return false
    if (byte == 0x3a) colons++
    else if (byte > 0x39) letters++
  }
  return colons > 1 || letters == 0
}
