import type { State } from '../../../state/index.ts'

const FACT = 'clock-jumped'

/** The last run whose clock jumped; undefined: none did. */
export function lastJump({ facts }: State): number | undefined {
  const noted = facts.fact(FACT)
  return noted === undefined ? undefined : Number(noted)
}

/** Notes a run whose clock jumped: how long before it something was met cannot be known. */
export function noteJump({ facts }: State, run: number): void {
  facts.keepFact(FACT, String(run))
}

/** It did not jump, as the last that did. */
export function takeJumpBack(state: State, before: number | undefined): void {
  if (before === undefined) state.facts.takeFact(FACT)
  else noteJump(state, before)
}
