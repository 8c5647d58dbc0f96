import { periodOf, type DayIndex } from '../../../domain/calendar.ts'
import { PERIOD_KINDS, type PeriodKind } from '../../../domain/dictionary.ts'
import type { TableSpec } from '../../../domain/table.ts'
import type { State } from '../../../state/index.ts'

/** Which periods never change without a revision: all up to the last frozen one, but for those that are held. */
export type Frozen = {
  readonly isFrozen: (kind: PeriodKind, period: number) => boolean
  /** Whether a line of this day comes too late for a period of one of these kinds. */
  readonly isLate: (day: DayIndex) => boolean
}

/** Periods of these kinds close: those of tables, and months, of which the fates of lines are published. */
export function closingKinds(specs: readonly TableSpec[]): readonly PeriodKind[] {
  return PERIOD_KINDS.filter((kind) => kind === 'month' || specs.some(({ period }) => period === kind))
}

export function readFrozen({ editions }: State): Frozen {
  const through = editions.frozenThrough()
  const held = new Map(PERIOD_KINDS.map((kind) => [kind, editions.held(kind)]))
  const isFrozen = (kind: PeriodKind, period: number): boolean =>
    period <= (through.get(kind) ?? -1) && held.get(kind)?.has(period) !== true
  const kinds = PERIOD_KINDS.filter((kind) => through.has(kind))
  return { isFrozen, isLate: (day) => kinds.some((kind) => isFrozen(kind, periodOf(kind, day))) }
}
