import type { Protection } from '../../domain/table.ts'

/** Every sentence of the page about privacy, so that both languages say the same. Arguments are Markdown already. */
export type Prose = {
  readonly title: string
  readonly otherLanguage: string
  readonly opening: (service: string) => string
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
  /** Instead of `corrected`, where there is no earlier version to follow. */
  readonly onePass: string
  readonly guessesHeader: readonly [string, string, string]
  readonly guesses: string
  readonly toldBy: (table: string) => string
  readonly noCategories: string
  readonly threshold: (k: number) => string
  readonly noise: string
  readonly exact: (tables: string) => string
  readonly criteria: readonly string[]
  readonly rawLogs: (retention: string | undefined) => string
  readonly noTracker: string
  readonly notPromised: readonly string[]
}

export type Heading =
  'responsible' | 'purpose' | 'dropped' | 'protected' | 'guesses' | 'closed' | 'criteria' | 'rawLogs' | 'notPromised'
