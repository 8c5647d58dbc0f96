import { indexOf } from '../domain/dictionary.ts'
import type { Hit } from '../domain/hit.ts'

/** The Hit that a gate fills anew for every line. */
export type MutableHit = { -readonly [K in keyof Hit]: Hit[K] }

/** A Hit of which nothing could be read. */
export function blankHit(): MutableHit {
  return {
    fate: indexOf<'fate'>(-1),
    reason: indexOf<'reason'>(-1),
    outcome: indexOf<'fate'>(-1),
    day: indexOf<'day'>(-1),
    hour: indexOf<'hour'>(-1),
    feature: indexOf<'feature'>(-1),
    status: indexOf<'status'>(-1),
    method: indexOf<'method'>(-1),
    client: indexOf<'client'>(-1),
    device: indexOf<'device'>(-1),
    browser: indexOf<'browser'>(-1),
    os: indexOf<'os'>(-1),
    referrer: indexOf<'referrer'>(-1),
    bytes: -1,
  }
}
