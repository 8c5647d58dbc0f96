import { SPAN, type Spans } from '../../domain/contracts.ts'

// Own constants: an imported one is loaded anew at each use.
const { method: METHOD, target: TARGET, protocol: PROTOCOL } = SPAN
const SPACE = 0x20
const MOST_METHOD_BYTES = 20

/**
 * Splits `METHOD target PROTOCOL`, spaces inside the target included. What is not HTTP (no space, no method of capitals,
 * no target) leaves method and target at −1.
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

/** Where the method ends: 1–20 bytes of `A–Z`, `-`, `_`, the first a letter, then a space or the end; −1 for anything else. */
export function endOfMethod(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && isMethodByte(bytes[at]!)) at++
  if (at === start || at - start > MOST_METHOD_BYTES || !isCapital(bytes[start]!)) return -1
  return at === end || bytes[at] === SPACE ? at : -1
}

function isMethodByte(byte: number): boolean {
  return isCapital(byte) || byte === 0x2d || byte === 0x5f
}

function isCapital(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a
}

// The last word, if it starts with `HTTP/`; the usual one has 8 bytes, so look there first.
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
  return isHttp ? word : -1
}
