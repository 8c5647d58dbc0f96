import { syntaxProblem } from '../walk-files.ts'
import { nginxTokens, type NginxToken } from './nginx-tokens.ts'

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
