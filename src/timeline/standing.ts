import { daysOf, periodOf, type DayIndex, type Days, type PeriodIndex } from '../domain/calendar.ts'
import { PERIOD_KINDS, type PeriodKind } from '../domain/dictionary.ts'
import type { Placement } from '../domain/placement.ts'
import type { TableSpec } from '../domain/table.ts'

/** What is closed, and what of it was taken over from a folder: it may be sent to another thread. */
export type StandingFacts = {
  /** Of each kind, the last period that is closed. */
  readonly through: ReadonlyMap<PeriodKind, PeriodIndex>
  /** Those before it that stay open. */
  readonly held: ReadonlyMap<PeriodKind, ReadonlySet<PeriodIndex>>
  readonly adopted: readonly {
    readonly kind: PeriodKind
    readonly period: PeriodIndex
    readonly verdict: 'open' | 'confirmed' | 'refuted'
  }[]
}

/** How the periods of a service stand. */
export type Standing = {
  /** Never changes without a revision. */
  readonly isFrozen: (kind: PeriodKind, period: PeriodIndex) => boolean
  /** Lines of a day come in time, too late for a period of one kind, or stand aside for one. */
  readonly placementOf: (day: DayIndex) => Placement
  /** Frozen, and all of it that was taken over is decided on. */
  readonly isSettled: (kind: PeriodKind, period: PeriodIndex) => boolean
  /** Where lines of a day go that stood aside. Undefined: a period that holds them is not decided on. */
  readonly placementDecided: (day: DayIndex) => 'period' | 'again' | undefined
  /** Whether some of these days were taken over, and are not known to be whole. */
  readonly isDoubtful: (from: number, to: number) => boolean
  readonly doubtful: readonly Days[]
}

export function openStanding({ through, held, adopted }: StandingFacts): Standing {
  const isFrozen = (kind: PeriodKind, period: PeriodIndex): boolean =>
    period <= (through.get(kind) ?? -1) && held.get(kind)?.has(period) !== true
  const kinds = PERIOD_KINDS.filter((kind) => through.has(kind))
  const verdicts = new Map(adopted.map(({ kind, period, verdict }) => [`${kind} ${period}`, verdict]))
  const isUndecided = (kind: PeriodKind, period: PeriodIndex): boolean => verdicts.get(`${kind} ${period}`) === 'open'
  const doubtful = adopted
    .filter(({ verdict }) => verdict !== 'confirmed')
    .map(({ kind, period }) => daysOf(kind, period))
  return {
    isFrozen,
    placementOf: (day) => {
      const closed = kinds.filter((kind) => isFrozen(kind, periodOf(kind, day)))
      if (closed.length === 0) return 'period'
      return closed.some((kind) => !isUndecided(kind, periodOf(kind, day))) ? 'day' : 'aside'
    },
    isSettled: (kind, period) => isFrozen(kind, period) && !isUndecided(kind, period),
    placementDecided: (day) => {
      const own = PERIOD_KINDS.map((kind) => verdicts.get(`${kind} ${periodOf(kind, day)}`))
      if (own.includes('open')) return undefined
      return own.includes('refuted') ? 'again' : 'period'
    },
    isDoubtful: (from, to) => doubtful.some((span) => span.from <= to && span.to >= from),
    doubtful,
  }
}

/** Periods of these kinds close: those of tables, and months, of which the fates of lines are published. */
export function closingKinds(specs: readonly Pick<TableSpec, 'period'>[]): readonly PeriodKind[] {
  return PERIOD_KINDS.filter((kind) => kind === 'month' || specs.some(({ period }) => period === kind))
}
