import { FIELDS, NO_OFFSET, SPAN, SPANS_LENGTH, type Field, type LineScanner } from '../../src/domain/contracts.ts'

const FRONT = 'LEAK "\\x22 - - [10/Mar/2026:09:31:24 +0100]\n'
const BACK = '\n"LEAK" 200 1 [" 200 [10/Mar/2026:09:31:24 +0100]\n'

export type LineRead = {
  /** The text of each field that is in the line. */
  readonly texts: Partial<Record<Field, string>>
  /** UTC, or the written time where the line says no zone; `bad time`. */
  readonly instant: string
}

/** What a format finds in a line that stands amid others; the column (from 1) where it stops to fit, if it does not. A character is a byte. */
export function readLine(scanner: LineScanner, line: string): LineRead | number {
  const bytes = Buffer.from(FRONT + line + BACK, 'latin1')
  const [start, end] = [FRONT.length, FRONT.length + line.length]
  const spans = new Int32Array(SPANS_LENGTH).fill(-1)
  const stopped = scanner.scan(bytes, start, end, spans)
  if (stopped > end) throw new Error(`stopped at ${stopped}, after ${end}`)
  if (stopped >= 0) return stopped - start + 1
  const textOf = (field: Field): string => bytes.toString('latin1', spans[SPAN[field]], spans[SPAN[field] + 1])
  // An agent that is empty is marked where a key names it: it is told from none at all.
  const isSaid = (field: Field): boolean => field !== 'agent' || !['', '-'].includes(textOf(field))
  const present = FIELDS.filter((field) => spans[SPAN[field]]! >= 0 && isSaid(field))
  for (const field of present) {
    const [from, to] = [spans[SPAN[field]]!, spans[SPAN[field] + 1]!]
    if (from < start || to < from || to > end)
      throw new Error(`${field} is at ${from}…${to}, outside of ${start}…${end}`)
  }
  return {
    texts: Object.fromEntries(present.map((field) => [field, textOf(field)])),
    instant: instantOf(scanner, bytes, spans[SPAN.time]!, spans[SPAN.time + 1]!),
  }
}

/** As `instant` of a line, for a time alone. */
export function readTime(scanner: LineScanner, text: string): string {
  const bytes = Buffer.from(`1${text}1`, 'latin1')
  return instantOf(scanner, bytes, 1, bytes.length - 1)
}

function instantOf(scanner: LineScanner, bytes: Uint8Array, start: number, end: number): string {
  const time = { seconds: NaN, offset: NaN }
  if (!scanner.readTime(bytes, start, end, time)) return 'bad time'
  const isLocal = time.offset === NO_OFFSET
  const utc = (time.seconds - (isLocal ? 0 : time.offset) * 60 - 25567 * 86400) * 1000
  return new Date(utc).toISOString().replace('.000Z', isLocal ? '' : 'Z')
}
