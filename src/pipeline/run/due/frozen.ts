import { periodOf, type DayIndex } from '../../../domain/calendar.ts'
import { PERIOD_KINDS, type PeriodKind } from '../../../domain/dictionary.ts'
import type { TableSpec } from '../../../domain/table.ts'
import type { Lateness, State } from '../../../state/index.ts'

/** Which periods never change without a revision: all up to the last frozen one, but for those that are held. */
export type Frozen = {
  readonly isFrozen: (kind: PeriodKind, period: number) => boolean
  /** Whether a line of this day comes too late for a period of one of these kinds, or stands aside for one. */
  readonly latenessOf: (day: DayIndex) => Lateness
}

/** Periods of these kinds close: those of tables, and months, of which the fates of lines are published. */
export function closingKinds(specs: readonly TableSpec[]): readonly PeriodKind[] {
  return PERIOD_KINDS.filter((kind) => kind === 'month' || specs.some(({ period }) => period === kind))
}

/** The longer kind that stands above periods of a kind, where something is hidden in both. */
export function openWithin(specs: readonly TableSpec[]): (kind: PeriodKind) => PeriodKind | undefined {
  const hiding = specs.filter(({ protection }) => protection.level === 'threshold').map(({ period }) => period)
  const [shorter, longer] = PERIOD_KINDS.filter((kind) => hiding.includes(kind))
  return (kind) => (kind === shorter ? longer : undefined)
}

export function readFrozen({ editions, adoptions }: Pick<State, 'editions' | 'adoptions'>): Frozen {
  const through = editions.frozenThrough()
  const held = new Map(PERIOD_KINDS.map((kind) => [kind, editions.held(kind)]))
  const isFrozen = (kind: PeriodKind, period: number): boolean =>
    period <= (through.get(kind) ?? -1) && held.get(kind)?.has(period) !== true
  const kinds = PERIOD_KINDS.filter((kind) => through.has(kind))
  const undecided = new Set(
    adoptions.adopted().flatMap(({ kind, period, verdict }) => (verdict === 'open' ? `${kind} ${period}` : [])),
  )
  return {
    isFrozen,
    latenessOf: (day) => {
      const closed = kinds.filter((kind) => isFrozen(kind, periodOf(kind, day)))
      if (closed.length === 0) return 0
      return closed.some((kind) => !undecided.has(`${kind} ${periodOf(kind, day)}`)) ? 1 : 2
    },
  }
}
