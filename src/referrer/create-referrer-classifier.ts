import type { ReferrerClassifier } from '../domain/contracts.ts'
import { indexOf, REFERRER, REFERRERS } from '../domain/dictionary.ts'
import { compileHosts } from './compile-hosts.ts'
import { createHeadMemo } from './create-head-memo.ts'
import { findHost, type HostSpan } from './find-host.ts'
import { KNOWN_HOSTS } from './known-hosts.ts'

const DASH = 0x2d

/**
 * Tells where requests come from, by the host of their referrer. The first that fits:
 *
 * 1. empty or `-`: `none`
 * 2. a host of the service, or one that differs from it by a leading `www.`: `internal`
 * 3. a listed host or a subdomain of one, the most specific first: that host
 * 4. a known host or a subdomain of one, the most specific first: `search`, `social`, `public`
 * 5. anything else: `other`
 *
 * @param options.ownHosts hosts of the service, without their subdomains; international names in their ASCII form
 * @param options.listedHosts hosts to name, in the operator's order
 */
export function createReferrerClassifier(options: {
  readonly ownHosts: readonly string[]
  readonly listedHosts: readonly string[]
}): ReferrerClassifier {
  const hosts = compileHosts({
    own: options.ownHosts.flatMap(withTwin).map((host) => ({ host, value: REFERRER.internal })),
    listed: options.listedHosts.map((host, position) => ({ host, value: REFERRERS.length + position })),
    known: KNOWN_HOSTS.map(([referrer, host]) => ({ host, value: REFERRER[referrer] })),
  })
  const memo = createHeadMemo()
  const span: HostSpan = { start: 0, end: 0, headEnd: 0 }

  return {
    words: [...REFERRERS, ...options.listedHosts],
    classify(bytes, start, end) {
      if (start >= end || (end - start === 1 && bytes[start] === DASH)) return REFERRER.none
      if (memo.has(bytes, start, end)) return REFERRER.internal
      if (!findHost(bytes, start, end, span)) return REFERRER.other
      const found = hosts.valueOf(bytes, span.start, span.end)
      if (found === REFERRER.internal) memo.keep(bytes, start, span.headEnd)
      return found < 0 ? REFERRER.other : indexOf<'referrer'>(found)
    },
  }
}

// A service answers on both, one redirects to the other, and pages link to either.
function withTwin(host: string): readonly string[] {
  return [host, host.startsWith('www.') ? host.slice(4) : `www.${host}`]
}
