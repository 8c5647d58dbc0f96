import { Lexer } from 'yaml'

/** Configurations and descriptions of interfaces nest some twenty deep. */
const DEEPEST = 500

// What the lexer says between tokens, and is not in the text: a document, a scalar, a fault.
const NOT_TEXT = new Set(['\u0002', '\u001F', '\u0018'])

/**
 * Where a YAML text nests too deep, if it does: the parser takes minutes over a million brackets, and the process dies of
 * 20,000 dashes in a line.
 */
export function tooDeepAt(text: string): number | undefined {
  if (mostLevels(text) <= DEEPEST) return undefined
  let offset = 0
  const depthAt = openDepth()
  for (const token of new Lexer().lex(text)) {
    if (NOT_TEXT.has(token)) continue
    if (depthAt(token) > DEEPEST) return offset
    offset += token.length
  }
  return undefined
}

/**
 * More than it can have: each level has a sign of its own, or a space before its line (but for blanks that a control sign parts, which
 * nest nothing). It spares most texts the lexer.
 */
function mostLevels(text: string): number {
  const blanks = text.match(/\s{2,}/g) ?? []
  return blanks.reduce((most, { length }) => Math.max(most, length), 1) + (text.match(/[[{?:-]/g)?.length ?? 0)
}

const BRACKETS = new Map([
  ['[', 1],
  ['{', 1],
  [']', -1],
  ['}', -1],
])
const LEVELS = new Set(['-', '?', ':'])

/** Outside of brackets, each space before a line and each list or key in it can be a level. */
function openDepth(): (token: string) => number {
  let brackets = 0
  let levels = 0
  let isIndent = true
  return (token) => {
    brackets = Math.max(0, brackets + (BRACKETS.get(token) ?? 0))
    const isLevel = brackets === 0 && LEVELS.has(token)
    if (isLevel) levels++
    if (token.endsWith('\n')) [levels, isIndent] = [0, true]
    else if (isIndent && token.trim() === '') levels += token.length
    else isIndent = false
    return isLevel ? levels : brackets
  }
}
