import type { Place } from '../domain/place.ts'
import { syntaxProblem } from './walk-files.ts'

/** A directive with its words, of which the first is its name; or the end of a block. */
export type NginxDirective = { readonly words: readonly NginxToken[]; readonly opensBlock: boolean } | 'close'

/**
 * The directives of one file, one after the other.
 *
 * @throws ProblemError SERVER_CONFIG_SYNTAX
 */
export function* nginxDirectives(text: string, file: string): Generator<NginxDirective, void, undefined> {
  let words: NginxToken[] = []
  const blocks: NginxToken[] = []
  const refuse = (why: 'unfinished' | 'stray-close' | 'unclosed-block', at: NginxToken | undefined): void => {
    if (at !== undefined) throw syntaxProblem({ file, line: at.line, column: at.column }, why)
  }
  for (const token of nginxTokens(text, file)) {
    if (token.kind === 'word') words.push(token)
    else if (token.kind === '}') {
      refuse('unfinished', words[0])
      if (blocks.pop() === undefined) refuse('stray-close', token)
      yield 'close'
    } else {
      if (token.kind === '{') blocks.push(token)
      yield { words, opensBlock: token.kind === '{' }
      words = []
    }
  }
  refuse('unfinished', words[0])
  refuse('unclosed-block', blocks.at(-1))
}

type NginxToken = {
  readonly kind: 'word' | ';' | '{' | '}'
  /** Of a word, its quotes and escapes undone. */
  readonly text: string
  readonly line: number
  readonly column: number
}

// Space or a comment; a mark; a word in quotes; a bare word, in which `${name}` opens no block.
const TOKEN =
  /\s+|#[^\n]*|(?<mark>[;{}])|"(?<double>[^"\\]*(?:\\[\s\S][^"\\]*)*)"|'(?<single>[^'\\]*(?:\\[\s\S][^'\\]*)*)'|(?<bare>(?:\$\{|\\[\s\S]|[^\s;{\\])+)/gy

/**
 * The words and marks of nginx's syntax; of a block of Lua, which has another one, its braces alone.
 *
 * @throws ProblemError SERVER_CONFIG_SYNTAX for a quote or a block of Lua that nothing closes
 */
export function* nginxTokens(text: string, file: string): Generator<NginxToken, void, undefined> {
  const placeOf = followPlaces(text, file)
  let at = 0
  const opensLua = followDirectives()
  for (let match = tokenAt(text, at); match !== null; match = tokenAt(text, at)) {
    const token = partOf(match)
    at = match.index + match[0].length
    if (token === undefined) continue
    const place = placeOf(match.index)
    if (token.isUnclosed === true) throw syntaxProblem(place, 'unclosed-quote')
    yield { kind: token.kind, text: token.text, line: place.line, column: place.column }
    if (opensLua(token)) at = endOfLua(text, at)
    if (at < 0) throw syntaxProblem(place, 'unclosed-block')
  }
  // A backslash at the very end is no token.
  if (at < text.length) throw syntaxProblem(placeOf(at), 'unfinished')
}

function tokenAt(text: string, at: number): RegExpExecArray | null {
  TOKEN.lastIndex = at
  return TOKEN.exec(text)
}

/** Told each token, says which opens a block of OpenResty: `content_by_lua_block {`, perhaps with a word between. */
function followDirectives(): (token: TokenPart) => boolean {
  let name: string | undefined
  return ({ kind, text }) => {
    const opensLua = kind === '{' && name?.endsWith('_by_lua_block') === true
    name = kind === 'word' ? (name ?? text) : undefined
    return opensLua
  }
}

type TokenPart = Pick<NginxToken, 'kind' | 'text'> & { readonly isUnclosed?: boolean }

function partOf({ groups: { mark, double, single, bare } = {} }: RegExpExecArray): TokenPart | undefined {
  if (mark === ';' || mark === '{' || mark === '}') return { kind: mark, text: mark }
  // A quote that nothing closes makes the rest a bare word.
  if (bare !== undefined) return { kind: 'word', text: unescaped(bare), isUnclosed: /^["']/.test(bare) }
  const quoted = double ?? single
  return quoted === undefined ? undefined : { kind: 'word', text: unescaped(quoted) }
}

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n' }

function unescaped(word: string): string {
  return word.replace(/\\(["'\\trn])/g, (_, escaped: string) => ESCAPES[escaped] ?? escaped)
}

/** Line and column of ever later positions, without looking at any character twice. */
function followPlaces(text: string, file: string): (position: number) => Place {
  let line = 1
  let lineStart = 0
  // Kept, since a line may be as long as the file and hold a million words.
  let lf = text.indexOf('\n')
  return (position) => {
    while (lf >= 0 && lf < position) {
      line++
      lineStart = lf + 1
      lf = text.indexOf('\n', lineStart)
    }
    return { file, line, column: position - lineStart + 1 }
  }
}

// What opens or closes a block; what may open a string or a comment, in which braces and quotes mean nothing.
const NOTABLE = /[{}"'[]|--/g

/**
 * Where the `}` stands that closes the block of Lua which begins at `from`; −1: nothing closes it. Its strings (in either
 * quote, or between `[[` and `]]`, `[=[` and `]=]` …) and comments are passed over.
 */
function endOfLua(text: string, from: number): number {
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
