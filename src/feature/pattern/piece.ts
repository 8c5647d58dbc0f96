import type { PatternFault } from '../../domain/feature.ts'

/** A part of a pattern and its offset in it. */
export type Piece = { readonly text: string; readonly at: number }

/** What is wrong with a pattern; `column` from 1, inside the pattern. */
export type Fault = { readonly why: PatternFault; readonly column: number; readonly nearest?: string }

/** The parts of a piece between separators. */
export function piecesOf(piece: Piece, separator: string): readonly Piece[] {
  let at = piece.at
  return piece.text.split(separator).map((text) => {
    const part = { text, at }
    at += text.length + separator.length
    return part
  })
}

export function faultAt(why: PatternFault, offset: number): Fault {
  return { why, column: offset + 1 }
}

export function isFault(parsed: object | string | undefined): parsed is Fault {
  return typeof parsed === 'object' && 'why' in parsed
}
