import { SPAN, type Spans } from '../../domain/contracts.ts'

// Own constants: an imported one is loaded anew at each use.
const { method: METHOD, target: TARGET, protocol: PROTOCOL } = SPAN
const SPACE = 0x20
const MOST_METHOD_BYTES = 20

/**
 * Splits `METHOD target PROTOCOL`, spaces inside the target included. What is not HTTP (no space, no method, no target)
 * leaves method and target at −1. A method that is not of capitals is one that no server knows, told from any other text
 * by the protocol at the end.
 */
export function splitRequest(bytes: Uint8Array, start: number, end: number, spans: Spans): void {
  spans[METHOD] = -1
  spans[TARGET] = -1
  spans[PROTOCOL] = -1
  let last = end
  while (last > start && bytes[last - 1] === SPACE) last--
  const methodEnd = endOfMethod(bytes, start, last)
  if (methodEnd < 0 || methodEnd === last) return

  let target = methodEnd
  while (target < last && bytes[target] === SPACE) target++
  const protocol = startOfProtocol(bytes, target, last)
  if (protocol < 0 && !isOfCapitals(bytes, start, methodEnd)) return
  let targetEnd = protocol < 0 ? last : protocol
  while (targetEnd > target && bytes[targetEnd - 1] === SPACE) targetEnd--
  if (targetEnd === target) return

  spans[METHOD] = start
  spans[METHOD + 1] = methodEnd
  spans[TARGET] = target
  spans[TARGET + 1] = targetEnd
  if (protocol >= 0) {
    spans[PROTOCOL] = protocol
    spans[PROTOCOL + 1] = last
  }
}

/** True for a method that stands in a column of its own. */
export function isMethod(bytes: Uint8Array, start: number, end: number): boolean {
  return endOfMethod(bytes, start, end) === end
}

/** Where the method ends: 1–20 letters, `-`, `_`, the first a letter, then a space or the end; −1 for anything else. */
function endOfMethod(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && isMethodByte(bytes[at]!)) at++
  if (at === start || at - start > MOST_METHOD_BYTES || !isLetter(bytes[start]!)) return -1
  return at === end || bytes[at] === SPACE ? at : -1
}

function isMethodByte(byte: number): boolean {
  return isLetter(byte) || byte === 0x2d || byte === 0x5f
}

export function isLetter(byte: number): boolean {
  const small = byte | 0x20
  return small >= 0x61 && small <= 0x7a
}

export function isOfCapitals(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at]! >= 0x61) return false
  return true
}

// The last word, if it starts with `HTTP/`, or is the `ICY` of Shoutcast; the usual one has 8 bytes, so look there first.
function startOfProtocol(bytes: Uint8Array, start: number, end: number): number {
  let word = end - 8
  if (!(word > start && bytes[word - 1] === SPACE && bytes[word] === 0x48)) {
    word = end
    while (word > start && bytes[word - 1] !== SPACE) word--
  }
  const isHttp =
    end - word >= 5 &&
    bytes[word] === 0x48 &&
    bytes[word + 1] === 0x54 &&
    bytes[word + 2] === 0x54 &&
    bytes[word + 3] === 0x50 &&
    bytes[word + 4] === 0x2f
  return isHttp || isIcy(bytes, word, end) ? word : -1
}

/** `ICY`, with a version or without; some writers of JSON escape its slash. */
function isIcy(bytes: Uint8Array, word: number, end: number): boolean {
  if (bytes[word] !== 0x49 || bytes[word + 1] !== 0x43 || bytes[word + 2] !== 0x59) return false
  return end - word === 3 || (end - word > 3 && (bytes[word + 3] === 0x2f || bytes[word + 3] === 0x5c))
}
