import { HASH_PRIME, HASH_SEED, hashSegment } from '../../domain/contracts.ts'
import { escapeByte, hexByte } from '../coding/undo-escapes.ts'
import type { RequestBuffer, TargetOptions } from '../request-buffer.ts'

// Own constants: an imported one is loaded anew at each use.
const SEED = HASH_SEED
const PRIME = HASH_PRIME

const SLASH = 0x2f
const QUESTION = 0x3f
const HASH = 0x23
const DOT = 0x2e
const PERCENT = 0x25
const SEMICOLON = 0x3b
const SESSION = ';jsessionid='

/** What a byte means to `splitInPlace`. */
const PLAIN = 0
const PARTS = 1
const ENDS = 2
const NEEDS_CARE = 3

/** The meaning of each byte for the fast way: it depends on how the server wrote the target. */
export function byteMeanings(options: TargetOptions): Uint8Array {
  const meanings = new Uint8Array(256).fill(PLAIN)
  meanings[SLASH] = PARTS
  meanings[QUESTION] = ENDS
  meanings[HASH] = ENDS
  meanings[SEMICOLON] = NEEDS_CARE
  const escape = escapeByte(options.escapes)
  if (escape >= 0) meanings[escape] = NEEDS_CARE
  if (!options.decoded) meanings[PERCENT] = NEEDS_CARE
  if (options.caseInsensitive) meanings.fill(NEEDS_CARE, 0x41, 0x5b)
  return meanings
}

/**
 * Splits a path on `/` without copying it, up to `?`, `#` or `end`: most paths hold nothing to decode.
 *
 * @returns where the path ends, or −1 where it holds something that must be decoded
 */
export function splitInPlace(
  bytes: Uint8Array,
  start: number,
  end: number,
  meanings: Uint8Array,
  request: RequestBuffer,
): number {
  request.pathBytes = bytes
  request.segments = 0
  let from = start
  let at = start
  let hash = SEED
  for (; at < end; at++) {
    const byte = bytes[at]!
    const meaning = meanings[byte]!
    if (meaning === PLAIN) {
      hash = Math.imul(hash ^ byte, PRIME)
      continue
    }
    if (meaning === NEEDS_CARE) return -1
    if (meaning === ENDS) break
    pushSegment(bytes, from, at, hash, request)
    from = at + 1
    hash = SEED
  }
  pushSegment(bytes, from, at, hash, request)
  return at
}

/** Splits the path `bytes[start…end)` on `/`, then decodes each segment once; a `;jsessionid=…` is cut. */
export function splitDecoded(
  bytes: Uint8Array,
  start: number,
  end: number,
  options: TargetOptions,
  request: RequestBuffer,
): void {
  const out = request.decoded
  request.pathBytes = out
  request.segments = 0
  let length = 0
  let from = 0
  for (let i = start; i < end; i++) {
    let byte = bytes[i]!
    if (byte === SLASH) {
      pushDecoded(out, from, length, request)
      from = length
      continue
    }
    if (byte === PERCENT && !options.decoded && i + 2 < end) {
      const value = hexByte(bytes[i + 1]!, bytes[i + 2]!)
      if (value >= 0) {
        byte = value
        i += 2
      }
    }
    out[length++] = options.caseInsensitive && byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
  }
  pushDecoded(out, from, length, request)
}

function pushDecoded(bytes: Uint8Array, start: number, end: number, request: RequestBuffer): void {
  const stop = cutSession(bytes, start, end)
  pushSegment(bytes, start, stop, hashSegment(bytes, start, stop), request)
}

/** Takes a segment over; empty and dot segments collapse. */
function pushSegment(bytes: Uint8Array, start: number, end: number, hash: number, request: RequestBuffer): void {
  const length = end - start
  if (length === 0) return
  if (bytes[start] === DOT && length <= 2) {
    if (length === 1) return
    if (bytes[start + 1] === DOT) {
      if (request.segments > 0) request.segments--
      return
    }
  }
  request.starts[request.segments] = start
  request.ends[request.segments] = end
  request.hashes[request.segments] = hash
  request.segments++
}

function cutSession(bytes: Uint8Array, start: number, end: number): number {
  for (let i = start; i + SESSION.length <= end; i++) if (bytes[i] === SEMICOLON && isSession(bytes, i)) return i
  return end
}

function isSession(bytes: Uint8Array, at: number): boolean {
  const last = SESSION.length - 1
  for (let i = 1; i < last; i++) if ((bytes[at + i]! | 0x20) !== SESSION.charCodeAt(i)) return false
  // As it is: 0x1d is no `=` in capitals.
  return bytes[at + last] === SESSION.charCodeAt(last)
}
