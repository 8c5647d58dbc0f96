import type { PeriodIndex } from '../domain/calendar.ts'
import type { PeriodKind } from '../domain/dictionary.ts'

/** A true count that nobody may know, or anybody does: whole, and what is known of it at first. */
export type Figure = {
  readonly id: number
  readonly of: FigureName
  bounds: FigureBounds
  /** Why its first bounds hold. */
  ground: Ground
  /** The file that shows it. */
  shownIn: string | undefined
  /** A file that hides it. Undefined: it only stands between others, and nobody is promised anything of it. */
  hiddenIn: string | undefined
  /** So many values are promised to stay possible. */
  k: number
}

export type FigureName = {
  readonly service: string
  readonly feature: string
  /** `requests`, `entries`, `errors`, or a fate. */
  readonly measure: string
  readonly kind: PeriodKind
  readonly period: PeriodIndex
  /**
   * `count`: of the period. `others`: of its requests, those that are no entries. `rest`: of the days of the period of which no
   * table tells. `change`: by how much later lines changed it. `silence`: of a period that has no row.
   * `shared`: of what two sums have in common.
   */
  readonly what: 'count' | 'others' | 'rest' | 'change' | 'silence' | 'shared'
}

/** Both included. */
export type FigureBounds = { readonly low: number; readonly high: number }

/**
 * What bounds a figure before anything is added up. `count`: counts are 0 and more. `shown`: a file has it; `exact`: one whose
 * publisher accepted the risk. `below-threshold`: it is hidden, and for no sake but its own. `no-row`: no line came.
 * `away`: counts are 0 and more, where any was made.
 */
export type Ground = 'count' | 'shown' | 'exact' | 'below-threshold' | 'no-row' | 'away'

export type Term = { readonly figure: number; readonly times: 1 | -1 }

/** The sum of some figures lies between two bounds. */
export type Relation = FigureBounds & {
  readonly terms: readonly Term[]
  readonly why: Why
  /** Where what it says stands, beside its figures. */
  readonly files: readonly string[]
}

/**
 * `parts`: a period is the sum of the shorter ones, or at least that. `open`: some of a
 * period is not more than all of it. `entries`: entries and others are requests. `change`: before, and what came
 * since, is after. `noise`: a figure is the sum of its categories, each off by so much. `exact`: the same, without noise.
 * `quality`: lines that were counted are those of all features. `one-log`: the lines of a log are the lines of both services, if
 * both read one, and what neither ever shows is read as 0.
 */
type Why = 'parts' | 'open' | 'entries' | 'change' | 'noise' | 'exact' | 'quality' | 'one-log'

export type Facts = { readonly figures: readonly Figure[]; readonly relations: readonly Relation[] }
