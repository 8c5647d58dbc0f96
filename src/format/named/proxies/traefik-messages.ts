import { startsWith } from '../../scan/find-bytes.ts'
import { isDigit } from '../../time/read-time.ts'

const SPACE = 0x20
const ESCAPE = 0x1b
const BRACKET = 0x5b
const SEMICOLON = 0x3b
const LETTER_M = 0x6d
const LONGEST_TIME = 35
const VERSION_2 = 'time="'

/**
 * True for what Traefik says of itself, on the stdout that its access log shares: `time="…" level=error msg="…"` or, on a
 * terminal, `DEBU[0000] …` (version 2); `2026-03-10T08:31:24Z ERR …` (version 3, in colours unless told otherwise). A line
 * of the access log begins with an address, or is JSON.
 */
export function isTraefikMessage(bytes: Uint8Array, start: number, end: number): boolean {
  return startsWith(bytes, start, end, VERSION_2) || isOfTerminal(bytes, start, end) || isOfVersion3(bytes, start, end)
}

function isOfTerminal(bytes: Uint8Array, start: number, end: number): boolean {
  const level = pastColour(bytes, start, end)
  const at = pastColour(bytes, level + 4, end)
  return areCapitals(bytes, level, 4) && at + 1 < end && bytes[at] === BRACKET && isDigit(bytes[at + 1]!)
}

function isOfVersion3(bytes: Uint8Array, start: number, end: number): boolean {
  const time = pastColour(bytes, start, end)
  if (end - time < 20 || !isDigit(bytes[time]!) || bytes[time + 4] !== 0x2d || bytes[time + 10] !== 0x54) return false
  let at = time + 19
  while (at < end && at - time < LONGEST_TIME && bytes[at] !== SPACE && bytes[at] !== ESCAPE) at++
  const space = pastColour(bytes, at, end)
  if (bytes[space] !== SPACE) return false
  const level = pastColour(bytes, space + 1, end)
  const after = pastColour(bytes, level + 3, end)
  return areCapitals(bytes, level, 3) && after < end && bytes[after] === SPACE
}

/** Behind `ESC [ 3 6 m`, where that stands at `at`. */
function pastColour(bytes: Uint8Array, at: number, end: number): number {
  if (at + 1 >= end || bytes[at] !== ESCAPE || bytes[at + 1] !== BRACKET) return at
  let stop = at + 2
  while (stop < end && (isDigit(bytes[stop]!) || bytes[stop] === SEMICOLON)) stop++
  return stop < end && bytes[stop] === LETTER_M ? stop + 1 : at
}

function areCapitals(bytes: Uint8Array, at: number, count: number): boolean {
  for (let i = at; i < at + count; i++) if (!(bytes[i]! >= 0x41 && bytes[i]! <= 0x5a)) return false
  return true
}
