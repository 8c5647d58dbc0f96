import type { Protection } from '../../domain/table.ts'

/** Every sentence of the page about privacy, so that both languages say the same. Arguments are Markdown already. */
export type Prose = {
  readonly title: string
  readonly otherLanguage: string
  readonly opening: (service: string) => string
  /** Of tables that say which feature a request came from; of none. */
  readonly openingFrom: (tables: string) => string
  readonly openingWithoutFrom: string
  readonly openingExact: (tables: string) => string
  readonly openingEnd: string
  readonly heading: Readonly<Record<Heading, string>>
  readonly responsible: (names: string) => string
  readonly contact: (words: string) => string
  readonly purpose: string
  readonly read: string
  readonly droppedHeader: readonly [string, string]
  /** What a line of a log may hold, and what becomes of it. */
  readonly dropped: readonly (readonly [string, string])[]
  readonly tablesHeader: readonly [string, string, string]
  readonly protection: (protection: Protection) => string
  readonly closed: (graceHours: number) => string
  readonly corrected: string
  /** Where something is hidden; where something has noise. */
  readonly correctedHidden: string
  readonly correctedNoisy: string
  /** What two draws of one period tell more than one, by level. */
  readonly correctedCellKey: (presence: string, profile: string | undefined) => string
  readonly correctedDp: string
  /** Instead of `corrected`, where there is no earlier version to follow; and where something is hidden. */
  readonly onePass: string
  readonly onePassHidden: string
  readonly guessesHeader: readonly [string, string, string]
  readonly guesses: string
  readonly toldBy: (table: string) => string
  /** Some of the categories. */
  readonly profileToldBy: (table: string) => string
  readonly noCategories: string
  readonly threshold: (tables: string, k: number) => string
  readonly margins: (tables: string) => string
  readonly cellKey: (tables: string) => string
  readonly folded: (tables: string) => string
  readonly dp: (tables: string) => string
  readonly noisyPeriods: string
  readonly exact: (tables: string) => string
  readonly criteria: Criteria
  readonly rawLogs: (retention: string | undefined) => string
  readonly noTracker: string
  readonly notPromised: readonly string[]
  /** What becomes of somebody who sends requests of their own: at `threshold`, of durations, with noise, at `exact`. */
  readonly padding: {
    readonly threshold: string
    readonly timed: string
    readonly noisy: string
    readonly exact: string
  }
}

/** Sentences of which each holds for some levels. */
type Criteria = {
  readonly singlingOut: {
    readonly name: string
    readonly always: string
    readonly threshold: (tables: string, k: number) => string
    readonly noisy: (tables: string, k: number) => string
    readonly exact: (tables: string) => string
  }
  readonly linkability: { readonly name: string; readonly always: string; readonly from: (tables: string) => string }
  readonly inference: {
    readonly name: string
    /** Nothing in the folder is hidden. */
    readonly nothingHidden: string
    readonly besideExact: string
    /** Exact figures of the folder, with and without figures with noise beside them. */
    readonly thresholdAlone: string
    readonly thresholdBesideNoise: string
    readonly noisy: (tables: string) => string
  }
}

export type Heading =
  'responsible' | 'purpose' | 'dropped' | 'protected' | 'guesses' | 'closed' | 'criteria' | 'rawLogs' | 'notPromised'
