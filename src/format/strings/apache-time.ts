import type { FormatFault } from '../../domain/contracts.ts'
import { SHAPE, type Piece, type TimeForm, type Unplaced } from '../plan.ts'
import { strftimeTime } from '../time/read-strftime.ts'
import { epochTime } from '../time/epoch-time.ts'
import { CLF_TIME } from '../time/read-time.ts'

const EPOCHS: ReadonlyMap<string, TimeForm> = new Map([
  ['sec', epochTime(1, 10)],
  ['msec', epochTime(1000, 13)],
  ['usec', epochTime(1_000_000, 16)],
])
const FRACTIONS: ReadonlyMap<string, string> = new Map([
  ['msec_frac', '%3'],
  ['usec_frac', '%6'],
])

/** What a `%t` or `%{argument}t` stands for. */
export function timeDirective(argument: string | undefined): readonly Unplaced[] {
  const timeOf = (time: TimeForm): Unplaced => ({ variable: { field: 'time', shape: SHAPE.time, time } })
  // A bare %t brings its own brackets.
  if (argument === undefined || argument === '') return [{ literal: '[' }, timeOf(CLF_TIME), { literal: ']' }]
  const pattern = argument.replace(/^(?:begin|end):/, '')
  const epoch = EPOCHS.get(pattern)
  return [epoch === undefined ? { pattern: FRACTIONS.get(pattern) ?? pattern } : timeOf(epoch)]
}

/** Several `%{…}t` with nothing but text between them make one time; every strftime pattern is compiled. */
export function joinTimes(
  pieces: readonly Piece[],
): readonly Piece[] | { readonly why: FormatFault; readonly column: number } {
  const joined: Piece[] = []
  for (const piece of pieces) {
    const before = joined.at(-2)
    const last = joined.at(-1)
    if (!('pattern' in piece) || last === undefined) joined.push(piece)
    else if ('pattern' in last) joined.splice(-1, 1, { ...last, pattern: last.pattern + piece.pattern })
    else if (before !== undefined && 'pattern' in before && 'literal' in last)
      joined.splice(-2, 2, { ...before, pattern: before.pattern + last.literal.replaceAll('%', '%%') + piece.pattern })
    else joined.push(piece)
  }
  return compilePatterns(joined)
}

function compilePatterns(pieces: readonly Piece[]): ReturnType<typeof joinTimes> {
  const patterns = pieces.filter((piece) => 'pattern' in piece)
  const [, second] = patterns
  if (second !== undefined) return { why: 'scattered-time', column: second.column }
  const compiled: Piece[] = []
  for (const piece of pieces) {
    if (!('pattern' in piece)) compiled.push(piece)
    else {
      const time = strftimeTime(piece.pattern)
      if (time === undefined) return { why: 'unsupported-time', column: piece.column }
      compiled.push({ column: piece.column, variable: { field: 'time', shape: SHAPE.time, time } })
    }
  }
  return compiled
}
