import type { PatternSegment } from '../../domain/contracts.ts'
import { METHODS } from '../../domain/dictionary.ts'
import { PATTERN_KINDS, type PatternFault, type PatternKind } from '../../domain/feature.ts'
import type { Condition, Pattern } from './route.ts'

/** Reads `GET,POST www.example.fr/path/:name?key=value`: methods, host and query may be missing. */
export function parsePattern(written: string, caseInsensitive: boolean): Pattern | FaultInPattern {
  // A blank at the end is seen by nobody, and stands in no request.
  const text = written.trimEnd()
  const fragment = text.indexOf('#')
  if (fragment >= 0) return faultAt('fragment', fragment)
  const { methodsPiece, hostPiece, pathPiece, queryPiece } = cutPattern(text)

  const methods = methodsPiece && parseMethods(methodsPiece)
  if (isFault(methods)) return methods
  if (pathPiece === undefined) return faultAt('must-start-with-slash', hostPiece.at)
  // `//host/path` is how a page names another host; a path that begins so would be one of the service's own.
  if (hostPiece.text === '' && pathPiece.text.startsWith('//')) return faultAt('two-slashes', pathPiece.at)
  const host = parseHost(hostPiece)
  if (isFault(host)) return host
  const segments = parseSegments(pathPiece, caseInsensitive)
  if (isFault(segments)) return segments
  const conditions = queryPiece === undefined ? [] : parseConditions(queryPiece)
  if (isFault(conditions)) return conditions
  return { methods, host, segments, conditions }
}

function cutPattern(text: string) {
  const query = text.indexOf('?')
  const end = query < 0 ? text.length : query
  const slash = text.slice(0, end).indexOf('/')
  const head = text.slice(0, slash < 0 ? end : slash)
  const space = head.lastIndexOf(' ')
  const hostPiece: Piece = { text: head.slice(space + 1), at: space + 1 }
  return {
    methodsPiece: space < 0 ? undefined : { text: head.slice(0, space), at: 0 },
    hostPiece,
    pathPiece: slash < 0 ? undefined : { text: text.slice(slash, end), at: slash },
    queryPiece: query < 0 ? undefined : { text: text.slice(query + 1), at: query + 1 },
  }
}

// The same letters as in a log: whatever is no method there never matches, and `GTE` would be 0 for ever.
function parseMethods(piece: Piece): readonly string[] | FaultInPattern {
  const methods = new Set<string>()
  for (const { text, at } of piecesOf(piece, ',')) {
    const method = text.trim()
    if (!/^[A-Z][A-Z_-]{0,19}$/.test(method)) return faultAt('bad-method', at)
    if (!KNOWN_METHODS.has(method)) return withNearest(faultAt('unknown-method', at), nearestOf(method, METHODS))
    methods.add(method)
  }
  return [...methods]
}

// A forgotten slash is commoner than a host of one label: without a dot it is no host, `localhost` excepted.
function parseHost({ text, at }: Piece): string | undefined | FaultInPattern {
  if (text === '') return undefined
  if (text !== 'localhost' && !/[.:]/.test(text)) return faultAt('must-start-with-slash', at)
  const host = text.toLowerCase()
  const isHost = host.split('.').every((label) => /^[\da-z_](?:[\da-z_-]*[\da-z_])?$/.test(label))
  return isHost ? host : withNearest(faultAt('bad-host', at), asciiHost(host))
}

/** A name with other letters, as the network knows it. */
function asciiHost(host: string): string | undefined {
  const address = `http://${host}/`
  const ascii = URL.canParse(address) ? new URL(address).hostname : ''
  return ascii.includes('xn--') ? ascii : undefined
}

function withNearest(fault: FaultInPattern, nearest: string | undefined): FaultInPattern {
  return nearest === undefined ? fault : { ...fault, nearest }
}

/** Reads a path: empty segments go, as they go from a request, so `/` has none and a slash at the end says nothing. */
function parseSegments(path: Piece, caseInsensitive: boolean): readonly PatternSegment[] | FaultInPattern {
  const segments: PatternSegment[] = []
  const pieces = piecesOf(path, '/').filter(({ text }) => text !== '')
  for (const piece of pieces) {
    const segment = parseSegment(piece, caseInsensitive)
    if (isFault(segment)) return segment
    if (segment.kind === 'rest' && piece !== pieces.at(-1)) return faultAt('rest-must-be-last', piece.at)
    segments.push(segment)
  }
  return segments
}

function parseSegment(piece: Piece, caseInsensitive: boolean): PatternSegment | FaultInPattern {
  const { text, at } = piece
  if (text === '**') return { kind: 'rest' }
  if (text === '*') return { kind: 'any' }
  const star = text.indexOf('*')
  if (star >= 0) return faultAt('star-inside-segment', at + star)
  return text.startsWith(':') ? parseName(piece) : parseLiteral(piece, caseInsensitive)
}

function parseName({ text, at }: Piece): PatternSegment | FaultInPattern {
  const parts = /^:[\p{L}_][\p{L}\p{N}_-]*(?<narrowed><(?<word>[^<>]*)>)?$/u.exec(text)?.groups
  if (parts === undefined) return faultAt('bad-name', at)
  const { narrowed, word } = parts
  if (narrowed === undefined || word === undefined) return { kind: 'any' }
  const kind = PATTERN_KINDS.find((known) => known === word)
  if (kind !== undefined) return { kind }
  const nearest = nearestKind(word)
  const fault = faultAt('unknown-kind', at + text.indexOf('<') + 1)
  return nearest === undefined ? fault : { ...fault, nearest }
}

function parseLiteral(piece: Piece, caseInsensitive: boolean): PatternSegment | FaultInPattern {
  // `{id}`, `<id>` and `[id]` are names in other languages of patterns; as literals they would never match.
  const bracket = piece.text.search(/[{}<>[\]]/)
  if (bracket >= 0) return faultAt('bad-name', piece.at + bracket)
  const name = piece.text.search(NAME_INSIDE)
  if (name >= 0) return faultAt('name-inside-segment', piece.at + name)
  const text = decodeText(piece)
  if (isFault(text)) return text
  if (text === '.' || text === '..') return faultAt('dot-segment', piece.at)
  if (SESSION.test(text)) return faultAt('session', piece.at)
  return { kind: 'literal', text: caseInsensitive ? lowerAscii(text) : text }
}

/** As a literal, `/report-:id.pdf` would ask for these very signs. After a letter or a digit it is an address: `/projects:list`. */
const NAME_INSIDE = /(?<![\p{L}\p{N}]):[\p{L}_]/u

/** What the gate cuts from a segment: a pattern that asks for it would never match. */
const SESSION = /;jsessionid=/i

/** As the gate does to the path of a request. */
function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

/** Reads `key=value&key2`. A key twice is a fault: only the first one of a request decides, so it could ask for two values at once. */
function parseConditions(query: Piece): readonly Condition[] | FaultInPattern {
  const conditions: Condition[] = []
  for (const piece of piecesOf(query, '&')) {
    const condition = parseCondition(piece)
    if (isFault(condition)) return condition
    if (conditions.some(({ key }) => key === condition.key)) return faultAt('bad-query', piece.at)
    conditions.push(condition)
  }
  return conditions
}

// `?page=*` and `?page=:n` would ask for these very letters.
const LOOKS_WILD = /[*{}]|^[:<]\p{L}/u

function parseCondition({ text, at }: Piece): Condition | FaultInPattern {
  const equals = text.indexOf('=')
  const keyText = equals < 0 ? text : text.slice(0, equals)
  if (keyText === '') return faultAt('bad-query', at)
  const key = decodeText({ text: keyText.replaceAll('+', ' '), at })
  if (isFault(key)) return key
  if (equals < 0) return { key }
  const written = { text: text.slice(equals + 1).replaceAll('+', ' '), at: at + equals + 1 }
  if (LOOKS_WILD.test(written.text)) return faultAt('wild-value', written.at)
  const value = decodeText(written)
  return isFault(value) ? value : { key, value }
}

/** A literal with its percent signs undone, once. A stray `%`, or one that makes no UTF-8, is a fault. */
function decodeText({ text, at }: Piece): string | FaultInPattern {
  const stray = text.search(/%(?![\da-f]{2})/i)
  if (stray >= 0) return faultAt('bad-percent', at + stray)
  try {
    return decodeURIComponent(text)
  } catch {
    return faultAt('not-utf8', at + text.indexOf('%'))
  }
}

/** A part of a pattern and its offset in it. */
type Piece = { readonly text: string; readonly at: number }

/** What is wrong with a pattern; `column` from 1, inside the pattern. */
export type FaultInPattern = { readonly why: PatternFault; readonly column: number; readonly nearest?: string }

/** The parts of a piece between separators. */
function piecesOf(piece: Piece, separator: string): readonly Piece[] {
  let at = piece.at
  return piece.text.split(separator).map((text) => {
    const part = { text, at }
    at += text.length + separator.length
    return part
  })
}

function faultAt(why: PatternFault, offset: number): FaultInPattern {
  return { why, column: offset + 1 }
}

export function isFault(parsed: object | string | undefined): parsed is FaultInPattern {
  return typeof parsed === 'object' && 'why' in parsed
}

/** Those of the registry of IANA that ask a server for something, and what caches and devices speak beside. */
const KNOWN_METHODS: ReadonlySet<string> = new Set(
  (
    'GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH QUERY ' +
    'ACL BASELINE-CONTROL BIND CHECKIN CHECKOUT COPY LABEL LINK LOCK MERGE MKACTIVITY MKCALENDAR MKCOL MKREDIRECTREF ' +
    'MKWORKSPACE MOVE ORDERPATCH PRI PROPFIND PROPPATCH REBIND REPORT SEARCH UNBIND UNCHECKOUT UNLINK UNLOCK UPDATE ' +
    'UPDATEREDIRECTREF VERSION-CONTROL BAN PURGE REFRESH M-SEARCH NOTIFY SUBSCRIBE UNSUBSCRIBE POLL BPROPFIND BPROPPATCH ' +
    'RPC_IN_DATA RPC_OUT_DATA'
  ).split(' '),
)

/** The kind that was probably meant: `integer`, `UUID`, `guid`, `slgu`. */
function nearestKind(word: string): PatternKind | undefined {
  const lower = word.toLowerCase()
  return (
    PATTERN_KINDS.find((kind) => lower.startsWith(kind)) ??
    PATTERN_KINDS.find((kind) => lower.length <= 6 && editsBetween(lower, kind) <= Math.min(2, kind.length - 2))
  )
}

const LONGEST = 8

/** The word that was probably meant, of two edits at most, and fewer than it has letters. */
function nearestOf(text: string, words: readonly string[]): string | undefined {
  if (text.length > LONGEST) return undefined
  const near = words
    .map((word) => ({ word, edits: editsBetween(text, word) }))
    .filter(({ word, edits }) => edits <= Math.min(2, word.length - 1))
  return near.sort((a, b) => a.edits - b.edits)[0]?.word
}

/** Letters to put in, leave out or change. Exponential, so for short words only. */
function editsBetween(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  const [restA, restB] = [a.slice(1), b.slice(1)]
  if (b.startsWith(a.charAt(0))) return editsBetween(restA, restB)
  return 1 + Math.min(editsBetween(restA, restB), editsBetween(a, restB), editsBetween(restA, b))
}
