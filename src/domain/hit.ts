import type { DayIndex } from './calendar.ts'
import type {
  AiPurposeIndex,
  BrowserIndex,
  ClientIndex,
  DeviceIndex,
  FromIndex,
  HourIndex,
  MethodIndex,
  ReferrerIndex,
  StatusIndex,
  SystemIndex,
} from './dictionary.ts'
import type { FateIndex, ReasonIndex } from './fate.ts'
import type { FeatureIndex } from './feature.ts'

/**
 * All that is left of a line after the gate, or of lines that are alike: positions in closed dictionaries, and a size. −1 is "could
 * not be read" or "was not asked".
 *
 * Hint: the gate reuses one Hit for all lines; whoever wants to keep one copies it.
 */
export type Hit = {
  readonly fate: FateIndex
  /** Why, if malformed. */
  readonly reason: ReasonIndex
  /** What the answer alone makes of a matched request (counted, failed, redirect or partial), whoever the client is. */
  readonly outcome: FateIndex
  /** The day and the hour in the service's time zone. */
  readonly day: DayIndex
  readonly hour: HourIndex
  readonly feature: FeatureIndex
  readonly status: StatusIndex
  readonly method: MethodIndex
  readonly client: ClientIndex
  readonly device: DeviceIndex
  readonly browser: BrowserIndex
  readonly os: SystemIndex
  readonly purpose: AiPurposeIndex
  readonly referrer: ReferrerIndex
  /** The feature that the request came from, or a word after them; only where a table asks for it. */
  readonly from: FromIndex
  /** How many lines it stands for. */
  readonly lines: number
  /** Bytes sent, a measure, −1 if unknown; of several lines their sum. */
  readonly bytes: number
  /** In µs, a measure, −1 if unknown; only where a table asks for it. */
  readonly duration: number
}

/** Hours from the first day of the calendar on; a day without an hour is known from its first on. Below 0: there is no day. */
export function hourOf({ day, hour }: Pick<Hit, 'day' | 'hour'>): number {
  return day * 24 + Math.max(hour, 0)
}

/** The only fields of a Hit that may be plain numbers: how many, and the measures of docs/dataset.md. */
type MeasureName = 'lines' | 'bytes' | 'duration'

/** Stops compiling as soon as a field of `T` could hold text, bytes, an object or an unbranded number that is no measure. */
type OnlyIndices<T> = {
  [K in keyof T]: T[K] extends number ? (number extends T[K] ? (K extends MeasureName ? T[K] : never) : T[K]) : never
}
export type Law<T extends OnlyIndices<T>> = T
export type HitLaw = Law<Hit>
