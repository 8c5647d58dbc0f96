import type { DayIndex, Days, PeriodIndex } from '../domain/calendar.ts'
import type { Measure, PeriodKind } from '../domain/dictionary.ts'

/** A folder of open data as every reader has it: `comptage` wrote it, or somebody who follows the same conventions. */
export type PublishedFolder = {
  /** As the reader names it. */
  readonly path: string
  /** Both levels of detail of a service, and all its editions, have one. */
  readonly service: string
  /** Milliseconds since 1970; editions are put in order by it. */
  readonly created: number
  /** How lines were cut into figures, where it is told: figures of another cut are others. */
  readonly cutOf: (feature: string) => string
  readonly tables: readonly PublishedTable[]
  /** The kinds of periods of all tables that the description names: of one that has just begun no row may be published yet. */
  readonly announced: readonly PeriodKind[]
  /** Whether a table was to hide nothing on a day, by the description, though none of its rows may be published. */
  readonly isSilenceTold: (day: DayIndex) => boolean
  /** Whether a period before the last that is closed waits, by the description: its rows are still to come. */
  readonly isHeld: (kind: PeriodKind, period: PeriodIndex) => boolean
  /** The lines of a month, by what became of them; undefined: hidden. */
  readonly fates: readonly PublishedFate[]
  readonly gaps: readonly Days[]
  /** The days of which the tables tell, where the description says it. */
  readonly span: Days | undefined
  /** The first and the last day of a feature, where they are told. */
  readonly validity: ReadonlyMap<string, Partial<Days>>
  /** Whether a longer period may count days of a feature after its last one, by the description: of those it publishes none. */
  readonly isCutShort: (feature: string) => boolean
  /** By feature, days between its first and its last on which it was not counted, or in part: it was taken away, and came back. */
  readonly away: ReadonlyMap<string, readonly Days[]>
  /** Where a name of a feature, or of a fate, stands, `data/day-feature.csv:2`, that is none and may be any text. */
  readonly places: Readonly<Record<'features' | 'fates', ReadonlyMap<string, string>>>
}

export type PublishedFate = {
  readonly month: PeriodIndex
  readonly fate: string
  readonly lines: number | undefined
  readonly file: string
}

export type PublishedTable = {
  readonly name: string
  readonly kind: PeriodKind
  /** None: it is a table of totals. */
  readonly dimensions: readonly string[]
  readonly counts: readonly Measure[]
  readonly protectionOf: (firstDay: DayIndex) => PublishedProtection
  /** Periods that the lines cover in part. */
  readonly partial: ReadonlySet<PeriodIndex>
  /** Periods of which it was told that they never will be published. */
  readonly withheld: ReadonlySet<PeriodIndex>
  /** Days on which it was not counted. */
  readonly away: readonly Days[]
  /** Whether a count may not have been made in a period: then its cell is empty without being small. */
  readonly lacks: (count: Measure, period: PeriodIndex) => boolean
  readonly rows: readonly RowInFolder[]
}

export type RowInFolder = {
  readonly period: PeriodIndex
  readonly feature: string
  readonly category: string
  /** In the order of `counts`; undefined: hidden. */
  readonly counts: readonly (number | undefined)[]
  readonly file: string
}

export type PublishedProtection = {
  /** `hidden`: small figures are hidden, and others to protect them, by a rule that is not told. */
  readonly level: 'threshold' | 'cell-key' | 'dp' | 'exact' | 'hidden'
  readonly k: number
  /** The most that a shown figure is off. */
  readonly reach: number
}
