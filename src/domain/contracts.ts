import {
  recordOf,
  type BrowserIndex,
  type ClientIndex,
  type DeviceIndex,
  type ReferrerIndex,
  type SystemIndex,
} from './dictionary.ts'
import type { FeatureIndex } from './feature.ts'

/**
 * The fields that a compiled format marks. Identifiers (address, user, cookie …) have no field: the scanner passes over
 * their bytes, and no span exists that could be read later.
 */
export const FIELDS = [
  'time',
  'request',
  'method',
  'target',
  'query',
  'protocol',
  'status',
  'bytes',
  'referrer',
  'agent',
  'host',
  'duration',
] as const
export type Field = (typeof FIELDS)[number]

/** Where a field's span starts in a span table: start at `SPAN.x`, end (exclusive) at `SPAN.x + 1`. A start of −1: not in this line. */
export const SPAN = recordOf(FIELDS, (position) => 2 * position)
export const SPANS_LENGTH = 2 * FIELDS.length

/** Offsets into the chunk, two a field. */
export type Spans = Int32Array

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

/** What a format cannot give, or gives badly, said once at `check` and on stderr. */
export type FormatCaution =
  | 'no-agent'
  | 'no-referrer'
  | 'no-host'
  | 'no-method'
  | 'decoded-target'
  | 'first-status'
  | 'forgeable'
  | 'bytes-with-headers'
  | 'ambiguous-duration'

/** One compiled log format: bytes of a line → spans. No strings, no objects, no regular expression per line. */
export type LineScanner = {
  /** The named format, or `custom`. */
  readonly name: string
  readonly fields: ReadonlySet<Field>
  /** `offset` is written on the line, `UTC` by definition, `local` not written. */
  readonly zone: 'offset' | 'UTC' | 'local'
  readonly escapes: Escapes
  /** `plain` if absent. */
  readonly agentCoding?: AgentCoding
  /** The server decoded the target already: percent signs are literal. */
  readonly targetDecoded: boolean
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
  /**
   * Marks the fields of the line `bytes[start…end)`, line end excluded. A request is split into method, target and
   * protocol; one that is not HTTP leaves method and target at −1. So do empty and `-` for every other field but `status` and `bytes`.
   *
   * @returns −1 if the line fits; else the offset into `bytes` where it stopped to
   */
  readonly scan: (bytes: Uint8Array, start: number, end: number, spans: Spans) => number
  /** How the kernel reads most of these lines; absent where it cannot. `scan` has the last word on those that it cannot read. */
  readonly kernelPlan?: KernelPlan
  /** Reads the time span. False: not a time (`bad-time`). */
  readonly readTime: (bytes: Uint8Array, start: number, end: number, time: WrittenTime) => boolean
}

/**
 * Undoes what a collector of logs (syslog, Docker, journald …) wrote around each line. It may keep pieces of a line until
 * the next call; nothing else.
 */
export type Peeler = {
  /** As `docker`, for the operator. */
  readonly name: string
  /**
   * Peels the whole lines of `bytes[start…end)`. A line that is not wrapped comes out as it is.
   *
   * @param isLast no more bytes follow: pieces that are kept come out
   * @returns whole lines in a buffer of the peeler's own, overwritten by the next call
   */
  readonly peel: (bytes: Uint8Array, start: number, end: number, isLast: boolean) => PeeledLines
  /** True if the program wrote line `line`, from 0, of those peeled last to its stderr: where no format reads it, it is no request. */
  readonly isAside: (line: number) => boolean
}

export type PeeledLines = {
  readonly bytes: Uint8Array
  readonly start: number
  readonly end: number
  /** Lines of more than 65,536 bytes once their pieces were joined; their bytes are gone. */
  readonly tooLong: number
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

/**
 * What is done with every byte of every line, in WebAssembly (assembly/kernel.ts): sixteen bytes a step, where JavaScript
 * takes one. All its work is on one memory, into which lines are copied first.
 */
export type Kernel = {
  /** The memory. */
  readonly bytes: Uint8Array
  /** Where `scan` marks fields: offsets into the memory. */
  readonly spans: Spans
  /** Copies `bytes[start…end)` into the memory, over what was held before. @returns where they stand now; −1: too many */
  readonly hold: (bytes: Uint8Array, start: number, end: number) => number
  /** Takes the plan by which lines are read from now on, and forgets the hour; false if it has no room for it. */
  readonly follow: (plan: KernelPlan) => boolean
  /**
   * Reads the held line that begins at `at`, as `LineScanner.scan` does; one that does not fit may still fit a more
   * careful reading. Where it stands is in `line` then.
   */
  readonly readLine: (at: number, end: number) => number
  /** Of the line that was read last: LINE. */
  readonly line: Int32Array
  /** @param minutesAt where in the time its minutes stand, `MM:SS`; all else is the hour */
  readonly keepHour: (start: number, end: number, minutesAt: number) => void
  /** A new memo in the memory. @throws Error where none has room left */
  readonly openMemo: (size: MemoSize) => ByteMemo
}

/**
 * Positions in `Kernel.line`: the start of the line without NULs before it, its end without the CR, its LF (or the end of
 * all), and 1 if it fits and its time is of the hour kept last: the same text but for minutes and seconds.
 */
export const LINE = { start: 0, end: 1, lf: 2, isSameHour: 3 } as const
export const LINE_LENGTH = 4

/** A layout of lines that the kernel can read. */
export type KernelPlan = KernelSteps | KernelKeys

/** Lines that are values with text between them. */
export type KernelSteps = {
  readonly steps: readonly KernelStep[]
  /** A backslash before a quote makes it part of the value. */
  readonly backslash: boolean
  /** The span of the request is to be split into method, target and protocol. */
  readonly hasRequest: boolean
}

export type KernelStep = {
  readonly way: KernelWay
  /** Position in the span table, −1: passed over. */
  readonly span: number
  /** What stands after the value. */
  readonly literal: Uint8Array
  /** Bytes of the value, where `way` is `fixed`. */
  readonly width: number
  /** Empty and `-` mean that the field is not in this line. */
  readonly isOptional: boolean
}

/** Lines that are one JSON object each. */
export type KernelKeys = {
  readonly root: KernelNode
  /** Where the span of each candidate's field is; ordered by field, then by preference. */
  readonly spanOf: Int32Array
  /** A method is part of every request. */
  readonly hasMethod: boolean
  /** A value that stands for one that is not told. */
  readonly hidden: Uint8Array
  /** How the value of the one key after the candidates begins, in the lines that have it and are requests. */
  readonly prefix: Uint8Array
}

/** A place in the objects of a log that a key leads to. */
export type KernelNode = {
  /** Twice the position of a candidate whose value stands here; −1: of none. */
  readonly mark: number
  /** The keys that lead on from here, by their length in bytes. */
  readonly byLength: readonly (readonly KernelKey[] | undefined)[]
  /** What the elements of an array here lead to. */
  readonly elements: readonly KernelNode[]
}

export type KernelKey = { readonly bytes: Uint8Array; readonly node: KernelNode }

/**
 * Where a value ends: at a byte, a quote, the last digit, after a width, at a text, at a text with a `DD/Mon/YYYY:` after
 * it, after digits, dots and dashes, at a text with the next step, one of a width, after it.
 */
export const KERNEL_WAYS = [
  'byte',
  'quotes',
  'digits',
  'fixed',
  'text',
  'before-clf',
  'decimal',
  'before-fixed',
] as const
export type KernelWay = (typeof KERNEL_WAYS)[number]

/** What was found out about spans of bytes, by the bytes themselves. Bounded: a full memo starts anew. */
export type ByteMemo = {
  /** The value kept for the bytes, else −1. */
  readonly find: (bytes: Uint8Array, start: number, end: number) => number
  /** @param value 0 or more */
  readonly keep: (bytes: Uint8Array, start: number, end: number, value: number) => void
  readonly clear: () => void
}

/** A memo holds at most so many entries, and at most `arenaBytes` of them in all. */
export type MemoSize = { readonly mostEntries: number; readonly arenaBytes: number }

/** A request as the gate hands it to the matcher: spans of normalised bytes, valid for the length of one call. */
export type RequestView = {
  /** Decoded path segments, neither empty nor `.` or `..`: segment i is `pathBytes[starts[i] … ends[i])`. `/` has none. */
  pathBytes: Uint8Array
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** `hashSegment` of each segment: made while the path is split, so that no matcher walks its bytes again. */
  readonly hashes: Int32Array
  segments: number
  /** The last segment ends in an extension of ASSET_EXTENSIONS. */
  asset: boolean
  /** The method as written. */
  methodBytes: Uint8Array
  methodStart: number
  methodEnd: number
  /** Host without port, lower case; start −1 if unknown. */
  hostBytes: Uint8Array
  hostStart: number
  hostEnd: number
  /** The query after its `?`, still encoded; start −1 if there is none. */
  queryBytes: Uint8Array
  queryStart: number
  queryEnd: number
}

/** Where the hash of a segment starts, and what it is multiplied by at each byte: FNV-1a, 32 bits. */
export const HASH_SEED = 0x811c9dc5 | 0
export const HASH_PRIME = 0x01000193

/** The hash of a path segment, by which a matcher looks up literals. */
export function hashSegment(bytes: Uint8Array, start: number, end: number): number {
  let hash = HASH_SEED
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), HASH_PRIME)
  return hash
}

export type FeatureMatcher = {
  /** The feature of the most specific pattern that fits, else NO_FEATURE or NO_METHOD. */
  readonly match: (request: RequestView) => FeatureIndex
  /**
   * What was decided before about paths as the log writes them: numbers of the gate's own. Absent where more than the
   * path may decide, a host or a query.
   */
  readonly verdicts?: ByteMemo
}

/** What an agent is, all four from closed lists. */
export type AgentClass = {
  readonly client: ClientIndex
  readonly device: DeviceIndex
  readonly browser: BrowserIndex
  readonly os: SystemIndex
}

export type AgentClassifier = {
  /** The class of the agent `bytes[start…end)` as logged (no list has a word with an escape in it). Empty and `-` are `unknown`. The result is shared: do not keep it. */
  readonly classify: (bytes: Uint8Array, start: number, end: number) => AgentClass
}

export type ReferrerClassifier = {
  /** The names of the classes: REFERRERS, then the hosts that the operator lists. */
  readonly words: readonly string[]
  /** The class of the referrer `bytes[start…end)`. Empty and `-` are `none`. */
  readonly classify: (bytes: Uint8Array, start: number, end: number) => ReferrerIndex
}
