import type { RequestView } from '../domain/contracts.ts'
import type { Branch } from './branch.ts'
import { LEAST_SHARE, LEAST_USES } from './fold-words.ts'

export type HostCounter = {
  /** The tree that a use belongs to: that of the host which its target names itself, or of all targets without one. */
  readonly treeOf: (view: RequestView, isAbsolute: boolean) => Branch
  readonly trees: () => readonly Branch[]
  readonly own: () => Own
}

/** The service's own, as a count with these hosts would take it (ADR 11): what names no host is asked of it. */
type Own = {
  readonly trees: readonly Branch[]
  /** Of one domain, the busiest first; none: every target is its own. */
  readonly hosts: readonly string[]
  /** Uses by targets with a host that are its own, and that are not. */
  readonly absoluteUses: number
  readonly foreignUses: number
}

type Host = { readonly host: string; readonly domain: string; columnUses: number; readonly absolute: Branch }

// Whoever asks a proxy for ever-new hosts must not fill the memory.
const MOST_HOSTS = 4096
const LONGEST_BYTES = 253
/** A host is told from as many uses on as a word is, and from the same share of all; and where it has few siblings. */
export const MOST_TOLD = 20

/**
 * Counts uses by host.
 *
 * @param tellsNone no host is told, whatever its uses
 */
export function countHosts(newTree: () => Branch, tellsNone: boolean): HostCounter {
  const origin = newTree()
  // Of hosts that are not remembered.
  const rest = newTree()
  const hosts = new Map<string, Host>()

  function hostOf({ hostBytes, hostStart, hostEnd }: RequestView): Host | undefined {
    if (hostStart < 0 || hostEnd === hostStart || hostEnd - hostStart > LONGEST_BYTES) return undefined
    const text = String.fromCharCode(...hostBytes.subarray(hostStart, hostEnd))
    const known = hosts.get(text)
    if (known !== undefined || hosts.size >= MOST_HOSTS) return known
    const host: Host = { host: text, domain: domainOfHost(text), columnUses: 0, absolute: newTree() }
    hosts.set(text, host)
    return host
  }

  function treeOf(view: RequestView, isAbsolute: boolean): Branch {
    const host = hostOf(view)
    if (isAbsolute) return host?.absolute ?? rest
    if (host !== undefined) host.columnUses++
    return origin
  }

  function trees(): readonly Branch[] {
    return [origin, rest, ...[...hosts.values()].map(({ absolute }) => absolute)]
  }

  function allUses(): number {
    return sumOf(trees(), ({ uses }) => uses)
  }

  function own(): Own {
    const told = toldHosts()
    const named = told.length === 0 ? trees().slice(1) : told.map(({ absolute }) => absolute)
    const absoluteUses = sumOf(named, ({ uses }) => uses)
    return {
      trees: [origin, ...named],
      hosts: told.map(({ host }) => host),
      absoluteUses,
      foreignUses: allUses() - origin.uses - absoluteUses,
    }
  }

  // 1. a proxy                   the domain of the host that most targets name, where these are more than half of all
  // 2. a column names hosts      the domain of its busiest
  // otherwise                    none: a few targets with a host look for an open proxy, as a rule
  function toldHosts(): readonly Host[] {
    const all = [...hosts.values()]
    const proxied = all.filter(({ domain }) => domain === busiest(all, absoluteUsesOf)?.domain)
    const isProxy = sumOf(proxied, absoluteUsesOf) > allUses() / 2
    const ofColumn = busiest(all, ({ columnUses }) => columnUses)?.domain
    const domain = isProxy ? proxied : all.filter((host) => host.domain === ofColumn)
    const least = Math.max(LEAST_USES, LEAST_SHARE * sumOf(domain, usesOf))
    if (tellsNone || domain.length > MOST_TOLD) return []
    return domain
      .filter((host) => usesOf(host) >= least && isName(host.host))
      .toSorted((a, b) => usesOf(b) - usesOf(a) || compare(a.host, b.host))
  }

  return { treeOf, trees, own }
}

/** Undefined where none has a use. */
function busiest(hosts: readonly Host[], usesBy: (host: Host) => number): Host | undefined {
  const [first] = hosts.toSorted((a, b) => usesBy(b) - usesBy(a) || compare(a.host, b.host))
  return first !== undefined && usesBy(first) > 0 ? first : undefined
}

function absoluteUsesOf({ absolute }: Host): number {
  return absolute.uses
}

function usesOf({ columnUses, absolute }: Host): number {
  return columnUses + absolute.uses
}

function sumOf<T>(all: readonly T[], usesBy: (one: T) => number): number {
  return all.reduce((sum, one) => sum + usesBy(one), 0)
}

/** No address of numbers, and nothing that is no name. */
function isName(host: string): boolean {
  return /^[a-z\d-]+(?:\.[a-z\d-]+)+$/.test(host) && !/^[\d.]+$/.test(host)
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
