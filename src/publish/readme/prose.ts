import type { Field } from '../../domain/contracts.ts'

/** Every sentence of a read-me, so that both languages say the same things. Arguments are Markdown already. */
export type Prose = {
  readonly otherLanguage: string
  readonly opening: (service: string, span: Span | undefined) => string
  readonly heading: Readonly<Record<Heading, string>>
  readonly filesHeader: readonly [string, string, string]
  /** What a row of a table is: `one row a …`. */
  readonly row: (keys: string) => string
  /** What a row of `breaks.csv` is: it has no key. */
  readonly rowOfBreaks: string
  /** Files that describe the data. */
  readonly otherFiles: string
  /** Of tables that are cut into years. */
  readonly split: (tables: string) => string
  readonly columnsHeader: readonly [string, string, string]
  /** After the meaning of a column that holds codes. */
  readonly codes: string
  readonly use: string
  /** Of tables at `threshold`. */
  readonly empty: (tables: string, k: number) => string
  readonly exact: (tables: string) => string
  /** Of the other folder. */
  readonly exactElsewhere: (tables: string) => string
  readonly noisy: (tables: string, k: number) => string
  readonly folded: (tables: string) => string
  readonly time: (timezone: string, span: Span | undefined, created: string) => string
  readonly partial: (table: string, periods: string) => string
  /** Of a table that was taken out of the configuration and came back. */
  readonly away: (table: string, days: Span) => string
  /** Of a table some of whose periods never are published. */
  readonly withheld: (table: string, periods: string) => string
  /** Between the first and the last of periods. */
  readonly through: string
  /** How long after its end a period is closed. */
  readonly closed: (graceHours: number) => string
  readonly featuresHeader: readonly [string, string, string, string]
  /** How to read a pattern, under the table of features. */
  readonly patterns: string
  readonly countsPartial: string
  readonly countsAssets: string
  readonly notOffered: string
  readonly robots: (list: string, version: string) => string
  readonly formats: (names: string) => string
  readonly lacks: (format: string, fields: string) => string
  readonly noAgent: string
  readonly partialLog: string
  readonly field: Readonly<Record<Field, string>>
  readonly licence: (name: string, text: string) => string
  readonly cite: string
  readonly citeAddresses: (title: string, address: string | undefined, licence: string) => string
  readonly nothingToCite: string
  readonly shareAlike: string
  readonly reading: string
  readonly contact: (names: string) => string
  readonly otherTier: (folder: string) => string
}

export type Heading =
  | 'files'
  | 'columns'
  | 'use'
  | 'empty'
  | 'time'
  | 'features'
  | 'notOffered'
  | 'robots'
  | 'licence'
  | 'reading'
  | 'contact'

/** First and last day with a line, in words. */
export type Span = { readonly first: string; readonly last: string }
