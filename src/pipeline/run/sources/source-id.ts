import { randomBytes } from 'node:crypto'
import type { State } from '../../../state/index.ts'

const FACT = 'source'

/** What tells this state from all others in its tallies, made once. */
export function sourceId({ facts, commit }: State): string {
  const known = facts.fact(FACT)
  if (known !== undefined) return known
  const made = randomBytes(16).toString('base64url')
  commit(() => facts.keepFact(FACT, made))
  return made
}

/** Whether a tally was ever made of it. */
export function isExported({ facts }: Pick<State, 'facts'>): boolean {
  return facts.fact(FACT) !== undefined
}
