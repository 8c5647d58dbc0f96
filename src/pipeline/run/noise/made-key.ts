import type { State } from '../../../state/index.ts'
import { keepFact, readFact } from '../../facts.ts'

/** Whether the key to the noise was made for this state: one that was brought back was there before. */
export function hasMadeKey(state: Pick<State, 'facts'>): boolean {
  return readFact(state, 'noise-key-made') !== undefined
}

export function noteMadeKey(state: Pick<State, 'facts'>): void {
  keepFact(state, 'noise-key-made', true)
}
