import { PERIOD_KINDS, type PeriodKind } from '../../../domain/dictionary.ts'
import type { State } from '../../../state/index.ts'
import { keepFact, readFact } from '../../facts.ts'

/** What is closed by now was drawn with a key that is no more. */
export function noteLostKey(state: Pick<State, 'facts' | 'editions'>): void {
  const frozen = new Map(state.editions.frozenThrough())
  for (const kind of PERIOD_KINDS) {
    const through = frozen.get(kind)
    if (through !== undefined) keepFact(state, `drawn-with-lost-key ${kind}`, through)
  }
}

/** By kind, the last period whose noise nobody can draw again. Empty: no key was ever lost. */
export function lostKeyPeriods(state: Pick<State, 'facts'>): ReadonlyMap<PeriodKind, number> {
  return new Map(
    PERIOD_KINDS.flatMap((kind) => {
      const last = readFact(state, `drawn-with-lost-key ${kind}`)
      return last === undefined ? [] : [[kind, last] as const]
    }),
  )
}
