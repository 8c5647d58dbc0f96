import type { PatternKind } from '../feature.ts'
import type { Spans } from './fields.ts'

/**
 * What is done with every byte of every line, in WebAssembly (assembly/kernel.ts): sixteen bytes a step, where JavaScript
 * takes one. All its work is on one memory, into which lines are read, or copied.
 */
export type Kernel = {
  /** The memory. */
  readonly bytes: Uint8Array
  /** Where `scan` marks fields: offsets into the memory. */
  readonly spans: Spans
  /** Parts of the memory for lines: what is read into them is not copied. `hold` copies into the first. */
  readonly rooms: readonly [Uint8Array, Uint8Array, Uint8Array]
  /**
   * Copies `bytes[start…end)` into the memory, unless they stand there, over what was copied before. @returns where they stand
   * now; −1: too many
   */
  readonly hold: (bytes: Uint8Array, start: number, end: number) => number
  /**
   * Takes the plan by which lines are read from now on, and forgets the hour, unless it is the very plan that was taken last;
   * false if it has no room for it.
   *
   * @param escape the byte of an escape that may hide where the path of a target ends; 0: none does
   */
  readonly follow: (plan: KernelPlan, escape: number) => boolean
  /**
   * Reads the held line that begins at `at`, as `LineScanner.scan` does; one that does not fit may still fit a more
   * careful reading. Where it stands is in `line` then.
   */
  readonly readLine: (at: number, end: number) => number
  /** Says where to look up what lines say, for `readOn`; false if a memory is none of this kernel's. */
  readonly consult: (known: Known) => boolean
  /**
   * Adds the lines from `at` on to tuples, as long as all about them is known, and reads the first other as `readLine` does.
   * Known are lines of the hour that is kept, with a path, a method, an agent, a referrer and a host that are remembered.
   *
   * @returns NONE_LEFT: there is no other
   */
  readonly readOn: (at: number, end: number) => number
  /** Hands over what was added up since it was asked for last. */
  readonly takeTuples: (take: (tuple: Tuple) => void) => void
  /** Of the line that was read last: LINE. */
  readonly line: Int32Array
  /** @param minutesAt where in the time its minutes stand, `MM:SS`; all else is the hour */
  readonly keepHour: (start: number, end: number, minutesAt: number) => void
  /** What all memos hold, for a kernel in which the same were opened in the same order. */
  readonly memories: Uint8Array
  /** A new memo in the memory. @throws Error where none has room left */
  readonly openMemo: (size: MemoSize) => ByteMemo
  /** The memory of paths, where it was opened with one. */
  readonly paths?: PathMemo
}

/**
 * Positions in `Kernel.line`: the start of the line without NULs before it, its end without the CR, its LF (or the end of
 * all), and 1 if it fits and its time is of the hour kept last: the same text but for minutes and seconds. Then what most
 * fields say, −1 where they must be read: a status from 100 to 599, a size of nine at most, a method by its place in
 * METHODS, the end of the path of a target that begins with `/`, as it is written.
 */
export const LINE = { start: 0, end: 1, lf: 2, isSameHour: 3, code: 4, size: 5, method: 6, pathEnd: 7 } as const
export const LINE_LENGTH = 8
/** What `readOn` says when every line was added. */
export const NONE_LEFT = -2

/** What is remembered of paths by method, of agents and of the heads of referrers; from which verdict on a path is that of a feature. */
type Known = {
  readonly paths: PathMemo
  /** How the log writes paths. */
  readonly writing: number
  readonly agents: ByteMemo
  readonly referrers: ByteMemo
  /** Hosts of the service, as a column names them. Absent: all are. */
  readonly hosts?: ByteMemo
  readonly firstFeature: number
}

/** In place of the position of a class of agents: the line has none, not even an empty one. */
export const NO_AGENT = 0xffff

/** Lines of one hour of which the same is known. Filled anew for each: copy what you keep. */
export type Tuple = {
  readonly verdict: number
  readonly code: number
  /** Positions: in METHODS, among the classes of agents, among the words of referrers. Of a path of no feature the last two say nothing. */
  readonly method: number
  readonly agent: number
  readonly referrer: number
  readonly lines: number
  /** The sum of the sizes that are written. */
  readonly bytes: number
}

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
  /** The value kept for the bytes, else −1. The same bytes are another entry for each kind, from 0 to 127; 0 if absent. */
  readonly find: (bytes: Uint8Array, start: number, end: number, kind?: number) => number
  /** @param value 0 or more */
  readonly keep: (bytes: Uint8Array, start: number, end: number, value: number, kind?: number) => void
  readonly clear: () => void
}

/** A memo holds at most so many entries, and at most `arenaBytes` of them in all. */
export type MemoSize = { readonly mostEntries: number; readonly arenaBytes: number }

/**
 * What was found out about paths, by method and by what patterns can tell of their segments: which are literals that one of them has
 * there, of which kinds the others are, and whether the last ends as files do that a page brings along. No byte of a path is kept.
 */
export type PathMemo = {
  /**
   * The number that was kept for a path of which patterns can tell the same, else −1.
   *
   * @param method its position in METHODS
   * @param writing how the path is written: the byte that begins the log's escapes, or 0, and PATH_WRITING
   */
  readonly find: (bytes: Uint8Array, start: number, end: number, method: number, writing: number) => number
  /** @param value 0 or more */
  readonly keep: (bytes: Uint8Array, start: number, end: number, method: number, writing: number, value: number) => void
}

/** The server decoded it already: percent signs are literal; letters of any case are the same. */
export const PATH_WRITING = { decoded: 0x100, caseless: 0x200 } as const

/** What a pattern asks of a segment: a literal, decoded; a kind; `any`; `rest` of it and of all that follow. */
export type PatternSegment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: PatternKind }
  | { readonly kind: 'any' | 'rest' }
