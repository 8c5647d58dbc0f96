import { SPANS_LENGTH, type LineScanner } from '../../domain/contracts.ts'
import type { Piece } from '../plan.ts'
import { chooseFields, placesOf, planOf } from '../scan/plan/place-steps.ts'
import { scanStraight } from '../scan/scan-line.ts'

/** True for the lines of a layout, whatever they say. */
export function layoutTest(pieces: readonly Piece[]): NonNullable<LineScanner['isNotRequest']> {
  const [prefix, variables] = placesOf(pieces)
  const plan = planOf(prefix, variables, chooseFields(variables), { pieces, escapes: 'backslash', forgeable: false })
  const spans = new Int32Array(SPANS_LENGTH)
  return (bytes, start, end) => scanStraight(plan, bytes, start, end, spans) < 0
}
