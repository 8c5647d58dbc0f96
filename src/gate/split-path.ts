import type { RequestBuffer, TargetOptions } from './request-buffer.ts'
import { hexByte } from './undo-escapes.ts'

const SLASH = 0x2f
const DOT = 0x2e
const PERCENT = 0x25
const SEMICOLON = 0x3b
const SESSION = ';jsessionid='

/**
 * Splits the path `bytes[start…end)` on `/`, then decodes each segment once: empty and dot segments collapse, a
 * `;jsessionid=…` is cut. What needs no decoding stays where it is.
 */
export function splitPath(
  bytes: Uint8Array,
  start: number,
  end: number,
  options: TargetOptions,
  request: RequestBuffer,
): void {
  if (needsDecoding(bytes, start, end, options)) splitDecoded(bytes, start, end, options, request)
  else splitInPlace(bytes, start, end, request)
}

function needsDecoding(bytes: Uint8Array, start: number, end: number, options: TargetOptions): boolean {
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!
    if (byte === PERCENT && !options.decoded) return true
    if (byte >= 0x41 && byte <= 0x5a && options.caseInsensitive) return true
  }
  return false
}

function splitInPlace(bytes: Uint8Array, start: number, end: number, request: RequestBuffer): void {
  request.pathBytes = bytes
  request.segments = 0
  let from = start
  for (let i = start; i <= end; i++) {
    if (i < end && bytes[i] !== SLASH) continue
    pushSegment(bytes, from, i, request)
    from = i + 1
  }
}

function splitDecoded(
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
  let i = start
  for (; i < end; i++) {
    let byte = bytes[i]!
    if (byte === SLASH) {
      pushSegment(out, from, length, request)
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
  pushSegment(out, from, length, request)
}

function pushSegment(bytes: Uint8Array, start: number, end: number, request: RequestBuffer): void {
  const stop = cutSession(bytes, start, end)
  const length = stop - start
  if (length === 0 || (length === 1 && bytes[start] === DOT)) return
  if (length === 2 && bytes[start] === DOT && bytes[start + 1] === DOT) {
    if (request.segments > 0) request.segments--
    return
  }
  request.starts[request.segments] = start
  request.ends[request.segments] = stop
  request.segments++
}

function cutSession(bytes: Uint8Array, start: number, end: number): number {
  for (let i = start; i + SESSION.length <= end; i++) if (bytes[i] === SEMICOLON && isSession(bytes, i)) return i
  return end
}

function isSession(bytes: Uint8Array, at: number): boolean {
  for (let i = 0; i < SESSION.length; i++) {
    const byte = bytes[at + i]!
    if ((byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte) !== SESSION.charCodeAt(i)) return false
  }
  return true
}
