import type { Measure } from './dictionary.ts'
import type { Licence } from './service.ts'
import type { Protection, ProtectionLevel, Tier } from './table.ts'

/** A version of the dataset, and what it changed. */
export type Release = {
  readonly version: string
  /** Date and time, RFC 3339. */
  readonly created: string
  readonly changes: readonly Change[]
}

/** `periods` are as they stand in the table: `2026-03`. */
export type Change =
  /** The first version: the days that it held, since tables come and go; without them: no day had a line. */
  | { readonly kind: 'dataset-begun'; readonly span?: { readonly from: string; readonly to: string } }
  | { readonly kind: 'periods-added'; readonly table: string; readonly periods: readonly string[] }
  | { readonly kind: 'feature-added'; readonly feature: string }
  /** Its past stays. Since a log lagged behind, or another machine left it earlier, of what was read of the days from `from` on it has no row. */
  | { readonly kind: 'feature-removed'; readonly feature: string; readonly from?: string }
  | { readonly kind: 'table-added'; readonly table: string }
  /** Its past stays. */
  | { readonly kind: 'table-removed'; readonly table: string }
  | { readonly kind: 'periods-revised'; readonly table: string; readonly periods: readonly string[] }
  /** A 95th percentile was published below the median of its row, as earlier versions of the program let them. */
  | { readonly kind: 'percentiles-raised'; readonly table: string; readonly periods: readonly string[] }
  /** They never will be published: lines may be missing, what is not shown would be told, or a table was exact, and is so no longer. */
  | { readonly kind: 'periods-withheld'; readonly table: string; readonly periods: readonly string[] }
  /** The one before is lost: what was drawn with it stays. */
  | { readonly kind: 'noise-key-replaced' }
  /** The state was lost: what was published is taken over from the folder. */
  | { readonly kind: 'state-adopted' }
  | { readonly kind: 'text-corrected' }
  | { readonly kind: 'licence-changed'; readonly tier: Tier; readonly before: Licence; readonly after: Licence }
  /** Who signs the data. */
  | { readonly kind: 'publisher-changed'; readonly before: string; readonly after: string }
  /** The base of the public addresses, by which DCAT and Data Package know the dataset. Without `after`: it has none any more. */
  | { readonly kind: 'address-changed'; readonly before: string; readonly after?: string }
  /** A break that was announced for a day does not take place: that of a table, or of the threshold. */
  | { readonly kind: 'protection-kept'; readonly table?: string; readonly planned: string }
  /** What was announced of a feature, a table or its measure for a day does not take place. Without the day: the feature never begins. */
  | {
      readonly kind: 'not-begun'
      readonly feature?: string
      readonly table?: string
      readonly measure?: Measure
      readonly planned?: string
    }
  | { readonly kind: 'columns-changed'; readonly table: string }
  /** All at once: two may have each other's name. What later changes and the metadata say of them has the new names. */
  | { readonly kind: 'tables-renamed'; readonly tables: readonly TableRenamed[] }
  /** It has one file a year from now on: these years left the file that held all. */
  | { readonly kind: 'table-split'; readonly table: string; readonly years: readonly string[] }
  /** Of a table that had one already: these years are over, the plain name holds the next. */
  | { readonly kind: 'year-split'; readonly table: string; readonly years: readonly string[] }
  | SeriesBreak

export type TableRenamed = { readonly table: string; readonly before: string }

/** From `date` on, included, figures do not compare with those before. One without a feature or a table is of all. */
export type SeriesBreak =
  | { readonly kind: 'feature-redefined'; readonly feature: string; readonly date: string }
  /**
   * The same definition under another id. Since a log lagged behind, or another machine changed on another day, the days from `from` to
   * the day before have a row of neither.
   */
  | {
      readonly kind: 'feature-renamed'
      readonly feature: string
      readonly before: string
      readonly from?: string
      readonly date: string
    }
  /** It was not counted from `from` to the day before. */
  | { readonly kind: 'feature-returned'; readonly feature: string; readonly from: string; readonly date: string }
  /** The periods that hold a day from `from` to the day before are not published. */
  | { readonly kind: 'table-returned'; readonly table: string; readonly from: string; readonly date: string }
  /** A column is gone, and so is its figure in every longer period that holds some of it. */
  | { readonly kind: 'measure-removed'; readonly table: string; readonly measure: Measure; readonly date: string }
  /** A column is new, and had no figure before. */
  | { readonly kind: 'measure-added'; readonly table: string; readonly measure: Measure; readonly date: string }
  /** It is back, and had no figure from `from` to the day before. */
  | {
      readonly kind: 'measure-returned'
      readonly table: string
      readonly measure: Measure
      readonly from: string
      readonly date: string
    }
  | { readonly kind: 'threshold-changed'; readonly k: number; readonly date: string }
  | {
      readonly kind: 'protection-changed'
      readonly table: string
      readonly level: ProtectionLevel
      readonly date: string
    }
  | { readonly kind: 'timezone-changed'; readonly timezone: string; readonly date: string }
  /** The service's own hosts, or those that the referrer dimension names. */
  | { readonly kind: 'hosts-changed'; readonly date: string }
  /** The machines that count for the service. */
  | { readonly kind: 'sources-changed'; readonly date: string }
  | { readonly kind: 'robots-changed'; readonly version: string; readonly date: string }
  | { readonly kind: 'formats-changed'; readonly formats: readonly string[]; readonly date: string }

/** What decides how lines count, and in which columns they stand. */
export const COUNTED_BY = [
  ...(['timezone', 'hosts', 'sources', 'features', 'families', 'tables'] as const),
  ...(['thresholds', 'language', 'robots', 'formats'] as const),
] as const
export type CountedBy = (typeof COUNTED_BY)[number]

/** Said of the dataset, not of its figures: it holds as soon as it is said. */
export function isOfTexts({ kind }: Change): boolean {
  return ['text-corrected', 'licence-changed', 'publisher-changed', 'address-changed'].includes(kind)
}

/** Of the periods that began before a day, 2026-03-01. */
export type EarlierProtection = { readonly until: string; readonly protection: Protection }

/** What stands beside the tables of figures in `data/`, in this order; `events` where the operator tells of some. */
export const BESIDE_TABLES = ['features', 'quality', 'gaps', 'breaks', 'events'] as const
export type BesideTables = (typeof BESIDE_TABLES)[number]

export function isBesideTables(name: string): name is BesideTables {
  return BESIDE_TABLES.some((one) => one === name)
}
