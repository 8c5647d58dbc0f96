import type { Measure, PeriodKind } from '../../domain/dictionary.ts'
import type { GridPeriod } from '../grid-periods.ts'

/** The figures of one measure: position = feature × periods + period. A figure that is not shown is hidden, or has no row. */
export type MeasureColumn = {
  readonly counts: Float64Array
  readonly shown: Uint8Array
  /** Of a quantile: of how many uses it is one. */
  readonly sizes?: Float64Array
  /** What an edition before has of each: one of `BEFORE`. Absent: nothing. */
  readonly before?: Uint8Array
}

/** `hidden`: of a period of which no line was missing. */
export const BEFORE = { nothing: 0, shown: 1, hidden: 2 } as const

/** Everything at `threshold` by one kind of period, from whichever tables: what one hides, another must not show. */
export type Figures = {
  readonly kind: PeriodKind
  readonly periods: readonly GridPeriod[]
  /** 1 where the feature has a row in the period, by the same position. */
  readonly rows: Uint8Array
  /** 1 where the feature is in service and nothing at all is published of the period. Absent: nowhere. */
  readonly open?: Uint8Array
  /** 1 where the feature has no row, and lines of it may have been counted all the same. Absent: nowhere. */
  readonly dropped?: Uint8Array
  readonly columns: ReadonlyMap<Measure, MeasureColumn>
}

/** Reads a position; 0 in a period where nothing was counted, which has no slab. */
export function numberAt(numbers: Float64Array | Uint8Array | undefined, position: number): number {
  return numbers?.[position] ?? 0
}
