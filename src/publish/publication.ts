import type { DayIndex, Days, PeriodIndex } from '../domain/calendar.ts'
import type { Field } from '../domain/contracts.ts'
import type { PeriodKind } from '../domain/dictionary.ts'
import type { DaysAway, FeatureFamily } from '../domain/feature.ts'
import type { Configuration } from '../domain/service.ts'
import type {
  Grid,
  ProtectedQuality,
  ProtectedSince,
  ProtectedTable,
  ReadableQuality,
  ReadableTable,
} from '../domain/table.ts'
import type { EarlierProtection, Release } from '../domain/change.ts'

/** Everything that the published folders say. Dates are handed in: rendering reads no clock. */
export type Publication = Pick<
  Configuration,
  | 'service'
  | 'language'
  | 'timezone'
  | 'since'
  | 'features'
  | 'licences'
  | 'k'
  | 'graceHours'
  | 'privacy'
  | 'voice'
  | 'publicationUrl'
  | 'hasParquet'
> & {
  /** In the order in which they are shown. Absent: none is declared. */
  readonly families?: readonly FeatureFamily[]
  readonly tables: readonly ProtectedTable[]
  readonly quality: ProtectedQuality
  /** Gives the span of the figures and its gaps. */
  readonly grid: Grid
  /** By name of table: the periods that the logs cover in part. Absent: none. */
  readonly partial: ReadonlyMap<string, readonly PeriodIndex[]>
  /** By name of table: how figures were protected that were published before a change, the oldest first. Absent: as now. */
  readonly earlier?: ReadonlyMap<string, readonly EarlierProtection[]>
  /** Names of tables that are `exact` no more and have rows of when they were. Absent: none. */
  readonly exactBefore?: readonly string[]
  /** The least threshold that any table of the service had; 0: one was exact. Absent: as now. */
  readonly leastK?: number
  /** By name of table: days of which no period is published, since the table was away. Absent: none. */
  readonly away?: ReadonlyMap<string, readonly DaysAway[]>
  /** By name of table: the last day that was counted of those that have ended. Absent: none has. */
  readonly ended?: ReadonlyMap<string, DayIndex>
  /** By name of table: what somebody can still find out. */
  readonly disclosures: ReadonlyMap<string, Disclosure>
  /** Of the dataset, semantic. */
  readonly version: string
  /** Date and time of this version of the dataset, RFC 3339. */
  readonly created: string
  /** Every version, the oldest first, the present one last. Absent: this is the first. */
  readonly history?: readonly Release[]
  /** Of `run` alone: what was closed and what was published again. */
  readonly ledger?: ReleaseLedger
  /** Of `count` alone: what cuts its figures, so that the next finds out whether it would cut them anew. */
  readonly cut?: object
  /** Of `count` alone: the last day for which no more lines may come. */
  readonly through?: DayIndex
  /** Of `count` alone: days that editions before told of, and this one does not. Absent: none. */
  readonly gone?: readonly Days[]
  readonly programVersion: string
  readonly robots: { readonly list: string; readonly version: string }
  /** The log formats that were read. */
  readonly formats: readonly { readonly name: string; readonly lacks: readonly Field[] }[]
  /** The web server leaves requests out of its log. */
  readonly isPartialLog?: true
}

/**
 * How often somebody guesses right, in a period, who sends requests of their own and knows all others but one: 0.5 is the
 * toss of a coin, 1 is certainty.
 */
type Disclosure = {
  /** That this one request came. */
  readonly presence: number
  /** Which categories it has, where there are any. */
  readonly profile?: number
  /** The same of a period that was published twice, each time with other noise. */
  readonly twice?: Pick<Disclosure, 'presence' | 'profile'>
  /** A table without noise that tells that it came. */
  readonly toldBy?: string
  /** A table without noise that tells some of the categories. */
  readonly profileToldBy?: string
}

/**
 * What closed up to this version, so that somebody who has the folder alone knows which of its figures are final. Periods
 * are as they stand in the tables.
 */
export type ReleaseLedger = {
  /** Of each kind of period, the last that is closed, and those before it that are still open. */
  readonly closed: readonly { readonly kind: PeriodKind; readonly through: string; readonly open: readonly string[] }[]
  /** How often a period of a table was published again; those that never were are absent. */
  readonly revisions: readonly { readonly table: string; readonly period: string; readonly revision: number }[]
  /** How it was counted: for whoever takes the folder over without its state. */
  readonly settings?: { readonly tables: readonly ProtectedSince[] }
}

/** Which day is hidden beside the first hidden one of a longer period, so that this can be shown: the next from Monday to Friday. */
export const COMPANION = 'next-working-day'

/** What the files of a folder are told from: a publication, or one that was read back, which is compared and never written. */
export type ReadablePublication = Omit<Publication, 'tables' | 'quality'> & {
  readonly tables: readonly ReadableTable[]
  readonly quality: ReadableQuality
}

/** Those that have not ended; where all have, all. */
export function tablesGoingOn(
  tables: readonly ReadableTable[],
  { ended }: Pick<ReadablePublication, 'ended'>,
): readonly ReadableTable[] {
  const alive = tables.filter(({ spec }) => ended?.has(spec.name) !== true)
  return alive.length > 0 ? alive : tables
}

/** Whether `protect` made this table: handed in, since rooms do not know each other. */
export type IsSealed = (made: ProtectedTable | ProtectedQuality) => boolean

/**
 * A folder to be written: data first, then what describes it, `datapackage.json` last. Without files: nothing is published there any
 * more. `binaries`, absent: none.
 */
export type Folder = {
  readonly name: string
  readonly files: readonly FolderFile[]
  readonly binaries?: readonly BinaryFile[]
}

/** `path` is relative to the folder, with `/`. */
export type FolderFile = { readonly path: string; readonly text: string }
export type BinaryFile = { readonly path: string; readonly bytes: Uint8Array }

/** The seal of the types can be forged; this one cannot. A forged table is a fault of the program, not of its user. */
export function refuseUnsealed(isSealed: IsSealed, ...made: readonly Parameters<IsSealed>[0][]): void {
  if (!made.every((one) => isSealed(one))) throw new TypeError('only what protect made can be published')
}
