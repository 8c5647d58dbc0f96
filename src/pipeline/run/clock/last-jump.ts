import type { State } from '../../../state/index.ts'
import { keepFact, readFact } from '../../facts.ts'

/** The last run whose clock jumped; undefined: none did. */
export function lastJump(state: State): number | undefined {
  return readFact(state, 'clock-jumped')
}

/** Notes a run whose clock jumped: how long before it something was met cannot be known. */
export function noteJump(state: State, run: number): void {
  keepFact(state, 'clock-jumped', run)
}

/** It did not jump, as the last that did. */
export function takeJumpBack(state: State, before: number | undefined): void {
  if (before === undefined) state.facts.takeFact('clock-jumped')
  else noteJump(state, before)
}
