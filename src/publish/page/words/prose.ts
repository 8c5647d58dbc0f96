import type { Licence } from '../../../domain/service.ts'

/** First and last of something, in words. */
type Ends = { readonly first: string; readonly last: string }

/** Every sentence of a page, so that both languages say the same things. All of it is plain text. */
export type Prose = {
  readonly otherLanguage: string
  readonly otherTier: Readonly<Record<'summary' | 'detail', string>>
  readonly publishedBy: string
  readonly lede: (service: string, span: Ends | undefined) => string
  readonly notPeople: string
  readonly noIdentifier: string
  readonly table: Readonly<Record<'day' | 'week' | 'month' | 'quarter' | 'year', string>>
  readonly tableInDetail: string
  readonly readMe: string
  readonly tile: {
    readonly latest: (period: string) => string
    readonly features: string
    readonly span: string
    readonly licence: string
    readonly sumOf: (measure: string, isLeast: boolean, isNoisy: boolean) => string
    readonly aboveThreshold: (k: number) => string
    readonly inAll: string
    readonly ended: (count: number) => string
    readonly days: (count: string, missing: string) => string
    readonly licenceShort: Readonly<Record<Licence, { readonly name: string; readonly says: string }>>
  }
  readonly reading: {
    readonly heading: string
    readonly bar: Readonly<Record<'day' | 'week' | 'month' | 'quarter' | 'year', string>>
    readonly line: Readonly<Record<'day' | 'week' | 'month' | 'quarter' | 'year', string>>
    readonly part: string
    readonly hidden: (k: number) => string
    readonly gap: string
    readonly broken: string
    readonly sure: string
    readonly unsure: string
  }
  readonly features: {
    readonly heading: string
    readonly feature: string
    readonly evolution: string
    readonly ownScale: string
    readonly before: string
    readonly change: string
    readonly perDay: (rate: string) => string
    readonly changePerDay: string
    readonly allFigures: string
    readonly figuresOf: (feature: string) => string
    readonly key: string
    /** In a cell, for a hidden figure. */
    readonly hiddenSign: string
    readonly most: (count: string, period: string) => string
    readonly nothingShown: string
    readonly since: (date: string) => string
    readonly until: (date: string) => string
    readonly programsToo: string
    readonly tenMake: (percent: string) => string
    readonly cut: (periods: number) => string
    readonly none: string
  }
  readonly state: Readonly<Record<'hidden' | 'gap' | 'absent', string>>
  readonly change: Readonly<Record<'hidden' | 'hidden-before' | 'nothing-before' | 'none', string>>
  readonly direction: Readonly<Record<'up' | 'down' | 'same', string>>
  readonly acrossBreak: string
  /** Days or weeks looked at together: up to a date, or before those. */
  readonly windowOf: (length: number, kind: 'day' | 'week', last: string | undefined) => string
  readonly between: (ends: Ends) => string
  /** Said aloud of a chart: its span, least and greatest figure, and what is missing. */
  readonly chart: (feature: string, span: Ends, range: Ends | undefined, hidden: number, gaps: number) => string
  readonly never: {
    readonly heading: string
    readonly why: (k: number) => string
    readonly notYet: string
  }
  readonly endedHeading: string
  readonly quality: {
    readonly heading: string
    readonly gaps: string
    readonly noGaps: string
    readonly gap: (ends: Ends, days: number) => string
    readonly moreGaps: (count: number) => string
    readonly partial: (table: string, periods: string) => string
    readonly breaks: string
    readonly noBreaks: string
    readonly fates: (month: string) => string
    readonly fate: string
    readonly lines: string
    readonly fatesNote: string
    readonly robots: (list: string, version: string) => string
    readonly partialLog: string
  }
  readonly files: {
    readonly heading: string
    readonly content: string
    readonly file: string
    readonly rows: string
    readonly size: string
    readonly about: string
    readonly documents: Readonly<Record<Document, string>>
  }
  readonly licence: {
    readonly heading: string
    readonly under: string
    readonly fullText: string
    readonly cite: string
    readonly nothingToCite: string
    readonly addresses: string
    readonly shareAlike: string
  }
  readonly detail: {
    readonly heading: string
    readonly apart: string
    readonly lastPeriod: (period: string) => string
    readonly firstRows: (shown: number, all: number, file: string) => string
    readonly barsShare: string
    readonly noRows: string
  }
  readonly foot: (version: string, date: string) => string
  readonly contact: string
  readonly madeWith: (version: string) => string
}

/** Files beside the data, in the order in which they are listed. */
export const DOCUMENTS = [
  'LISEZMOI.md',
  'README.md',
  'CONFIDENTIALITE.md',
  'PRIVACY.md',
  'CHANGELOG.md',
  'datapackage.json',
  'dcat.jsonld',
  'SHA256SUMS',
  'NOTICE',
] as const
type Document = (typeof DOCUMENTS)[number]
