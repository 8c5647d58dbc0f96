import { decodeText } from './decode-text.ts'
import { faultAt, isFault, piecesOf, type Fault, type Piece } from './piece.ts'
import type { Condition } from './route.ts'

/** Reads `key=value&key2`. A key twice is a fault: only the first one of a request decides, so it could ask for two values at once. */
export function parseConditions(query: Piece): readonly Condition[] | Fault {
  const conditions: Condition[] = []
  for (const piece of piecesOf(query, '&')) {
    const condition = parseCondition(piece)
    if (isFault(condition)) return condition
    if (conditions.some(({ key }) => key === condition.key)) return faultAt('bad-query', piece.at)
    conditions.push(condition)
  }
  return conditions
}

// `?page=*` and `?page=:n` would ask for these very letters.
const LOOKS_WILD = /[*{}]|^[:<]\p{L}/u

function parseCondition({ text, at }: Piece): Condition | Fault {
  const equals = text.indexOf('=')
  const keyText = equals < 0 ? text : text.slice(0, equals)
  if (keyText === '') return faultAt('bad-query', at)
  const key = decodeText({ text: keyText.replaceAll('+', ' '), at })
  if (isFault(key)) return key
  if (equals < 0) return { key }
  const written = { text: text.slice(equals + 1).replaceAll('+', ' '), at: at + equals + 1 }
  if (LOOKS_WILD.test(written.text)) return faultAt('wild-value', written.at)
  const value = decodeText(written)
  return isFault(value) ? value : { key, value }
}
