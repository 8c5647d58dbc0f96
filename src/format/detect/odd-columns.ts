import { SPAN, type Field, type Spans } from '../../domain/contracts.ts'
import { isDigit } from '../time/read-time.ts'
import { isKnownCode } from './known-codes.ts'

const { status: STATUS, bytes: BYTES, target: TARGET, referrer: REFERRER, agent: AGENT } = SPAN
const SPACE = 0x20
const SLASH = 0x2f
const COLON = 0x3a
const SEMICOLON = 0x3b
const COMMA = 0x2c
const EQUALS = 0x3d
const QUESTION = 0x3f
const STAR = 0x2a
const DASH = 0x2d
const DOT = 0x2e
const TWO = 0x32
const THREE = 0x33
const FOUR = 0x34
const LETTER_H = 0x68

/** How many lines have a status, a referrer, an agent, and on how many it can be none. */
export type ColumnsRead = {
  statuses: number
  oddStatuses: number
  /** Numbers of bytes that are one of the statuses: the line's own, or another than the first, since all pages may be of 404 bytes. */
  oddSizes: number
  firstSize: number
  referrers: number
  oddReferrers: number
  /** Lines that ask for another page than the first, and of these those whose referrer is that page itself. */
  pages: number
  ownReferrers: number
  /** The pages that are named so, by length: one that asks for itself every minute may be all that is asked for. */
  ownLengths: number
  /** Lines that were answered with a page, the referrers of redirects, and redirects without one. */
  answers: number
  redirectReferrers: number
  bareRedirects: number
  agents: number
  oddAgents: number
}

export function noColumns(): ColumnsRead {
  return {
    ...{ statuses: 0, oddStatuses: 0, oddSizes: 0, firstSize: -1, agents: 0, oddAgents: 0 },
    ...{ referrers: 0, oddReferrers: 0, pages: 0, ownReferrers: 0, ownLengths: 0 },
    ...{ answers: 0, redirectReferrers: 0, bareRedirects: 0 },
  }
}

/** So few may be odd by chance. */
const LEAST_TOLD = 10
/** Ten lines that nobody was answered on, or of pages of 404 bytes, are a bad hour. */
const LEAST_STATUSES = 20
/** Who is led on to another page comes from one as often as all others; of so few some come from none. */
const LEAST_REDIRECTS = 20
/** What every redirect has, and nothing else, is where it leads to. */
const LEAST_LOCATIONS = 2
const NEARLY_ALL = 0.95

/** The columns that hold something else on most lines: a cookie where the agent should be, a length where the status should. */
export function oddColumns(read: ColumnsRead): readonly Field[] {
  const { statuses, referrers, agents } = read
  const isMost = (odd: number, of: number): boolean => of >= LEAST_TOLD && 2 * odd > of
  const isAll = (odd: number, of: number): boolean => of >= LEAST_TOLD && odd >= NEARLY_ALL * of
  const leastRedirects = read.bareRedirects === 0 ? LEAST_LOCATIONS : LEAST_REDIRECTS
  const isNoReferrer =
    isMost(read.oddReferrers, referrers) ||
    (read.answers >= LEAST_TOLD && referrers >= leastRedirects && read.redirectReferrers === referrers) ||
    (isAll(read.ownReferrers, read.pages) && hasSeveral(read.ownLengths))
  return [
    ...(statuses >= LEAST_STATUSES && isMost(read.oddStatuses, statuses) ? (['status'] as const) : []),
    ...(statuses >= LEAST_STATUSES && isAll(read.oddSizes, statuses) ? (['bytes'] as const) : []),
    ...(isNoReferrer ? (['referrer'] as const) : []),
    ...(isMost(read.oddAgents, agents) || areNoAgents(read) ? (['agent'] as const) : []),
  ]
}

/** More than one bit. */
function hasSeveral(lengths: number): boolean {
  return (lengths & (lengths - 1)) !== 0
}

/** Nearly every request has an agent: where few have one, and all of these are none, it is an address that redirects alone lead to. */
function areNoAgents({ statuses, agents, oddAgents }: ColumnsRead): boolean {
  return statuses >= LEAST_STATUSES && agents > 0 && oddAgents === agents && 2 * agents < statuses
}

/** Notes what stands in the columns of a line that a format reads. */
export function noteColumns(read: ColumnsRead, bytes: Uint8Array, spans: Spans): void {
  const status = spans[STATUS]!
  if (status >= 0) {
    read.statuses++
    if (noteSize(read, bytes, spans)) read.oddSizes++
    if (bytes[status] === TWO) read.answers++
    if (!isKnownCode(bytes, status, spans[STATUS + 1]!)) read.oddStatuses++
  }
  const isPage = spans[TARGET]! >= 0 && lengthOfPath(bytes, spans[TARGET]!, spans[TARGET + 1]!) > 1
  if (isPage) read.pages++
  const [from, to] = [spans[REFERRER]!, spans[REFERRER + 1]!]
  if (from >= 0) {
    const path = startOfPath(bytes, from, to)
    read.referrers++
    if (path < 0) read.oddReferrers++
    else if (isPage && isTarget(bytes, path, to, spans)) {
      read.ownReferrers++
      // No browser sends a path alone.
      read.ownLengths |= bytes[from] === SLASH ? -1 : 1 << (lengthOfPath(bytes, path, to) & 31)
    }
    if (bytes[status] === THREE) read.redirectReferrers++
  } else if (isRedirect(bytes, status)) read.bareRedirects++
  if (spans[AGENT]! < 0) return
  read.agents++
  if (isNoAgent(bytes, spans[AGENT]!, spans[AGENT + 1]!)) read.oddAgents++
}

function noteSize(read: ColumnsRead, bytes: Uint8Array, spans: Spans): boolean {
  const [from, to, status] = [spans[BYTES]!, spans[BYTES + 1]!, spans[STATUS]!]
  if (from < 0 || !isKnownCode(bytes, from, to)) return false
  const size = codeAt(bytes, from)
  if (read.firstSize < 0) read.firstSize = size
  return size !== read.firstSize || size === codeAt(bytes, status)
}

/** Three digits, as one number. */
function codeAt(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!
}

/** To another page: a page that has not changed leads nowhere. */
function isRedirect(bytes: Uint8Array, status: number): boolean {
  return bytes[status] === THREE && bytes[status + 2] !== FOUR
}

/** Of an address of a page; −1 for what is none: an address of a client, an id, an origin, which has no path. */
function startOfPath(bytes: Uint8Array, from: number, to: number): number {
  if (bytes[from] === SLASH) return from
  let at = from
  while (at < to && bytes[at] !== COLON && bytes[at] !== SPACE) at++
  if (at + 2 >= to || bytes[at + 1] !== SLASH || bytes[at + 2] !== SLASH)
    return bytes[at] === COLON && !isDigit(bytes[from]!) ? to : -1
  at += 3
  while (at < to && bytes[at] !== SLASH) at++
  return at < to ? at : -1
}

/** True where the path of the referrer is that of the target, its query left out. */
function isTarget(bytes: Uint8Array, path: number, to: number, spans: Spans): boolean {
  const target = spans[TARGET]!
  const length = lengthOfPath(bytes, path, to)
  if (target < 0 || length === 0 || lengthOfPath(bytes, target, spans[TARGET + 1]!) !== length) return false
  for (let i = 0; i < length; i++) if (bytes[path + i] !== bytes[target + i]) return false
  return true
}

function lengthOfPath(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && bytes[at] !== QUESTION) at++
  return at - from
}

const SHORT_BYTES = 3
const URL_BYTES = 5

/**
 * True for a value that no program calls itself: `name=value`, as of a cookie; one word with digits, as of an id or an
 * address; a host or an address of a page, a list of kinds of content, a language.
 */
function isNoAgent(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from <= SHORT_BYTES || isLanguage(bytes, from, to) || bytes[from] === STAR || isUrl(bytes, from, to))
    return true
  let [digits, dots] = [0, 0]
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!
    // `203.0.113.9, 198.51.100.3`
    if (byte === SPACE) return dots > 0 && isDigit(bytes[from]!)
    if (byte === SLASH) return !isDigit(bytes[at + 1] ?? 0) && !holdsSpace(bytes, at, to)
    if (byte === EQUALS) return true
    if (byte === DOT) dots++
    if (isDigit(byte)) digits++
  }
  return digits + dots > 0
}

/** `fr-FR`, `fr-FR,fr;q=0.9`; not `Go-http-client/1.1`. */
function isLanguage(bytes: Uint8Array, from: number, to: number): boolean {
  const end = from + 5
  return bytes[from + 2] === DASH && (end >= to || bytes[end] === COMMA || bytes[end] === SEMICOLON)
}

/** `http:` or `https:`. */
function isUrl(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from > URL_BYTES && bytes[from] === LETTER_H && (bytes[from + 4] === COLON || bytes[from + 5] === COLON)
}

function holdsSpace(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] === SPACE) return true
  return false
}
