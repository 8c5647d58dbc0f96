// What opens or closes a block; what may open a string or a comment, in which braces and quotes mean nothing.
const NOTABLE = /[{}"'[]|--/g

/**
 * Where the `}` stands that closes the block of Lua which begins at `from`; −1: nothing closes it. Its strings (in either
 * quote, or between `[[` and `]]`, `[=[` and `]=]` …) and comments are passed over.
 */
export function endOfLua(text: string, from: number): number {
  let depth = 1
  for (let at = from; at >= 0;) {
    NOTABLE.lastIndex = at
    const found = NOTABLE.exec(text)
    if (found === null) return -1
    const [mark] = found
    if (mark === '{') depth++
    else if (mark === '}') depth--
    if (depth === 0) return found.index
    at = afterMark(text, found.index, mark)
  }
  return -1
}

/** Where Lua goes on after a mark and what it opens; −1: nowhere. */
function afterMark(text: string, at: number, mark: string): number {
  if (mark === '{' || mark === '}') return at + 1
  if (mark === '"' || mark === "'") return afterQuoted(text, at)
  if (mark === '--') return afterComment(text, at + 2)
  const opening = longOpening(text, at)
  return opening === '' ? at + 1 : afterLong(text, at, opening)
}

function afterQuoted(text: string, open: number): number {
  const quote = text.charAt(open)
  for (let at = open + 1; at < text.length; at++) {
    if (text.charAt(at) === '\\') at++
    else if (text.charAt(at) === quote) return at + 1
  }
  return -1
}

function afterComment(text: string, from: number): number {
  const opening = longOpening(text, from)
  return opening === '' ? text.indexOf('\n', from) : afterLong(text, from, opening)
}

/** `[[` or `[=[` …; nothing where no such stands. */
function longOpening(text: string, at: number): string {
  let second = at + 1
  while (text.charAt(second) === '=') second++
  return text.charAt(at) === '[' && text.charAt(second) === '[' ? text.slice(at, second + 1) : ''
}

function afterLong(text: string, at: number, opening: string): number {
  const closing = opening.replaceAll('[', ']')
  const close = text.indexOf(closing, at + opening.length)
  return close < 0 ? -1 : close + closing.length
}
