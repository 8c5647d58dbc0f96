import type { LineScanner } from '../../domain/contracts.ts'
import { find } from '../scan/find-bytes.ts'
import { isDigit } from '../time/read-time.ts'
import type { Trial } from './try-formats.ts'

/** The log holds no request, and this format takes all its lines for what its server writes beside requests. */
export type Messages = { readonly trial: Trial; readonly scanner: LineScanner; readonly isSure: boolean }

const SPACE = 0x20
const OPENING = 0x5b
const LOGGER = new TextEncoder().encode('"logger":"')

/** The first format that takes every line of a log for one without a request. */
export function messagesOf(trials: readonly Trial[]): Messages | undefined {
  const trial = trials.find(
    (tried) =>
      // Others take for a message what anybody may write.
      tried.candidate.messages !== undefined &&
      tried.fits + tried.of === 0 &&
      tried.layer.sample.requests > 0 &&
      areItsOwn(tried),
  )
  if (trial === undefined) return undefined
  const { make, messages } = trial.candidate
  // Much that is no log of a web server looks like a message of the loose ones: a refusal is better than a day of zeros.
  return { trial, scanner: make(trial.layer.sample), isSure: messages === 'exact' }
}

function areItsOwn({ candidate, layer }: Trial): boolean {
  const isOwn = OWN_MARKS.get(candidate.name)
  const { bytes, lines } = layer.sample
  return isOwn === undefined || lines.every(({ start, end, isRequest }) => !isRequest || isOwn(bytes, start, end))
}

// Any object is a message of Caddy to who knows that the log is Caddy's; its own name who writes them. What stands in
// brackets after an address is the time with HAProxy, a level with many others.
const OWN_MARKS: ReadonlyMap<string, (bytes: Uint8Array, start: number, end: number) => boolean> = new Map([
  ['caddy', (bytes, start, end) => find(bytes, start, end, LOGGER) >= 0],
  ['haproxy', hasNoLevel],
  ['haproxy_clf', hasNoLevel],
])

function hasNoLevel(bytes: Uint8Array, start: number, end: number): boolean {
  const space = bytes.indexOf(SPACE, start)
  return space < 0 || space >= end || bytes[space + 1] !== OPENING || isDigit(bytes[space + 2]!)
}
