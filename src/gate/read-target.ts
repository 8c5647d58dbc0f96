import { isAsset } from './is-asset.ts'
import type { RequestBuffer, TargetOptions } from './request-buffer.ts'
import { splitPath } from './split-path.ts'
import { undoEscapes } from './undo-escapes.ts'

/** What a request target is. */
export const TARGET = { path: 0, absolute: 1, pathless: 2, bad: 3 } as const
export type TargetForm = (typeof TARGET)[keyof typeof TARGET]

const SLASH = 0x2f
const QUESTION = 0x3f
const HASH = 0x23
const COLON = 0x3a
const BACKSLASH = 0x5c

/**
 * Reads the target `bytes[start…end)` into `request`: path segments, query, and for an absolute target its host.
 *
 * `/path`, `?query` and `http://host/path` have a path; `*` and `host:port` have none; anything else is bad.
 */
export function readTarget(
  bytes: Uint8Array,
  start: number,
  end: number,
  options: TargetOptions,
  request: RequestBuffer,
): TargetForm {
  if (options.escaped && holdsBackslash(bytes, start, end)) {
    const length = undoEscapes(bytes, start, end, request.unescaped)
    return readUnescaped(request.unescaped, 0, length, options, request)
  }
  return readUnescaped(bytes, start, end, options, request)
}

function readUnescaped(
  bytes: Uint8Array,
  start: number,
  end: number,
  options: TargetOptions,
  request: RequestBuffer,
): TargetForm {
  const first = bytes[start]
  if (first === SLASH || first === QUESTION) {
    readPath(bytes, start, end, options, request)
    return TARGET.path
  }
  const authority = startOfAuthority(bytes, start, end)
  if (authority < 0) return isPathless(bytes, start, end) ? TARGET.pathless : TARGET.bad
  let path = authority
  while (path < end && bytes[path] !== SLASH && bytes[path] !== QUESTION && bytes[path] !== HASH) path++
  if (path === authority) return TARGET.bad
  setHost(bytes, authority, path, request)
  readPath(bytes, path, end, options, request)
  return TARGET.absolute
}

function readPath(bytes: Uint8Array, start: number, end: number, options: TargetOptions, request: RequestBuffer): void {
  let pathEnd = start
  while (pathEnd < end && bytes[pathEnd] !== QUESTION && bytes[pathEnd] !== HASH) pathEnd++
  splitPath(bytes, start, pathEnd, options, request)
  request.asset = isAsset(request)
  if (pathEnd === end || bytes[pathEnd] === HASH) return
  let queryEnd = pathEnd + 1
  while (queryEnd < end && bytes[queryEnd] !== HASH) queryEnd++
  request.queryBytes = bytes
  request.queryStart = pathEnd + 1
  request.queryEnd = queryEnd
}

/** Sets the host of a request from `host`, `host:port` or `user@host:port`, in lower case. */
export function setHost(bytes: Uint8Array, start: number, end: number, request: RequestBuffer): void {
  let from = start
  for (let i = start; i < end; i++) if (bytes[i] === 0x40) from = i + 1
  let length = 0
  const isBracketed = bytes[from] === 0x5b
  for (let i = from; i < end; i++) {
    const byte = bytes[i]!
    if (byte === COLON && (!isBracketed || bytes[i - 1] === 0x5d)) break
    request.host[length++] = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
  }
  request.hostBytes = request.host
  request.hostStart = 0
  request.hostEnd = length
}

// After `http://` or `https://`, in any case; −1 if the target does not begin so.
function startOfAuthority(bytes: Uint8Array, start: number, end: number): number {
  if (!isLetters(bytes, start, 'http')) return -1
  const colon = (bytes[start + 4]! | 0x20) === 0x73 ? start + 5 : start + 4
  const isScheme = bytes[colon] === COLON && bytes[colon + 1] === SLASH && bytes[colon + 2] === SLASH
  return isScheme && colon + 3 <= end ? colon + 3 : -1
}

function isLetters(bytes: Uint8Array, start: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if ((bytes[start + i]! | 0x20) !== word.charCodeAt(i)) return false
  return true
}

/** `*`, or `host:port`. */
function isPathless(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start === 1) return bytes[start] === 0x2a
  let at = end
  while (at > start && bytes[at - 1]! >= 0x30 && bytes[at - 1]! <= 0x39) at--
  if (at === end || end - at > 5 || at - 1 <= start || bytes[at - 1] !== COLON) return false
  for (let i = start; i < at - 1; i++) if (bytes[i] === SLASH || bytes[i]! <= 0x20) return false
  return true
}

function holdsBackslash(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] === BACKSLASH) return true
  return false
}
