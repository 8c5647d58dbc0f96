import type { State } from '../../../state/index.ts'

const FACT = 'noise-key-made'

/** Whether the key to the noise was made for this state: one that was brought back was there before. */
export function hasMadeKey({ facts }: Pick<State, 'facts'>): boolean {
  return facts.fact(FACT) !== undefined
}

export function noteMadeKey({ facts }: Pick<State, 'facts'>): void {
  facts.keepFact(FACT, 'true')
}
