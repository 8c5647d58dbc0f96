import type { ReferrerClassifier } from '../domain/contracts.ts'
import { indexOf, REFERRER, REFERRERS } from '../domain/dictionary.ts'
import { compileHosts } from './compile-hosts.ts'
import { endsHead, findHost, type HostSpan } from './find-host.ts'
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

const LONGEST_HEAD_BYTES = 128

/**
 * The last head (scheme and authority) that was the service's own. Most referrers of a service are its own pages: 56 ns
 * instead of 130. Heads from outside are not kept: they change from line to line, and copying one costs 70 ns.
 */
type HeadMemo = {
  /** True if the referrer has the head that is kept. */
  readonly has: (bytes: Uint8Array, start: number, end: number) => boolean
  readonly keep: (bytes: Uint8Array, start: number, headEnd: number) => void
}

function createHeadMemo(): HeadMemo {
  const head = new Uint8Array(LONGEST_HEAD_BYTES)
  let length = 0

  return {
    has(bytes, start, end) {
      const headEnd = start + length
      if (length === 0 || headEnd > end || (headEnd < end && !endsHead(bytes[headEnd]!))) return false
      // From the right: heads differ in their last bytes, and all begin alike.
      for (let i = length - 1; i >= 0; i--) if (bytes[start + i] !== head[i]) return false
      return true
    },
    keep(bytes, start, headEnd) {
      if (headEnd - start > LONGEST_HEAD_BYTES) return
      length = headEnd - start
      for (let i = 0; i < length; i++) head[i] = bytes[start + i]!
    },
  }
}
