/**
 * A position in the closed dictionary `D`, or −1 for "could not be read". The brand, which exists for the compiler
 * alone, keeps dictionaries apart: a feature never lands in a period's column.
 */
export type IndexOf<D extends string> = number & { readonly __dictionary: D }

/** The only place where a bare number becomes a dictionary position. */
export function indexOf<D extends string>(position: number): IndexOf<D> {
  return position as IndexOf<D>
}

/** The position of each word, for code that names a word instead of searching it. */
export function positions<D extends string, W extends string>(words: readonly W[]): Readonly<Record<W, IndexOf<D>>> {
  return recordOf(words, (position) => indexOf<D>(position))
}

/** One value a word, made from its position or from itself. */
export function recordOf<W extends string, V>(
  words: readonly W[],
  valueOf: (position: number, word: W) => V,
): Readonly<Record<W, V>> {
  return Object.fromEntries(words.map((word, position) => [word, valueOf(position, word)])) as Record<W, V>
}

/** Lengths of time that a table may be cut into, shortest first. */
export const PERIOD_KINDS = ['day', 'week', 'month', 'quarter', 'year'] as const
export type PeriodKind = (typeof PERIOD_KINDS)[number]

/** How often something new comes, in the words of the European Union; data.gouv.fr has the same in small letters. */
export const FREQUENCIES: Readonly<Record<PeriodKind, string>> = {
  day: 'DAILY',
  week: 'WEEKLY',
  month: 'MONTHLY',
  quarter: 'QUARTERLY',
  year: 'ANNUAL',
}

/** Who asked. Previews are other-robot; feed readers, map clients and scripts are machine; `unknown` is an absent or unreadable agent. */
export const CLIENTS = ['human', 'search-robot', 'ai-robot', 'monitor', 'other-robot', 'machine', 'unknown'] as const
export type Client = (typeof CLIENTS)[number]
export type ClientIndex = IndexOf<'client'>
export const CLIENT = positions<'client', Client>(CLIENTS)

/** What an ai-robot fetches pages for: to train a model, for the index of an engine, for a person's question. */
export const AI_PURPOSES = ['training', 'search', 'assistant'] as const
export type AiPurpose = (typeof AI_PURPOSES)[number]
export type AiPurposeIndex = IndexOf<'purpose'>

export const DEVICES = ['desktop', 'mobile', 'tablet', 'television', 'console', 'other', 'unknown'] as const
export type Device = (typeof DEVICES)[number]
export type DeviceIndex = IndexOf<'device'>

export const BROWSERS = [
  'brave',
  'chrome',
  'edge',
  'facebook',
  'firefox',
  'huawei',
  'internet-explorer',
  'opera',
  'safari',
  'samsung',
  'vivaldi',
  'webview',
  'yandex',
  'other',
  'unknown',
] as const
export type Browser = (typeof BROWSERS)[number]
export type BrowserIndex = IndexOf<'browser'>

export const SYSTEMS = [
  'android',
  'chromeos',
  'harmonyos',
  'ios',
  'linux',
  'macos',
  'windows',
  'other',
  'unknown',
] as const
export type System = (typeof SYSTEMS)[number]
export type SystemIndex = IndexOf<'os'>

/** Class of an answer; `none` is no answer (0, `-`). */
export const STATUSES = ['none', '1xx', '2xx', '3xx', '4xx', '5xx'] as const
export type Status = (typeof STATUSES)[number]
export type StatusIndex = IndexOf<'status'>
export const STATUS = positions<'status', Status>(STATUSES)

export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'other'] as const
export type Method = (typeof METHODS)[number]
export type MethodIndex = IndexOf<'method'>
export const METHOD = positions<'method', Method>(METHODS)

/** Where a request came from. Hosts that the operator lists come after these, in the operator's order. */
export const REFERRERS = ['internal', 'none', 'search', 'social', 'public', 'other'] as const
export type Referrer = (typeof REFERRERS)[number]
export type ReferrerIndex = IndexOf<'referrer'>
export const REFERRER = positions<'referrer', Referrer>(REFERRERS)

/**
 * Where a use came from when it was no feature: nowhere that is told, a page of the service that no feature has, elsewhere.
 * Their positions in `from` come after those of the features.
 */
export const FROM_WORDS = ['(none)', '(inside)', '(outside)'] as const
export type FromIndex = IndexOf<'from'>

export const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour))
export type HourIndex = IndexOf<'hour'>

/** The dimensions a table may have beside its period and `feature`. */
export const DIMENSIONS = ['device', 'browser', 'os', 'status', 'method', 'client', 'referrer', 'hour', 'from'] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** The words of the dimensions that ship with the program; the operator's hosts come behind those of `referrer`. `from` has features. */
export const DIMENSION_WORDS: Readonly<Record<Exclude<Dimension, 'from'>, readonly string[]>> = {
  device: DEVICES,
  browser: BROWSERS,
  os: SYSTEMS,
  status: STATUSES,
  method: METHODS,
  client: CLIENTS,
  referrer: REFERRERS,
  hour: HOURS,
}

/** As what a use counts whose word the configuration has no more: a feature that it came from, or a host. */
export const WITHOUT_WORD: Partial<Readonly<Record<Dimension, string>>> = { from: '(inside)', referrer: 'other' }

/** Whether a word is the operator's, so that periods may have closed before it was there, or since it is gone. */
export function isOperators(dimension: Dimension, word: string): boolean {
  if (dimension === 'from') return !FROM_WORDS.some((own) => own === word)
  return dimension === 'referrer' && !REFERRERS.some((own) => own === word)
}

export const MEASURES = ['requests', 'entries', 'errors', 'bytes', 'duration_p50', 'duration_p95'] as const
export type Measure = (typeof MEASURES)[number]

/** One value for every measure: a new one does not compile before each room has said what it is there. */
export type ByMeasure<V> = Readonly<Record<Measure, V>>

/** What a measure or a dimension may read of a line beside its answer and its client. */
export type FieldOfHit = Dimension | 'bytes' | 'duration'

/** What that needs beside what every line is read for: a field that not every format has, and work that takes time. */
export type Needs = {
  readonly field?: 'bytes' | 'duration' | 'method' | 'referrer'
  readonly work?: 'agents' | 'durations' | 'flows' | 'hours'
}

export const NEEDS: Readonly<Record<FieldOfHit, Needs>> = {
  bytes: { field: 'bytes' },
  duration: { field: 'duration', work: 'durations' },
  device: { work: 'agents' },
  browser: { work: 'agents' },
  os: { work: 'agents' },
  status: {},
  method: { field: 'method' },
  client: {},
  referrer: { field: 'referrer' },
  hour: { work: 'hours' },
  from: { field: 'referrer', work: 'flows' },
}
