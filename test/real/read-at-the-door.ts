import { DAY_OF_1970 } from '../../src/domain/calendar.ts'
import {
  FIELDS,
  SPAN,
  SPANS_LENGTH,
  type DurationUnit,
  type Field,
  type LineScanner,
} from '../../src/domain/contracts.ts'
import { recordOf } from '../../src/domain/dictionary.ts'

/** What a format marks on a line, as text of one byte a character; undefined: absent. Sealed in the test: no message shows it. */
export type DoorLine = Readonly<Record<Field, string | undefined>> & {
  /** `2026-03-10T08:31:24Z`; undefined: not a time. */
  readonly instant: string | undefined
  readonly durationMs: number | undefined
}

/** Reads a line at the format's door; undefined: it does not fit. */
export function readAtTheDoor(scanner: LineScanner, line: Buffer): DoorLine | undefined {
  const spans = new Int32Array(SPANS_LENGTH).fill(-1)
  if (scanner.scan(line, 0, line.length, spans) >= 0) return undefined
  const textOf = (field: Field): string | undefined => {
    const start = spans[SPAN[field]]!
    return start < 0 ? undefined : line.toString('latin1', start, spans[SPAN[field] + 1])
  }
  const time = { seconds: 0, offset: 0 }
  const isTime = scanner.readTime(line, spans[SPAN.time]!, spans[SPAN.time + 1]!, time)
  return {
    ...recordOf(FIELDS, (position) => textOf(FIELDS[position]!)),
    durationMs: durationMsOf(textOf('duration'), scanner.durationUnit),
    instant: isTime ? instantText(time.seconds - time.offset * 60) : undefined,
  }
}

const MILLISECONDS: Partial<Readonly<Record<DurationUnit, number>>> = { s: 1000, ms: 1, us: 1e-3, ns: 1e-6 }

function durationMsOf(text: string | undefined, unit: DurationUnit): number | undefined {
  const factor = MILLISECONDS[unit]
  return text === undefined || factor === undefined ? undefined : Number(text) * factor
}

function instantText(secondsSince1900: number): string {
  return `${new Date((secondsSince1900 - DAY_OF_1970 * 86_400) * 1000).toISOString().slice(0, 19)}Z`
}

/** Undoes `\xHH`, `\"`, `\\`, `\n`, `\r` and `\t`, as servers write them. */
export function withoutEscapes(text: string): string {
  return text.replace(/\\(x[\da-f]{2}|["\\nrt])/gi, (_, escape: string) => {
    if (escape.length === 3) return String.fromCharCode(parseInt(escape.slice(1), 16))
    return { n: '\n', r: '\r', t: '\t' }[escape] ?? escape
  })
}
