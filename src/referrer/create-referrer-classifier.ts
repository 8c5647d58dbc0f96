import type { ByteMemo, MemoSize, ReferrerClassifier } from '../domain/contracts.ts'
import { indexOf, REFERRER, REFERRERS } from '../domain/dictionary.ts'
import { compileHosts } from './compile-hosts.ts'
import { findHost, type HostSpan } from './find-host.ts'
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
