import type { DayIndex } from '../../domain/calendar.ts'
import type { Change } from '../../domain/change.ts'
import type { Measure } from '../../domain/dictionary.ts'
import type { Protection } from '../../domain/table.ts'
import type { KeptTable } from '../settings.ts'

/** What of a definition changed. `beside`: patterns of others, `ignore` or `case`. */
export type DefinitionPart = 'match' | 'clients' | 'partial' | 'assets' | 'beside'

/** A change of the configuration, as it will stand in the changelog. */
export type SettingsChange = {
  readonly change: Change
  readonly parts?: readonly DefinitionPart[]
  /** Said of texts, and it changes what is counted from now on. */
  readonly isCounted?: true
  /**
   * Days that are read in part, and of which no row is made, since a log lags behind, the one that lags most; or since another machine
   * of `sources:` changed on another day.
   */
  readonly lost?: { readonly from: string; readonly to: string } & (
    | { readonly log: string }
    | { readonly source: string }
  )
}

/** The days around a change of the configuration. */
export type DaysAround = {
  /** Newest day of any line: what is new is whole from the day after. */
  readonly newest: DayIndex
  /** The first day that may hold lines counted in the new way. */
  readonly first: DayIndex
  /** The log that lags most behind the newest line; empty: none does. */
  readonly lagging: string
  /** Whether a table has a row a day. */
  readonly hasDays: boolean
  /** The first of which all that is published will be: lines of a closed day change no figure. */
  readonly firstAnew: DayIndex
  /** The same of the days of another time zone: a line in the first hours of a day may be of the day before there. */
  readonly firstOfZone: DayIndex
  /** Whether no period that holds this day is closed. */
  readonly isOpen: (day: DayIndex) => boolean
  /** The first day of the closed periods that a table has no rows of; undefined: there are none. `never`: it never had a row, and no period waits for one. */
  readonly lackingSince: (series: string) => DayIndex | undefined | 'never'
  /** The first day of what closed without a measure that a table has not had since a day, though it was counted; that day, where nothing did. */
  readonly closedWithout: (table: KeptTable, measure: Measure, since: DayIndex) => DayIndex
  /** Whether a table has rows of the period that holds this day. */
  readonly hasRows: (table: KeptTable, day: DayIndex) => boolean
  /** First day of the first period of which a feature has a row, and of the newest. */
  readonly firstRow: (feature: string) => DayIndex | undefined
  readonly lastRow: (feature: string) => DayIndex | undefined
  /** The last day of which another machine has a line, which may have had more; where none is known, the day of the change. */
  readonly leftOn: (machine: string) => DayIndex
  /** The first day of what closed without it after its newest row in a table, or after a day, where it has none. Infinity: nothing did. */
  readonly leftOutFrom: (feature: string, since: DayIndex) => number
  /** First day of the next period of the longest kind: how figures are protected changes between two of these alone. */
  readonly nextLongest: DayIndex
  /**
   * The day on which it changes now: that one; or, where a table was exact and is no longer, the first of which nothing is
   * published, since nobody accepts the risk any more.
   */
  readonly turning: DayIndex
  /** The same protection where the service has another threshold. */
  readonly withThreshold: (protection: Protection, k: number) => Protection
}
