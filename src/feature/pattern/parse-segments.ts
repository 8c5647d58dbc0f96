import { decodeText } from './decode-text.ts'
import { nearestKind } from './nearest-kind.ts'
import { faultAt, isFault, piecesOf, type Fault, type Piece } from './piece.ts'
import { KINDS, type Segment } from './route.ts'

/** Reads a path: empty segments go, as they go from a request, so `/` has none and a slash at the end says nothing. */
export function parseSegments(path: Piece, caseInsensitive: boolean): readonly Segment[] | Fault {
  const segments: Segment[] = []
  const pieces = piecesOf(path, '/').filter(({ text }) => text !== '')
  for (const piece of pieces) {
    const segment = parseSegment(piece, caseInsensitive)
    if (isFault(segment)) return segment
    if (segment.kind === 'rest' && piece !== pieces.at(-1)) return faultAt('rest-must-be-last', piece.at)
    segments.push(segment)
  }
  return segments
}

function parseSegment(piece: Piece, caseInsensitive: boolean): Segment | Fault {
  const { text, at } = piece
  if (text === '**') return { kind: 'rest' }
  if (text === '*') return { kind: 'any' }
  const star = text.indexOf('*')
  if (star >= 0) return faultAt('star-inside-segment', at + star)
  return text.startsWith(':') ? parseName(piece) : parseLiteral(piece, caseInsensitive)
}

function parseName({ text, at }: Piece): Segment | Fault {
  const parts = /^:[\p{L}_][\p{L}\p{N}_-]*(?<narrowed><(?<word>[^<>]*)>)?$/u.exec(text)?.groups
  if (parts === undefined) return faultAt('bad-name', at)
  const { narrowed, word } = parts
  if (narrowed === undefined || word === undefined) return { kind: 'any' }
  const kind = KINDS.find((known) => known === word)
  if (kind !== undefined) return { kind }
  const nearest = nearestKind(word)
  const fault = faultAt('unknown-kind', at + text.indexOf('<') + 1)
  return nearest === undefined ? fault : { ...fault, nearest }
}

function parseLiteral(piece: Piece, caseInsensitive: boolean): Segment | Fault {
  // `{id}`, `<id>` and `[id]` are names in other languages of patterns; as literals they would never match.
  const bracket = piece.text.search(/[{}<>[\]]/)
  if (bracket >= 0) return faultAt('bad-name', piece.at + bracket)
  const text = decodeText(piece)
  if (isFault(text)) return text
  if (text === '.' || text === '..') return faultAt('dot-segment', piece.at)
  return { kind: 'literal', text: caseInsensitive ? lowerAscii(text) : text }
}

/** As the gate does to the path of a request. */
function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
