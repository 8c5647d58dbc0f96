import { randomBytes } from 'node:crypto'
import type { State } from '../../state/index.ts'
import { keepFact, readFact } from './facts.ts'

/** What tells this state from all others in its tallies, made once. */
export function sourceId(state: State): string {
  const known = readFact(state, 'source')
  if (known !== undefined) return known
  const made = randomBytes(16).toString('base64url')
  state.commit(() => keepFact(state, 'source', made))
  return made
}

/** Whether a tally was ever made of it. */
export function isExported(state: Pick<State, 'facts'>): boolean {
  return readFact(state, 'source') !== undefined
}
