import type { ByteMemo, MemoSize, ReferrerClassifier } from '../domain/contracts.ts'
import { indexOf, REFERRER, REFERRERS } from '../domain/dictionary.ts'
import { compileHosts } from './compile-hosts.ts'
import { KNOWN_HOSTS } from './known-hosts.ts'

const DASH = 0x2d
const AT = 0x40
/** Of the memory for heads of referrers: names of hosts, mostly. */
export const REFERRERS_REMEMBERED: MemoSize = { mostEntries: 4096, arenaBytes: 1 << 17 }
const LONGEST_HEAD_BYTES = 128

/**
 * Tells where requests come from, by the host of their referrer. The first that fits:
 *
 * 1. empty or `-`: `none`
 * 2. a host of the service, or one that differs from it by a leading `www.`: `internal`
 * 3. a listed host or a subdomain of one, the most specific first: that host
 * 4. a known host or a subdomain of one, the most specific first: `search`, `social`, `public`
 * 5. anything else: `other`
 *
 * @param options.heads memory for heads and nothing else
 * @param options.ownHosts hosts of the service, without their subdomains; international names in their ASCII form
 * @param options.listedHosts hosts to name, in the operator's order
 */
export function createReferrerClassifier(options: {
  readonly ownHosts: readonly string[]
  readonly listedHosts: readonly string[]
  readonly heads?: ByteMemo
}): ReferrerClassifier {
  const hosts = compileHosts({
    own: options.ownHosts.flatMap(withTwin).map((host) => ({ host, value: REFERRER.internal })),
    listed: options.listedHosts.map((host, position) => ({ host, value: REFERRERS.length + position })),
    known: KNOWN_HOSTS.map(([referrer, host]) => ({ host, value: REFERRER[referrer] })),
  })
  const { heads } = options
  const span: HostSpan = { start: 0, end: 0, headEnd: 0 }

  function classifyHost(bytes: Uint8Array): number {
    const found = hosts.valueOf(bytes, span.start, span.end)
    return found < 0 ? REFERRER.other : found
  }

  return {
    words: [...REFERRERS, ...options.listedHosts],
    ...(heads !== undefined && { heads }),
    classify(bytes, start, end) {
      if (start >= end || (end - start === 1 && bytes[start] === DASH)) return REFERRER.none
      if (!findHost(bytes, start, end, span)) return REFERRER.other
      const known = heads?.find(bytes, start, span.headEnd) ?? -1
      if (known >= 0) return indexOf<'referrer'>(known)
      const found = classifyHost(bytes)
      // User info is nobody's business.
      if (span.headEnd - start <= LONGEST_HEAD_BYTES && bytes[span.start - 1] !== AT)
        heads?.keep(bytes, start, span.headEnd, found)
      return indexOf<'referrer'>(found)
    },
  }
}

// A service answers on both, one redirects to the other, and pages link to either.
function withTwin(host: string): readonly string[] {
  return [host, host.startsWith('www.') ? host.slice(4) : `www.${host}`]
}

/** Where the host of a referrer stands, and where its head ends: `https://LEAK@www.example.fr:8080` is the head of an address. */
type HostSpan = { start: number; end: number; headEnd: number }

// The longest name of the DNS.
const LONGEST_HOST_BYTES = 253

const [COLON, SLASH, DOT, OPEN, CLOSE] = [0x3a, 0x2f, 0x2e, 0x5b, 0x5d] as const

// What a byte does to a head. One look-up a byte: six comparisons cost 2 ns.
const [ENDS, SPLITS] = [1, 2] as const
const ROLE = new Uint8Array(256)
// Browsers read `\` as `/`.
for (const letter of '/?#\\') ROLE[letter.charCodeAt(0)] = ENDS
for (const letter of '@:') ROLE[letter.charCodeAt(0)] = SPLITS

/**
 * Finds the host of an `http` or `https` address: without user info, port and trailing dot.
 *
 * Our own scanner: `new URL` costs 2 µs a line and quotes what it cannot read.
 *
 * @returns false where there is none; then `span` says nothing
 */
function findHost(bytes: Uint8Array, start: number, end: number, span: HostSpan): boolean {
  span.start = afterScheme(bytes, start, end)
  if (span.start < 0) return false
  let colon = -1
  let i = span.start
  for (; i < end; i++) {
    const role = ROLE[bytes[i]!]!
    if (role === 0) continue
    if (role === ENDS) break
    if (bytes[i] === AT) {
      // The last one ends the user info: `http://www.example.fr@example.org/` is a page of example.org.
      span.start = i + 1
      colon = -1
    } else if (colon < 0) colon = i
  }
  span.headEnd = i
  span.end = bytes[span.start] === OPEN ? endOfAddress(bytes, span) : colon < 0 ? i : colon
  if (span.end > span.start && bytes[span.end - 1] === DOT) span.end--
  return span.end > span.start && span.end - span.start <= LONGEST_HOST_BYTES
}

/** Of `[2001:db8::1]:8080`, behind the bracket, since the colons before it part no port; the start, where that is no address. */
function endOfAddress(bytes: Uint8Array, { start, headEnd }: HostSpan): number {
  let i = start
  while (i < headEnd && bytes[i] !== CLOSE) i++
  return i < headEnd && (i + 1 === headEnd || bytes[i + 1] === COLON) ? i + 1 : start
}

// `http://` or `https://` in letters of any case; a letter with bit 0x20 set is a small one.
function afterScheme(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 8) return -1
  const isHttp =
    (bytes[start]! | 0x20) === 0x68 &&
    (bytes[start + 1]! | 0x20) === 0x74 &&
    (bytes[start + 2]! | 0x20) === 0x74 &&
    (bytes[start + 3]! | 0x20) === 0x70
  if (!isHttp) return -1
  const colon = (bytes[start + 4]! | 0x20) === 0x73 ? start + 5 : start + 4
  return bytes[colon] === COLON && bytes[colon + 1] === SLASH && bytes[colon + 2] === SLASH ? colon + 3 : -1
}
