import { syntaxProblem } from './walk-files.ts'

/** A directive, or the mark of a section; its name in small letters. */
export type ApacheLine = {
  readonly kind: 'directive' | 'open' | 'close'
  readonly name: string
  /** What follows the name, as written. */
  readonly rest: string
  readonly line: number
  readonly column: number
}

/**
 * The lines of one file, those that a backslash continues joined, comments left out.
 *
 * @throws ProblemError SERVER_CONFIG_SYNTAX for sections that do not match
 */
export function* apacheLines(text: string, file: string): Generator<ApacheLine, void, undefined> {
  const sections: ApacheLine[] = []
  const refuse = (why: 'stray-close' | 'unclosed-block', { line, column }: ApacheLine): never => {
    throw syntaxProblem({ file, line, column }, why)
  }
  for (const { joined, line } of joinedLines(text)) {
    const found = lineOf(joined, line)
    if (found === undefined) continue
    if (found.kind === 'open') sections.push(found)
    else if (found.kind === 'close' && sections.pop()?.name !== found.name) refuse('stray-close', found)
    yield found
  }
  const section = sections.at(-1)
  if (section !== undefined) refuse('unclosed-block', section)
}

function* joinedLines(text: string): Generator<{ readonly joined: string; readonly line: number }> {
  let joined = ''
  let first = 1
  for (const [i, written] of text.split('\n').entries()) {
    const bare = written.endsWith('\r') ? written.slice(0, -1) : written
    const continues = bare.endsWith('\\')
    joined += continues ? bare.slice(0, -1) : bare
    if (continues) continue
    yield { joined, line: first }
    joined = ''
    first = i + 2
  }
  yield { joined, line: first }
}

const KINDS: Readonly<Record<string, ApacheLine['kind']>> = { '<': 'open', '</': 'close' }

/** Undefined for a comment, or nothing. */
function lineOf(joined: string, line: number): ApacheLine | undefined {
  const text = joined.trimStart()
  const [front = '', mark = '', name = ''] = /^(<\/?)?([^\s<>#][^\s>]*)/.exec(text) ?? []
  if (front === '') return undefined
  return {
    kind: KINDS[mark] ?? 'directive',
    name: name.toLowerCase(),
    rest: text.slice(front.length).trim(),
    line,
    column: joined.length - text.length + 1,
  }
}

/** The words of a directive as written, quotes included; undefined where a quote is not closed. */
export function splitWords(rest: string): readonly string[] | undefined {
  const words: string[] = []
  for (let left = rest.trimStart(); left !== '';) {
    const end = endOfWord(left)
    if (end < 0) return undefined
    words.push(left.slice(0, end))
    left = left.slice(end).trimStart()
  }
  return words
}

/** Where the first word ends; −1: nothing closes its quote. */
function endOfWord(text: string): number {
  const quote = text.charAt(0)
  if (quote !== '"' && quote !== "'") {
    const end = text.search(/\s/)
    return end < 0 ? text.length : end
  }
  for (let at = 1; at < text.length; at++) {
    if (text.charAt(at) === '\\') at++
    else if (text.charAt(at) === quote) return at + 1
  }
  return -1
}

/** A word without its quotes, and what a backslash protects in them. */
export function bareWord(word: string): string {
  return /^["']/.test(word) ? word.slice(1, -1).replace(/\\(["'\\])/g, '$1') : word
}
