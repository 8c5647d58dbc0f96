import type { Place } from '../../domain/place.ts'
import { syntaxProblem } from '../walk-files.ts'
import { endOfLua } from './end-of-lua.ts'

export type NginxToken = {
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
function followDirectives(): (token: Part) => boolean {
  let name: string | undefined
  return ({ kind, text }) => {
    const opensLua = kind === '{' && name?.endsWith('_by_lua_block') === true
    name = kind === 'word' ? (name ?? text) : undefined
    return opensLua
  }
}

type Part = Pick<NginxToken, 'kind' | 'text'> & { readonly isUnclosed?: boolean }

function partOf({ groups: { mark, double, single, bare } = {} }: RegExpExecArray): Part | undefined {
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
