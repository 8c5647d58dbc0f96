import { isSame } from '../bytes'
import { MARKS, PREFIX } from '../layout'
import { chooseFields } from './choose-fields'
import { forgetGuesses } from './guess'
import { walkObject } from './walk-object'

const FITS: i32 = -1
// Start and end are ABSENT.
const NO_MARK: i64 = -1

let candidates: u32 = 0
let hasMethod: bool = false

/** The keys stand in the memory from PLAN on, the span of each candidate at SPAN_OF. */
export function followKeys(count: u32, method: bool): void {
  candidates = count
  hasMethod = method
  forgetGuesses()
}

/** Reads a line that is one JSON object: FITS, or its start, where JavaScript is to have the last word. */
export function readObject(start: usize, end: usize): i32 {
  // One more than the candidates: the key that tells requests from messages.
  for (let i: usize = 0; i <= candidates; i++) store<i64>(MARKS + (i << 3), NO_MARK)
  const isRead = walkObject(start, end) && isRequest() && chooseFields(candidates, hasMethod)
  return isRead ? FITS : <i32>start
}

/** False if the value of that key does not begin as that of a request does. */
function isRequest(): bool {
  const mark = MARKS + (<usize>candidates << 3)
  const start = load<i32>(mark)
  if (start < 0) return true
  const length = <i32>load<u8>(PREFIX)
  if (start + length > load<i32>(mark, 4)) return false
  return isSame(PREFIX + 1, start, length)
}
