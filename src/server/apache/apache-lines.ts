import { syntaxProblem } from '../walk-files.ts'

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
