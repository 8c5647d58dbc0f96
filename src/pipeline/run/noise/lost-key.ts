import { PERIOD_KINDS, type PeriodKind } from '../../../domain/dictionary.ts'
import type { State } from '../../../state/index.ts'

/** What is closed by now was drawn with a key that is no more. */
export function noteLostKey({ facts, editions }: Pick<State, 'facts' | 'editions'>): void {
  for (const [kind, through] of editions.frozenThrough()) facts.keepFact(factOf(kind), String(through))
}

/** By kind, the last period whose noise nobody can draw again. Empty: no key was ever lost. */
export function lostKeyPeriods({ facts }: Pick<State, 'facts'>): ReadonlyMap<PeriodKind, number> {
  return new Map(
    PERIOD_KINDS.flatMap((kind) => {
      const last = facts.fact(factOf(kind))
      return last === undefined ? [] : [[kind, Number(last)] as const]
    }),
  )
}

function factOf(kind: string): string {
  return `drawn-with-lost-key ${kind}`
}
