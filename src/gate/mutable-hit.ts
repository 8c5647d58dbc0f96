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
    purpose: indexOf<'purpose'>(-1),
    referrer: indexOf<'referrer'>(-1),
    from: indexOf<'from'>(-1),
    lines: 1,
    bytes: -1,
    duration: -1,
  }
}

const UNREAD = blankHit()

/** Makes a Hit blank again. Field by field: the function around it took 300 ns a line with `Object.assign`, 90 so (profile). */
export function clearHit(hit: MutableHit): void {
  hit.fate = UNREAD.fate
  hit.reason = UNREAD.reason
  hit.outcome = UNREAD.outcome
  hit.day = UNREAD.day
  hit.hour = UNREAD.hour
  hit.feature = UNREAD.feature
  hit.status = UNREAD.status
  hit.method = UNREAD.method
  hit.client = UNREAD.client
  hit.device = UNREAD.device
  hit.browser = UNREAD.browser
  hit.os = UNREAD.os
  hit.purpose = UNREAD.purpose
  hit.referrer = UNREAD.referrer
  hit.from = UNREAD.from
  hit.lines = 1
  hit.bytes = -1
  hit.duration = -1
}
