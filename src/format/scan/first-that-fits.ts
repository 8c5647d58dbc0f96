import { SPAN, SPANS_LENGTH, type Field, type LineScanner, type Spans } from '../../domain/contracts.ts'

/**
 * One scanner of a format that has two shapes of line: a line is of the first, else of the second. The first gives every
 * field of the second; both write times alike.
 */
export function firstThatFits(first: LineScanner, second: LineScanner): LineScanner {
  const lacking = [...first.fields].filter((field) => !second.fields.has(field)).map((field) => SPAN[field])
  const scan: LineScanner['scan'] = (bytes, start, end, spans) => {
    const stopped = first.scan(bytes, start, end, spans)
    if (stopped < 0) return stopped
    const stoppedLater = second.scan(bytes, start, end, spans)
    if (stoppedLater >= 0) return Math.max(stopped, stoppedLater)
    for (const span of lacking) spans[span] = -1
    return stoppedLater
  }
  return { ...first, scan }
}

/**
 * A scanner whose lines must also pass a test. `isNotRequest` then tells those that fit but for it, where they are no
 * requests.
 */
export function onlyWhere(
  scanner: LineScanner,
  isMeant: (bytes: Uint8Array, spans: Spans, start: number) => boolean,
): LineScanner & { readonly isNotRequest: NonNullable<LineScanner['isNotRequest']> } {
  const own = new Int32Array(SPANS_LENGTH)
  const { kernelPlan, ...rest } = scanner
  if (kernelPlan !== undefined) throw new Error('the kernel would know nothing of the test')
  return {
    ...rest,
    scan(bytes, start, end, spans) {
      const stopped = scanner.scan(bytes, start, end, spans)
      return stopped >= 0 || isMeant(bytes, spans, start) ? stopped : start
    },
    isNotRequest: (bytes, start, end) => scanner.scan(bytes, start, end, own) < 0 && !isMeant(bytes, own, start),
  }
}

/** True if the span of a field is this text. */
export function isText(bytes: Uint8Array, spans: Spans, field: Field, text: string): boolean {
  const start = spans[SPAN[field]]!
  if (start < 0 || spans[SPAN[field] + 1]! - start !== text.length) return false
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text.charCodeAt(i)) return false
  return true
}
