import type { DayIndex, PeriodIndex } from './calendar.ts'
import type { Dimension, Measure, PeriodKind } from './dictionary.ts'
import type { Histogram } from './duration.ts'
import type { Fate } from './fate.ts'
import type { Feature } from './feature.ts'

/**
 * How a table is protected. A figure below k is hidden at every level but `exact`.
 *
 * `threshold`: a count that is shown is exact. `cell-key`: bounded noise on each cell, fixed by its label and its count. `dp`:
 * discrete Laplace noise, drawn once and kept. `exact`: everything is shown, risk accepted by the publisher.
 */
export type Protection =
  | { readonly level: 'threshold'; readonly k: number }
  | {
      readonly level: 'cell-key'
      readonly k: number
      /** How many noisy figures of the service one request is part of. */
      readonly views: Views
      readonly variance: number
      /** The most that a shown figure is off. */
      readonly reach: number
    }
  | {
      readonly level: 'dp'
      readonly k: number
      readonly views: Views
      /** So many requests more or less change the odds of any release by at most e^epsilon. */
      readonly changes: number
      readonly epsilon: number
    }
  | { readonly level: 'exact' }

/** Whether a table counts what the summary does: not requests of every status, or of every client. */
export function countsUsesAlone({ dimensions }: { readonly dimensions: readonly string[] }): boolean {
  return !dimensions.includes('status') && !dimensions.includes('client')
}

type NoisyOrNot = { readonly protection: { readonly level: ProtectionLevel } }

/** Whether figures have noise: such a period is published once, when no more lines may come. */
export function isNoisy({ protection: { level } }: NoisyOrNot): boolean {
  return level === 'cell-key' || level === 'dp'
}

/**
 * Whether a reader is told on which days there is no line: only beside a table that hides nothing. Everywhere else it would tell a
 * day without a request from a day with a single one, so such a day has its rows, hidden as those of few.
 */
export function tellsSilence(specs: readonly NoisyOrNot[]): boolean {
  return specs.some(({ protection: { level } }) => level === 'exact')
}

/** How a table was protected, each way from a day on, `2026-03-01`, or from the beginning; `ended` is the last day that was counted. */
export type ProtectedSince = {
  readonly protections: readonly (NoisyOrNot & { readonly from?: string })[]
  readonly ended?: string
}

/** Whether a reader is told that there is no line on a day, `2026-03-01`, also of a period of which no table has a row yet. */
export function tellsSilenceOn(tables: readonly ProtectedSince[], day: string): boolean {
  const then = tables.filter(({ ended = day }) => day <= ended)
  return tellsSilence(then.flatMap(({ protections }) => protections.findLast(({ from = '' }) => from <= day) ?? []))
}

/** More noisy figures of one request would tell it, whatever the noise of each. */
export const MOST_VIEWS = 4
export type Views = 1 | 2 | 3 | 4

/** What disclosure control folded together. A category of tables at `cell-key`, beside the member `other` of a dimension. */
export const FOLDED = '(other)'

/** Whether small categories go into one. Hours are numbers, and nothing that is none of them may stand beside them. */
export function isFolded({ protection, dimensions }: Pick<TableSpec, 'protection' | 'dimensions'>): boolean {
  return protection.level === 'cell-key' && dimensions.length > 0 && !dimensions.includes('hour')
}

/** Where noise comes from, handed in: the room that adds it opens no file. */
export type NoiseSource = {
  /** 32 secret bytes, one key per service: needed by tables at `cell-key`. */
  readonly key?: Uint8Array
  /** How often these periods were published before. Each revision has noise of its own. */
  readonly revision?: number
  /** A uniform integer from 0 to below − 1, from a generator fit for secrets: needed by tables at `dp`. */
  readonly below?: (below: number) => number
}

/** In the order of their folders. */
export const TIERS = ['summary', 'detail'] as const

/** summary: period × feature. detail: any further dimension. Each tier is a dataset folder with a licence of its own. */
export type Tier = (typeof TIERS)[number]

export const PROTECTION_LEVELS = ['threshold', 'cell-key', 'dp', 'exact'] as const
export type ProtectionLevel = (typeof PROTECTION_LEVELS)[number]

/** A table as the operator asks for it; what is absent has a default by tier. */
export type TableRequest = {
  readonly name: string
  readonly period: PeriodKind
  readonly dimensions: readonly Dimension[]
  readonly measures?: readonly Measure[]
  readonly level?: ProtectionLevel
  readonly acceptRisk: boolean
}

/** A table that passed the rules of the list of tables. */
export type TableSpec = {
  /** `[a-z0-9]+(-[a-z0-9]+)*`, made of the dimensions (`day-feature`) unless the operator names it. */
  readonly name: string
  readonly period: PeriodKind
  /** Beside the period and `feature`, in the operator's order. */
  readonly dimensions: readonly Dimension[]
  readonly measures: readonly Measure[]
  readonly protection: Protection
}

export function tierOf(spec: Pick<TableSpec, 'dimensions'>): Tier {
  return spec.dimensions.length === 0 ? 'summary' : 'detail'
}

/**
 * What was counted for one table, unprotected. Never leaves the pipeline but through `protect`.
 *
 * A slab holds one period: for each feature, each category of the first dimension, … each measure in the order of
 * `spec.measures`: position = ((feature × |d₁| + c₁) × |d₂| + c₂) × |measures| + measure.
 */
export type CountedTable = {
  readonly spec: TableSpec
  /** The words of each dimension of `spec.dimensions`, in dictionary order. */
  readonly categories: readonly (readonly string[])[]
  readonly slabs: ReadonlyMap<PeriodIndex, Float64Array>
  /**
   * Where `spec.measures` has a quantile: the durations of the uses of each cell, by its position without the measure. A
   * cell without one has none. The slabs have 0 in the places of quantiles.
   */
  readonly durations?: ReadonlyMap<PeriodIndex, CellHistograms>
}

export type CellHistograms = ReadonlyMap<number, Histogram>

/** The days that have rows, ascending: those with a line of any fate but `out-of-period` and `late`, and where silence is not told all between. */
export type Grid = readonly DayIndex[]

/** Lines by day of the grid and fate, unprotected: `lines.get(day)![FATE.counted]`. */
export type DailyFates = ReadonlyMap<DayIndex, Float64Array>

/** Everything `protect` needs of one service, at once: a hidden figure must not follow from another table. */
export type Counted = {
  readonly features: readonly Feature[]
  readonly grid: Grid
  readonly tables: readonly CountedTable[]
  readonly daily: DailyFates
  /** The periods of which lines may be missing, by kind: not over yet, or begun before the first line. Absent: none. */
  readonly partial?: ReadonlyMap<PeriodKind, readonly PeriodIndex[]>
  /** Those of them that the days asked for cut. Absent: none. */
  readonly cut?: ReadonlyMap<PeriodKind, readonly PeriodIndex[]>
  /** First day of the service: tables at `dp` have every period from there on. */
  readonly since?: DayIndex
  /** Last day of them, where it has no line. Absent: the last of the grid. */
  readonly through?: DayIndex
  /** Absent: nothing was published yet. */
  readonly released?: Released
  /** What stands published where all of this will take its place. Absent: nothing. */
  readonly before?: EditionBefore
  /** What a reader will have of a row that is made now; undefined: nothing. Absent: all of it. */
  readonly publishes?: (spec: TableSpec, row: ProtectedRow) => ProtectedRow | undefined
}

/** What a reader has already, at `threshold`, also of tables that are gone. */
export type Released = {
  readonly tables: readonly { readonly spec: TableSpec; readonly rows: readonly ProtectedRow[] }[]
  /** Their counts are told anew; a quantile never is. What was hidden stays so, and what was shown, unless `standing` says otherwise. */
  readonly revised: ReadonlySet<string>
  /** What is not decided anew. Absent: all of it. */
  readonly standing?: ReleasedFigures
}

/** A figure as it was published; undefined: it was not. */
export type ReleasedFigures = (
  kind: PeriodKind,
  period: PeriodIndex,
  feature: string,
  measure: Measure,
) => number | 'hidden' | undefined

/** An edition of the same service, from the same configuration, whose place another takes: whoever kept it compares. */
export type EditionBefore = {
  readonly tables: readonly TableBefore[]
  /** Of months and fates; of those of which it says nothing there is none. */
  readonly quality: ProtectedQuality['rows']
  /** Days that editions before it told of, and it does not. */
  readonly gone: ReadonlySet<DayIndex>
}

export type TableBefore = {
  readonly spec: TableSpec
  readonly rows: readonly ProtectedRow[]
  /** Its periods of which lines were missing. */
  readonly partial: ReadonlySet<PeriodIndex>
}

declare const seal: unique symbol

/** A row as it is published: the words of its key (period, feature, categories), then one figure a measure; undefined is hidden. */
export type ProtectedRow = {
  readonly period: PeriodIndex
  readonly feature: string
  readonly categories: readonly string[]
  readonly counts: readonly (number | undefined)[]
}

/** A table that may be published. Only `protect` makes one, only `publish` takes one. */
export type ProtectedTable = {
  readonly spec: TableSpec
  /** The words of each dimension that rows may have, `(other)` included where categories are folded. */
  readonly categories: readonly (readonly string[])[]
  /** In key order: period, feature id by bytes, categories by bytes (`hour` as a number). */
  readonly rows: readonly ProtectedRow[]
  readonly [seal]: true
}

/** Rows in key order, which need not lie in memory: each may be made when it is asked for. */
export type Rows<Row extends ProtectedRow = ProtectedRow> = Iterable<Row> & {
  readonly length: number
  readonly at: (position: number) => Row | undefined
}

/** A table as a reader has it: without the seal, so nothing can be published from it. */
export type ReadableTable = Pick<ProtectedTable, 'spec' | 'categories'> & { readonly rows: Rows }
export type ReadableQuality = Pick<ProtectedQuality, 'rows'>

/** Lines by month and fate as they may be published: `counted` and `failed` are sums of shown figures of the summary. */
export type ProtectedQuality = {
  readonly rows: readonly { readonly month: PeriodIndex; readonly fate: Fate; readonly lines: number | undefined }[]
  readonly [seal]: true
}

/** Rules of the list of tables (docs/privacy.md). */
export type TableRule =
  | 'threshold-on-breakdown'
  | 'exact-needs-accept-risk'
  | 'too-many-views'
  | 'dp-needs-since'
  | 'bytes-needs-exact'
  | 'told-twice'
  | 'counted-twice'
  | 'entries-needs-requests'
  | 'durations-need-requests'
  | 'durations-have-no-noise'
  | 'from-only-by-month'
  | 'hour-only-by-month'
  | 'two-dimensions-by-month'
  | 'more-than-two-dimensions'
  | 'three-noise-free-periods'
  | 'week-beside-longer'
  | 'too-many-cells'
