import { SPAN, SPANS_LENGTH, type LineScanner } from '../../domain/contracts.ts'
import type { FirstBytes } from '../named/named-format.ts'
import { jsonScanner, type JsonFormat } from './json-scanner.ts'
import { saysItsUnit } from './keys/unit-of-duration.ts'

const { duration: DURATION } = SPAN
const LF = 0x0a
const MOST_LINES = 1000

/**
 * The scanner of JSON lines whose durations should be seconds. Who writes seconds writes fractions of them, or the unit beside
 * them, `46.012ms`: where the first lines have whole numbers alone, nobody says what they count, and they are left out.
 */
export function scannerOfSeconds(format: JsonFormat, first?: FirstBytes): LineScanner {
  const scanner = jsonScanner(format)
  if (first === undefined) return scanner
  const durations = durationsIn(scanner, first)
  if (durations.length === 0 || durations.some(isFraction)) return scanner
  if (durations.every(saysItsUnit)) return jsonScanner({ ...format, durationUnit: 'written' })
  const keys = new Map([...format.keys].filter(([field]) => field !== 'duration'))
  return jsonScanner({ ...format, keys, cautions: [...(format.cautions ?? []), 'ambiguous-duration'] })
}

function durationsIn({ scan }: LineScanner, { bytes, start, end }: FirstBytes): readonly string[] {
  const spans = new Int32Array(SPANS_LENGTH)
  const durations: string[] = []
  for (let [at, line] = [start, 0]; at < end && line < MOST_LINES; line++) {
    const lf = bytes.indexOf(LF, at)
    const stop = lf < 0 || lf > end ? end : lf
    if (scan(bytes, at, stop, spans) < 0 && spans[DURATION]! >= 0)
      durations.push(String.fromCharCode(...bytes.subarray(spans[DURATION], spans[DURATION + 1])))
    at = stop + 1
  }
  return durations
}

/** `0.046`, `1.2e-05`; no `46`, no `46.012ms`. */
function isFraction(text: string): boolean {
  return /^[\d.e-]+$/.test(text) && /[.e]/.test(text)
}
