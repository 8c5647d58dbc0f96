import type { Problem } from '../../domain/problem.ts'
import { say, type ProblemWords, type WordsFor } from '../language/language.ts'
import { OF_AUDIT } from './work/of-audit.ts'
import { OF_CONFIGURATION } from './input/of-configuration.ts'
import { OF_LOGS } from './input/of-logs.ts'
import { OF_PATTERNS } from './input/of-patterns.ts'
import { OF_PORTALS } from './work/of-portals.ts'
import { OF_PROTECTION } from './work/of-protection.ts'
import { OF_SERVERS } from './input/of-servers.ts'
import { OF_STATE } from './work/of-state.ts'
import { OF_TALLIES } from './work/of-tallies.ts'
import { OF_USE } from './work/of-use.ts'

// A code without words, or with words in one language, does not compile.
const WORDS: WordsFor<Problem['code']> = {
  ...OF_CONFIGURATION,
  ...OF_PATTERNS,
  ...OF_LOGS,
  ...OF_SERVERS,
  ...OF_USE,
  ...OF_STATE,
  ...OF_TALLIES,
  ...OF_PROTECTION,
  ...OF_PORTALS,
  ...OF_AUDIT,
}
type Sentences = { readonly what: string; readonly where?: string; readonly fix?: string }

/** The sentences of a problem, in the language that is spoken. */
export function wordsForProblem<C extends Problem['code']>(
  problem: { readonly code: C } & Extract<Problem, { code: C }>,
): Sentences {
  const { what, where, fix }: ProblemWords = WORDS[problem.code](problem)
  return {
    what: say(what),
    ...(where !== undefined && { where: typeof where === 'string' ? where : say(where) }),
    ...(fix !== undefined && { fix: say(fix) }),
  }
}
