import { faultAt, type Fault, type Piece } from './piece.ts'

/** A literal with its percent signs undone, once. A stray `%`, or one that makes no UTF-8, is a fault. */
export function decodeText({ text, at }: Piece): string | Fault {
  const stray = text.search(/%(?![\da-f]{2})/i)
  if (stray >= 0) return faultAt('bad-percent', at + stray)
  try {
    return decodeURIComponent(text)
  } catch {
    return faultAt('bad-percent', at + text.indexOf('%'))
  }
}
