// As fieldChooser of src/format/json/choose-fields.ts, for lines with a request as every server writes it.
import { endOf, setSpan, startOf } from '../bytes'
import {
  ABSENT,
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
  if (startOf(HOST) >= 0 && isAddress(startOf(HOST), endOf(HOST))) setSpan(HOST, ABSENT, 0)
  return true
}

/** Chooses among the candidates of one field, from `first` on: the first that is more than nothing. Gives the next field's. */
@inline
function chooseValue(first: u32, candidates: u32): u32 {
  const span = <usize>load<u8>(SPAN_OF + first)
  let chosen: usize = 0
  let empty: usize = 0
  let i = first
  for (; i < candidates && <usize>load<u8>(SPAN_OF + i) == span; i++) {
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

/** Empty, `-`, or the text by which the server hides a value. */
function isNothing(start: i32, end: i32): bool {
  const length = end - start
  if (length <= 1) return length == 0 || load<u8>(start) == 0x2d
  if (length != <i32>load<u8>(HIDDEN)) return false
  for (let i = 0; i < length; i++) if (load<u8>(start + i) != load<u8>(HIDDEN + 1 + i)) return false
  return true
}

@inline
function judgesEmpty(span: usize): bool {
  return span == TIME || span == STATUS || span == BYTES || span == REQUEST || span == TARGET
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
