import type { RequestView } from '../domain/contracts.ts'
import type { Branch } from './branch.ts'
import { LEAST_SHARE, LEAST_USES } from './fold-words.ts'

export type HostCounter = {
  /** The tree that a use belongs to: that of all targets without a host of their own, or that of its domain. */
  readonly treeOf: (view: RequestView, isAbsolute: boolean) => Branch | undefined
  readonly trees: () => readonly Branch[]
  readonly own: () => Own
}

/** The service's own: what names no host is asked of it; through a proxy, the domain of the busiest host. */
type Own = {
  readonly trees: readonly Branch[]
  /** The busiest first. */
  readonly hosts: readonly string[]
  readonly foreignUses: number
}

type Host = { readonly host: string; readonly domain: string; uses: number; absoluteUses: number }

// Whoever asks a proxy for ever-new hosts must not fill the memory.
const MOST_HOSTS = 4096
const LONGEST_BYTES = 253
/** A host is told from as many uses on as a word is, and from the same share of all; and where it has few siblings. */
export const MOST_TOLD = 20

/** Counts uses by host. */
export function countHosts(newTree: () => Branch): HostCounter {
  const origin = newTree()
  const hosts = new Map<string, Host>()
  const domains = new Map<string, Branch>()

  function hostOf({ hostBytes, hostStart, hostEnd }: RequestView): Host | undefined {
    if (hostStart < 0 || hostEnd === hostStart || hostEnd - hostStart > LONGEST_BYTES) return undefined
    const text = String.fromCharCode(...hostBytes.subarray(hostStart, hostEnd))
    const known = hosts.get(text)
    if (known !== undefined || hosts.size >= MOST_HOSTS) return known
    const host: Host = { host: text, domain: domainOfHost(text), uses: 0, absoluteUses: 0 }
    hosts.set(text, host)
    return host
  }

  function treeOf(view: RequestView, isAbsolute: boolean): Branch | undefined {
    const host = hostOf(view)
    if (host !== undefined) host.uses++
    if (!isAbsolute) return origin
    if (host === undefined) return undefined
    host.absoluteUses++
    const tree = domains.get(host.domain) ?? newTree()
    domains.set(host.domain, tree)
    return tree
  }

  function own(): Own {
    const [busiest] = [...hosts.values()].toSorted((a, b) => b.absoluteUses - a.absoluteUses || compare(a.host, b.host))
    const proxied = busiest === undefined ? undefined : domains.get(busiest.domain)
    const isProxy = proxied !== undefined && proxied.uses > origin.uses
    const trees = isProxy ? [proxied, origin] : [origin]
    const all = [origin, ...domains.values()].reduce((sum, { uses }) => sum + uses, 0)
    return {
      trees,
      hosts: toldHosts(isProxy ? busiest?.domain : undefined),
      foreignUses: trees.reduce((rest, { uses }) => rest - uses, all),
    }
  }

  /** @param domain undefined: that of the busiest host */
  function toldHosts(domain: string | undefined): readonly string[] {
    const busy = [...hosts.values()].toSorted((a, b) => b.uses - a.uses || compare(a.host, b.host))
    const told = busy.filter((host) => host.domain === (domain ?? busy[0]?.domain))
    const least = Math.max(LEAST_USES, LEAST_SHARE * told.reduce((sum, { uses }) => sum + uses, 0))
    return told.length > MOST_TOLD ? [] : told.filter(isToldFrom(least)).map(({ host }) => host)
  }

  return { treeOf, trees: () => [origin, ...domains.values()], own }
}

function isToldFrom(leastUses: number): (host: Host) => boolean {
  return ({ host, uses }) => uses >= leastUses && /^[a-z\d-]+(?:\.[a-z\d-]+)+$/.test(host) && !/^[\d.]+$/.test(host)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Labels below a country that are no domain of anybody: `example.co.uk`, `example.gouv.fr`. */
const SHARED = new Set('ac asso co com edu gob gouv gov mil net nom or org tm'.split(' '))

/** The part of a host that one registers: `www.example.co.uk` → `example.co.uk`. An address is itself. */
function domainOfHost(host: string): string {
  const labels = host.split('.')
  if (labels.length <= 2 || labels.every((label) => /^\d+$/.test(label)) || host.includes(':')) return host
  const [second = '', top = ''] = labels.slice(-2)
  return labels.slice(top.length === 2 && SHARED.has(second) ? -3 : -2).join('.')
}
