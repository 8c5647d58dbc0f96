import type { DayIndex, PeriodIndex } from '../../domain/calendar.ts'
import type { Measure, PeriodKind } from '../../domain/dictionary.ts'
import type { DaysAway, Feature } from '../../domain/feature.ts'
import type { ServiceEvent, Both } from '../../domain/service.ts'
import type { Grid, Protection, ReadableTable } from '../../domain/table.ts'
import type { KnownFigures } from '../known-figures.ts'
import type { IsUncounted } from '../uncounted.ts'

/**
 * A feature in one period. `hidden`: at least `count`, if some of its days are shown. `gap`: the logs have no line at all, or this was not counted in whole.
 * `withheld`: they have some, and the table does not publish the period. `absent`: the feature is not in service.
 */
export type Slot =
  | { readonly state: 'shown'; readonly count: number }
  | { readonly state: 'hidden'; readonly count?: number }
  | { readonly state: 'gap' | 'withheld' | 'absent'; readonly count?: undefined }

/**
 * An event on a chart, or several: numbers in the list, days in slots from the left; where the label is, and how far down, clear of
 * others.
 */
export type Mark = {
  readonly numbers: readonly number[]
  readonly days: readonly number[]
  readonly at: number
  readonly level: number
}

export type EventDrawn = { readonly number: number; readonly event: ServiceEvent }

/** One feature, a slot a period. */
export type Series = {
  readonly feature: Feature
  readonly slots: readonly Slot[]
  /** Days on which it was not counted, before it came back. */
  readonly away: readonly DaysAway[]
  /** Positions of the periods that it covers in part since it was away for the rest. */
  readonly parts: ReadonlySet<number>
  /** Where the way of counting changes, in slots from the left. */
  readonly breaks: readonly number[]
  /** Events of this feature. */
  readonly marks: readonly Mark[]
}

/** The table that the page draws. */
export type Drawn = {
  readonly table: ReadableTable
  readonly kind: PeriodKind
  /** What is counted, and as its column says it. */
  readonly counted: Measure
  readonly measure: Both
  /** One after the other, gaps included. */
  readonly periods: readonly PeriodIndex[]
  /** How each of them is protected. */
  readonly rules: readonly Protection[]
  readonly firstDay: DayIndex
  readonly lastDay: DayIndex
  /** The table has earlier periods. */
  readonly isCut: boolean
  /** Positions of the periods of which lines are lost, or more may come. */
  readonly partial: ReadonlySet<number>
  /** Those, and the ones of which some days have no log. */
  readonly inPart: ReadonlySet<number>
  /** Days without a line in periods that have some, one after the other together, in slots from the left. */
  readonly missing: readonly { readonly from: number; readonly to: number }[]
  readonly series: readonly Series[]
  /** Those between the first and the last day, the latest of them; `marks`: of the whole service. */
  readonly events: {
    readonly all: readonly EventDrawn[]
    readonly marks: readonly Mark[]
    readonly areMore: boolean
  }
  readonly known: KnownFigures
  readonly isUncounted: IsUncounted
  readonly grid: Grid
}
