import { SPAN, type Spans } from '../../domain/contracts.ts'
import { isMethod, splitRequest } from '../scan/split-request.ts'
import type { KeyMap } from './keys/key-map.ts'

// Own constants: an imported one is loaded anew at each use.
const { time: TIME, status: STATUS, bytes: BYTES, host: HOST, agent: AGENT } = SPAN
const { request: REQUEST, method: METHOD, target: TARGET, query: QUERY, protocol: PROTOCOL } = SPAN

const DASH = 0x2d
const SLASH = 0x2f
const COLON = 0x3a
const SPACE = 0x20
const BACKSLASH = 0x5c
const NINE = 0x39
const LETTER_F = 0x66

const PARTS = [METHOD, METHOD + 1, TARGET, TARGET + 1, PROTOCOL, PROTOCOL + 1] as const

/** Makes spans of marks; false for a line that lacks what every request has: a time, a status, a target. */
export type FieldChooser = (bytes: Uint8Array, marks: Int32Array, spans: Spans) => boolean

/**
 * Chooses among the values that were marked: for each field the first that is more than nothing, `-` or `hidden`.
 *
 * @param spanOf the span of the field of each candidate, as in `CompiledKeys`
 */
export function fieldChooser(keys: KeyMap, spanOf: Int32Array, hidden: Uint8Array): FieldChooser {
  const hasMethod = keys.has('method')
  const parts = new Int32Array(PARTS.length)

  function isAbsent(bytes: Uint8Array, from: number, to: number): boolean {
    const length = to - from
    return length <= 1 ? length === 0 || bytes[from] === DASH : isHidden(bytes, from, to)
  }

  function isHidden(bytes: Uint8Array, from: number, to: number): boolean {
    if (to - from !== hidden.length) return false
    for (let i = 0; i < hidden.length; i++) if (bytes[from + i] !== hidden[i]) return false
    return hidden.length > 0
  }

  function chooseValues(bytes: Uint8Array, marks: Int32Array, spans: Spans): void {
    for (let i = 0; i < spanOf.length;) {
      const span = spanOf[i]!
      let chosen = -1
      let empty = -1
      for (; i < spanOf.length && spanOf[i] === span; i++) {
        const from = marks[2 * i]!
        if (from < 0 || chosen >= 0) continue
        if (!isAbsent(bytes, from, marks[2 * i + 1]!)) chosen = i
        else if (empty < 0) empty = i
      }
      if (chosen < 0 && judgesEmpty(span)) chosen = empty
      spans[span] = chosen < 0 ? -1 : marks[2 * chosen]!
      spans[span + 1] = chosen < 0 ? -1 : marks[2 * chosen + 1]!
    }
  }

  // A whole request before its parts, unless it tells nothing.
  function readRequest(bytes: Uint8Array, spans: Spans): void {
    if (spans[REQUEST]! < 0) return checkParts(bytes, spans)
    for (let i = 0; i < PARTS.length; i++) parts[i] = spans[PARTS[i]!]!
    splitRequest(bytes, spans[REQUEST]!, spans[REQUEST + 1]!, spans)
    if (spans[TARGET]! >= 0) {
      spans[QUERY] = -1
      return cutProtocol(bytes, spans)
    }
    for (let i = 0; i < PARTS.length; i++) spans[PARTS[i]!] = parts[i]!
    checkParts(bytes, spans)
  }

  function checkParts(bytes: Uint8Array, spans: Spans): void {
    const isTarget = spans[TARGET]! >= 0 && !isAbsent(bytes, spans[TARGET]!, spans[TARGET + 1]!)
    const end = spans[METHOD + 1]!
    if (isTarget && (!hasMethod || (spans[METHOD]! >= 0 && isMethod(bytes, spans[METHOD]!, end)))) return
    spans[METHOD] = -1
    spans[TARGET] = -1
  }

  return (bytes, marks, spans) => {
    // Where no key is for a part of its own, the line before may have left the parts of its request.
    spans[METHOD] = -1
    spans[TARGET] = -1
    spans[PROTOCOL] = -1
    chooseValues(bytes, marks, spans)
    if (spans[TIME]! < 0 || spans[STATUS]! < 0 || (spans[REQUEST]! < 0 && spans[TARGET] < 0)) return false
    readRequest(bytes, spans)
    if (spans[AGENT]! >= 0 && isHidden(bytes, spans[AGENT]!, spans[AGENT + 1]!)) spans[AGENT] = -1
    if (spans[HOST]! >= 0 && isAddress(bytes, spans[HOST]!, spans[HOST + 1]!)) spans[HOST] = -1
    return true
  }
}

/** A line without a value there still is one of the format, and malformed for that reason; an agent that is empty tells a robot, none at all nobody. */
function judgesEmpty(span: number): boolean {
  const isNeeded = span === TIME || span === STATUS || span === REQUEST || span === TARGET
  return isNeeded || span === BYTES || span === AGENT
}

// `GET \/a HTTP\/1.1`: some writers of JSON escape a slash.
function cutProtocol(bytes: Uint8Array, spans: Spans): void {
  const end = spans[TARGET + 1]!
  const from = end - ' HTTP\\/1.1'.length
  if (spans[PROTOCOL]! >= 0 || from <= spans[TARGET]! || bytes[from + 5] !== BACKSLASH) return
  if (bytes[from] !== SPACE || bytes[from + 1] !== 0x48 || bytes[from + 6] !== SLASH) return
  spans[PROTOCOL] = from + 1
  spans[PROTOCOL + 1] = end
  spans[TARGET + 1] = from
}

// An IPv4 address of digits and dots, an IPv6 address of two colons or more; a port may follow.
function isAddress(bytes: Uint8Array, start: number, end: number): boolean {
  let colons = 0
  let letters = 0
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!
    if (byte > LETTER_F) return false
    if (byte === COLON) colons++
    else if (byte > NINE) letters++
  }
  return colons > 1 || letters === 0
}
