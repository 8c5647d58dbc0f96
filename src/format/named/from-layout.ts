import type { Escapes, LineScanner } from '../../domain/contracts.ts'
import type { Piece } from '../plan.ts'
import { makeScanner } from '../scan/plan/make-scanner.ts'

/** The scanner of a layout, which is known to be whole. `more` is what no piece says. */
export function fromLayout(
  name: string,
  escapes: Escapes,
  pieces: readonly Piece[],
  more: Partial<LineScanner> = {},
): LineScanner {
  const scanner = makeScanner(name, { pieces, escapes, forgeable: false })
  if ('why' in scanner) throw new Error(`the layout of ${name} cannot be compiled`)
  return { ...scanner, ...more }
}
