import type { Spans } from '../../domain/contracts.ts'

const QUOTE = 0x22

/** Columns parted by one byte each. */
export type ColumnPlan = {
  /** What each column is: a position in the span table, `ASIDE`, or `NOT_KEPT`. */
  readonly places: Int32Array
  /** More columns may follow those that are named: a service adds to its log before it says so. */
  readonly mayGrow: boolean
}

/** Bytes that are passed over: an identifier, noise, a name that nobody knows. */
export const NOT_KEPT = -1
/** A value that is no field of its own, as a date apart from its time: its place is remembered for the length of the line. */
export const ASIDE = -2

/** Where that value of the line at hand stands; −1: it has none. */
export type Aside = { start: number; end: number }

// Own constants: an imported one is loaded anew at each use.
const [SKIPPED, BESIDE] = [NOT_KEPT, ASIDE]

/**
 * Marks the columns of a line, each up to the next separator; quotes around a value are left out of its span.
 *
 * @returns −1 if there are as many as the plan names, else where the line stopped to fit
 */
export function scanPlainColumns(
  plan: ColumnPlan,
  bytes: Uint8Array,
  start: number,
  end: number,
  separator: number,
  spans: Spans,
  aside: Aside,
): number {
  const { places, mayGrow } = plan
  const columns = places.length
  let at = start
  for (let column = 0; column < columns; column++) {
    let stop = at
    while (stop < end && bytes[stop] !== separator) stop++
    const place = places[column]!
    if (place !== SKIPPED) mark(bytes, at, stop, place, spans, aside)
    at = stop + 1
    if (stop === end && column < columns - 1) return end
  }
  // One separator after the last value is no column.
  return at >= end || mayGrow ? -1 : at
}

/** The same where a value in quotes may hold separators; `""` inside of it is a quote. */
export function scanQuotedColumns(
  plan: ColumnPlan,
  bytes: Uint8Array,
  start: number,
  end: number,
  separator: number,
  spans: Spans,
  aside: Aside,
): number {
  const { places, mayGrow } = plan
  const columns = places.length
  let at = start
  for (let column = 0; column < columns; column++) {
    const stop = endOfColumn(bytes, at, end, separator)
    if (stop < 0) return at
    const place = places[column]!
    if (place !== SKIPPED) mark(bytes, at, stop, place, spans, aside)
    at = stop + 1
    if (stop === end && column < columns - 1) return end
  }
  return at >= end || mayGrow ? -1 : at
}

function mark(bytes: Uint8Array, at: number, stop: number, place: number, spans: Spans, aside: Aside): void {
  const isQuoted = stop - at > 1 && bytes[at] === QUOTE && bytes[stop - 1] === QUOTE
  const from = isQuoted ? at + 1 : at
  const to = isQuoted ? stop - 1 : stop
  if (place === BESIDE) {
    aside.start = from
    aside.end = to
    return
  }
  spans[place] = from
  spans[place + 1] = to
}

/** The separator after the value that starts at `at`, or `end`; −1 where a quote is not closed. */
function endOfColumn(bytes: Uint8Array, at: number, end: number, separator: number): number {
  let stop = at
  if (at >= end || bytes[at] !== QUOTE) {
    while (stop < end && bytes[stop] !== separator) stop++
    return stop
  }
  for (stop = at + 1; stop < end; stop++) {
    if (bytes[stop] !== QUOTE) continue
    if (stop + 1 === end || bytes[stop + 1] === separator) return stop + 1
    // A quote inside the value: doubled, or left alone by a careless writer.
    if (bytes[stop + 1] === QUOTE) stop++
  }
  return -1
}

/**
 * What each column of a header row is, by `placeOf` its name, which quotes are left out of.
 *
 * @returns undefined where a quote is not closed
 */
export function placesOfNames(
  bytes: Uint8Array,
  start: number,
  end: number,
  separator: number,
  placeOf: (is: (name: string) => boolean) => number,
): readonly number[] | undefined {
  const places: number[] = []
  for (let at = start; at <= end;) {
    const stop = endOfColumn(bytes, at, end, separator)
    if (stop < 0) return undefined
    const from = at
    places.push(placeOf((name) => isNamed(bytes, from, stop, name)))
    at = stop + 1
  }
  return places
}

/** The same as `isWord`, with quotes around it or not. */
export function isNamed(bytes: Uint8Array, from: number, to: number, name: string): boolean {
  const isQuoted = to - from > 1 && bytes[from] === QUOTE && bytes[to - 1] === QUOTE
  return isQuoted ? isWord(bytes, from + 1, to - 1, name) : isWord(bytes, from, to, name)
}

/** True if `bytes[from…to)` is the word, in any case; the word is written in small letters. */
export function isWord(bytes: Uint8Array, from: number, to: number, word: string): boolean {
  if (to - from !== word.length) return false
  for (let i = 0; i < word.length; i++) {
    const byte = bytes[from + i]!
    const small = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
    if (small !== word.charCodeAt(i)) return false
  }
  return true
}
