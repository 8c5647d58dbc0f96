import type { Field, Spans } from './fields.ts'
import type { KernelPlan } from './kernel.ts'

/**
 * How the bytes of a value stand on the line: `backslash` as nginx and Apache escape, `json` as in a JSON string, `hash`
 * as HAProxy does (`#22`), `doubled` as in CSV (`""`).
 */
export type Escapes = 'backslash' | 'json' | 'hash' | 'doubled' | 'none'

/** How an agent stands on the line beyond `Escapes`: `plus` for spaces (IIS), `percent` (CloudFront, up to twice). */
export type AgentCoding = 'plain' | 'plus' | 'percent'

/**
 * What a duration counts; `upstream-s` is nginx's list of seconds, to be added up, `sum-s` seconds with spaces between
 * them, `written` a number and its unit as uWSGI writes them: `46 msecs`, `46012 micros`.
 */
export type DurationUnit = 's' | 'ms' | 'us' | 'ns' | 'upstream-s' | 'sum-s' | 'written'

/** A time as it stands on the line. */
export type WrittenTime = {
  /** Seconds since 1900-01-01 00:00 on the clock that the line shows. */
  seconds: number
  /** Minutes east of UTC; `NO_OFFSET` where the line says no zone. */
  offset: number
}
export const NO_OFFSET = -32768
/** In place of an offset: the line says a day of the service and no hour. */
export const NO_HOUR = -32767

/** What a format cannot give, or gives badly, said once at `check` and on stderr. */
export type FormatCaution =
  | 'no-agent'
  | 'no-referrer'
  | 'no-host'
  | 'no-method'
  | 'no-date'
  | 'decoded-target'
  | 'first-status'
  | 'forgeable'
  | 'bytes-with-headers'
  | 'ambiguous-duration'

/** Keys of a closed list of which nobody can tell what they say, and a line that shows it, from 1. */
export type UnclearKeys = { readonly field: Field; readonly keys: readonly string[]; readonly line: number }

/** One compiled log format: bytes of a line → spans. No strings, no objects, no regular expression per line. */
export type LineScanner = {
  /** The named format, or `custom`. */
  readonly name: string
  readonly fields: ReadonlySet<Field>
  /**
   * Fields that each line has or has not by itself, whatever others of the log show, so that it is judged alike however that is cut.
   * Of an agent: a line has none of which nothing is written, not even that it is empty. Absent: all lines have what is in `fields`.
   */
  readonly byLine?: ReadonlySet<Field>
  /** `offset` is written on the line, `UTC` by definition, `local` not written. */
  readonly zone: 'offset' | 'UTC' | 'local'
  readonly escapes: Escapes
  /** `plain` if absent. */
  readonly agentCoding?: AgentCoding
  /** The server decoded the target already: percent signs are literal. */
  readonly targetDecoded: boolean
  /** Where the lines themselves say it (LTSV by label, W3C by header), that of the line scanned last: ask for each. */
  readonly durationUnit: DurationUnit
  /** What `-` means in the bytes field: Apache's `%b` writes it for 0. */
  readonly bytesDash: 'zero' | 'absent'
  /** What `-` means in the status field: nobody was answered (the fate `failed`), or not known (`no-status`). The first, if absent. */
  readonly statusDash?: 'no-answer' | 'no-status'
  /** Why a line does not fit. `bad-line` if absent. */
  readonly misfit?: 'bad-line' | 'bad-json'
  /** True for a line of this format that is no request, beyond those that every log may hold; asked only of lines that do not fit. */
  readonly isNotRequest?: (bytes: Uint8Array, start: number, end: number) => boolean
  readonly cautions: readonly FormatCaution[]
  /** Of `ambiguous-duration`, where a key has a name that is known: that one. */
  readonly unitless?: string
  /** No line may be counted: two keys say different things of the field, or the one that there is cannot be it. */
  readonly unclear?: UnclearKeys
  /** What the first lines decided that others of the same log may not show, as numbers: for `make` another time. */
  readonly told?: readonly number[]
  /**
   * Marks the fields of the line `bytes[start…end)`, line end excluded. A request is split into method, target and
   * protocol; one that is not HTTP leaves method and target at −1. So do empty and `-` for every other field but `status` and `bytes`, and an agent
   * that a key names.
   *
   * @returns −1 if the line fits; else the offset into `bytes` where it stopped to
   */
  readonly scan: (bytes: Uint8Array, start: number, end: number, spans: Spans) => number
  /** How the kernel reads most of these lines; absent where it cannot. `scan` has the last word on those that it cannot read. */
  readonly kernelPlan?: KernelPlan
  /** What the lines that were read say of those that follow, as numbers: to read on from there another time. Absent: nothing. */
  readonly memory?: { readonly tell: () => readonly number[]; readonly takeUp: (told: readonly number[]) => void }
  /**
   * Where the line that was scanned last says how many requests it stands for: a row that was aggregated before, and none where no
   * count stands there. Absent: each line is one.
   */
  readonly count?: { readonly start: number; readonly end: number }
  /** Some of the first lines say a day and no hour: no table by hour can be made of such a log. */
  readonly hasDaysAlone?: true
  /** Reads the time span. False: not a time (`bad-time`). */
  readonly readTime: (bytes: Uint8Array, start: number, end: number, time: WrittenTime) => boolean
}

/** Why a format string cannot be read. */
export type FormatFault =
  | 'variables-touch'
  | 'no-time'
  | 'no-target'
  | 'no-status'
  | 'scattered-time'
  | 'unknown-directive'
  | 'unclosed'
  | 'unsupported-time'
