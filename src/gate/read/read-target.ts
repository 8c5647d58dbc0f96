import { PATH_WRITING, type Escapes } from '../../domain/contracts.ts'
import { ASSET_EXTENSIONS } from '../../domain/feature.ts'
import { escapeByte, undoDoubled, undoEscapes, undoHash } from '../coding/undo-escapes.ts'
import { undoJson } from '../coding/undo-json.ts'
import type { RequestBuffer, TargetOptions } from '../request-buffer.ts'
import { byteMeanings, splitDecoded, splitInPlace } from './split-path.ts'

const SLASH = 0x2f
const QUESTION = 0x3f
const HASH = 0x23
const DOT = 0x2e
const COLON = 0x3a
const BACKSLASH = 0x5c

/** What a request target is. */
export const TARGET_KIND = { path: 0, absolute: 1, pathless: 2, bad: 3 } as const
export type TargetForm = (typeof TARGET_KIND)[keyof typeof TARGET_KIND]

// Own constants: an imported one is loaded anew at each use.
const { path: PATH, absolute: ABSOLUTE, pathless: PATHLESS, bad: BAD } = TARGET_KIND

type TargetReader = {
  /** How the log writes paths, as a PathMemo is told of it. */
  readonly writing: number
  /** Tells the form of `bytes[start…end)`, its host if it is absolute, and where path and query stand. */
  readonly read: (bytes: Uint8Array, start: number, end: number, request: RequestBuffer) => TargetForm
  /** Splits what was read last into path segments and a query. */
  readonly split: (request: RequestBuffer) => void
}

/**
 * Makes the reader of targets as one log writes them.
 *
 * `/path`, `?query` and `http://host/path` have a path; `*` and `host:port` have none; anything else is bad.
 */
export function targetReader(options: TargetOptions): TargetReader {
  const meanings = byteMeanings(options)
  const escape = escapeByte(options.escapes)
  const undo = options.escapes === 'doubled' ? undoDoubled : undoEscapes

  function split(request: RequestBuffer): void {
    const { rawBytes, rawStart, rawEnd } = request
    const pathEnd = splitInPlace(rawBytes, rawStart, rawEnd, meanings, request)
    if (pathEnd < 0 || !readQuery(rawBytes, pathEnd, rawEnd, escape, request)) splitWithCare(request)
    request.asset = isAsset(request)
  }

  function splitWithCare(request: RequestBuffer): void {
    const { rawBytes, rawStart, rawEnd, unescaped } = request
    const length = escape < 0 ? 0 : undo(rawBytes, rawStart, rawEnd, unescaped)
    const [plain, from, to] = escape < 0 ? [rawBytes, rawStart, rawEnd] : [unescaped, 0, length]
    const pathEnd = endOfPath(plain, from, to)
    splitDecoded(plain, from, pathEnd, options, request)
    readQuery(plain, pathEnd, to, -1, request)
  }

  const writing =
    Math.max(escape, 0) |
    (options.decoded ? PATH_WRITING.decoded : 0) |
    (options.caseInsensitive ? PATH_WRITING.caseless : 0)
  return { writing, read: FORM_READERS[options.escapes] ?? readForm, split }
}

/** Escapes that are undone before the form is told: `#` would end a path, `\/` begin none. They stand in few targets. */
const FORM_READERS: Partial<Readonly<Record<Escapes, TargetReader['read']>>> = {
  hash: readUnescaped(HASH, undoHash),
  json: readUnescaped(BACKSLASH, undoJson),
}

function readUnescaped(escape: number, undo: typeof undoJson): TargetReader['read'] {
  return (bytes, start, end, request) => {
    let at = start
    while (at < end && bytes[at] !== escape) at++
    if (at === end) return readForm(bytes, start, end, request)
    return readForm(request.unescaped, 0, undo(bytes, start, end, request.unescaped), request)
  }
}

function readForm(bytes: Uint8Array, start: number, end: number, request: RequestBuffer): TargetForm {
  request.rawBytes = bytes
  request.rawStart = start
  request.rawEnd = end
  const first = bytes[start]
  if (first === SLASH || first === QUESTION) return PATH
  const authority = startOfAuthority(bytes, start, end)
  if (authority < 0) return isPathless(bytes, start, end) ? PATHLESS : BAD
  let path = authority
  while (path < end && bytes[path] !== SLASH && bytes[path] !== QUESTION && bytes[path] !== HASH) path++
  if (path === authority) return BAD
  setHost(bytes, authority, path, request)
  request.rawStart = path
  return ABSOLUTE
}

/** Where the path ends: at `?`, `#` or the end. */
export function endOfPath(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && bytes[at] !== QUESTION && bytes[at] !== HASH) at++
  return at
}

/** The query from `?` up to `#` or the end; false where it holds escapes that must be undone first. */
function readQuery(bytes: Uint8Array, pathEnd: number, end: number, escape: number, request: RequestBuffer): boolean {
  if (pathEnd === end || bytes[pathEnd] === HASH) return true
  let queryEnd = pathEnd + 1
  while (queryEnd < end && bytes[queryEnd] !== HASH) if (bytes[queryEnd++] === escape) return false
  request.queryBytes = bytes
  request.queryStart = pathEnd + 1
  request.queryEnd = queryEnd
  return true
}

/** Sets the host of a request from `host`, `host:port` or `user@host:port`, in lower case and without the dot that ends a whole name. */
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
  if (length > 1 && request.host[length - 1] === DOT) length--
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

const LONGEST = Math.max(...ASSET_EXTENSIONS.map((extension) => extension.length))
// A table of 256 slots for two dozen words: the slot of an extension is told by its first, last and number of letters.
const SLOTS = 256
const WORDS = ASSET_EXTENSIONS.map((text) => new TextEncoder().encode(text))
const TABLE: readonly Uint8Array[][] = Array.from({ length: SLOTS }, () => [])
for (const word of WORDS) TABLE[slotOf(word, 0, word.length)]!.push(word)

/** True if the last segment of the path ends in one of ASSET_EXTENSIONS, in any case. */
function isAsset(request: RequestBuffer): boolean {
  const last = request.segments - 1
  if (last < 0) return false
  const bytes = request.pathBytes
  const end = request.ends[last]!
  const furthest = Math.max(request.starts[last]!, end - LONGEST - 1)
  for (let dot = end - 1; dot >= furthest; dot--) if (bytes[dot] === DOT) return isExtension(bytes, dot + 1, end)
  return false
}

function isExtension(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end) return false
  const words = TABLE[slotOf(bytes, start, end)]!
  for (const word of words) if (isWord(bytes, start, end, word)) return true
  return false
}

function isWord(bytes: Uint8Array, start: number, end: number, word: Uint8Array): boolean {
  if (end - start !== word.length) return false
  for (let i = 0; i < word.length; i++) if ((bytes[start + i]! | 0x20) !== word[i]) return false
  return true
}

function slotOf(bytes: Uint8Array, start: number, end: number): number {
  return ((bytes[start]! | 0x20) * 7 + (bytes[end - 1]! | 0x20) * 3 + (end - start)) & (SLOTS - 1)
}
