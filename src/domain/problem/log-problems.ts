import type { FormatCaution, FormatFault, Field } from '../contracts.ts'
import type { Dimension, Measure } from '../dictionary.ts'
import type { Fate, Reason } from '../fate.ts'
import type { LogKeys } from '../service.ts'
import type { Place } from '../place.ts'

export type LogProblem =
  /** `folder`: a glob finds that, and no file. `empty`: the folder that it looks into is there, with nothing in it. */
  | { readonly code: 'LOG_NOT_FOUND'; readonly path: string; readonly folder?: string; readonly empty?: string }
  /** A path that a configuration cannot hold: `U+202E`. */
  | { readonly code: 'LOG_NAME_UNFIT'; readonly path: string; readonly sign: string }
  | { readonly code: 'LOG_IS_DIRECTORY'; readonly path: string }
  | { readonly code: 'LOG_IS_SOCKET'; readonly path: string }
  | { readonly code: 'LOG_IS_PIPE'; readonly path: string }
  /** Among what is published in this folder. */
  | { readonly code: 'LOG_IN_OUTPUT'; readonly path: string; readonly output: string }
  | { readonly code: 'LOG_UNREADABLE'; readonly path: string; readonly errno: string }
  | { readonly code: 'LOG_DAMAGED'; readonly path: string; readonly errno: string }
  | {
      readonly code: 'LOG_COMPRESSION_UNKNOWN'
      readonly path: string
      /** `tar`: many files in one, compressed or not. `zstd-dictionary`: what it says is in part in another file. */
      readonly kind: 'zip' | '7z' | 'lz4' | 'lzip' | 'compress' | 'tar' | 'zstd-dictionary'
    }
  /** An archive that unpacks to so many times its size, past what any may, and is not unpacked further. */
  | { readonly code: 'LOG_SWELLS'; readonly path: string; readonly times: number; readonly limit: number }
  /** `decompress: external`, and no such program, or none that may be run. */
  | { readonly code: 'UNPACKER_MISSING'; readonly path: string; readonly tool: string; readonly errno: string }
  | { readonly code: 'LOG_EMPTY'; readonly path: string }
  /** The text of the shorter is the beginning of the longer; or both have as many uses in far more hours than two servers have. */
  | { readonly code: 'LOGS_ALIKE'; readonly path: string; readonly other: string; readonly by: 'lines' | 'uses' }
  /** An entry of `logs:` finds logs while they are written, and none of so many files that were rotated beside them. */
  | {
      readonly code: 'ROTATED_LEFT_OUT'
      readonly path: string
      readonly files: number
      /** A path in its place that finds them, and no other log. A list, since another one is no other problem. */
      readonly instead?: readonly [string]
      /** Where there is none: one beside it, or else one of the files. */
      readonly also?: readonly [string]
    }
  /** Lines that count, though a column names a host that is none of the service's; the first log that has them, and how many others. */
  | {
      readonly code: 'HOSTS_FOREIGN'
      readonly file: string
      readonly lines: number
      readonly others: number
      /** It is their target that names it: then they do not count. */
      readonly by?: 'target'
    }
  /** Lines of days that cannot be believed: from which on, and the last day that is. A published folder does not tell how many. */
  /** `isAll`: no line is of a day that has come. `closesNone`: of `run`, which closes no period for them. */
  | {
      readonly code: 'DATES_AHEAD'
      readonly lines?: number
      readonly first: string
      readonly last: string
      readonly isAll?: boolean
      readonly closesNone?: true
    }
  /** The same of days long before all others: the last of them, and the first day that is believed. */
  | { readonly code: 'DATES_BEHIND'; readonly lines: number; readonly last: string; readonly first: string }
  /** Logs that another service of the same output folder reads too: the first of them, the service, and how many. */
  | { readonly code: 'SHARED_LOG'; readonly path: string; readonly service: string; readonly files: number }
  /** Lines of JSON in a log of text, or of text in one of JSON: so many, of so many, and how many other logs have such. */
  | {
      readonly code: 'KINDS_MIXED'
      readonly file: string
      readonly format: string
      readonly kind: 'json' | 'text'
      readonly lines: number
      readonly of: number
      readonly others: number
    }
  | { readonly code: 'STDIN_EMPTY' }
  /** `isArgument`: it was asked after, and no log is to be read. */
  | {
      readonly code: 'FORMAT_UNKNOWN'
      readonly format: string
      readonly place?: Place
      readonly nearest?: string
      readonly isArgument?: true
    }
  | {
      readonly code: 'FORMAT_SYNTAX'
      readonly format: string
      readonly place?: Place
      readonly column: number
      readonly why: FormatFault
    }
  | {
      readonly code: 'FORMAT_NOT_DETECTED'
      readonly file: string
      readonly nearest: string
      readonly fits: number
      readonly of: number
      /** Of a line that does not fit the nearest format; 0: each fits, but they are too few. */
      readonly line: number
      readonly column: number
      /** Two formats that together read nine lines of ten. */
      readonly together?: readonly [string, string]
      /** Formats that read nine lines of ten, but that no line tells apart. */
      readonly alike?: readonly string[]
      /**
       * What more is known: objects whose keys, or a header whose columns, say too little; objects with a key that nobody
       * can trust; objects behind a text; lines without a time; a server's lines without a request; another encoding, or
       * another archive in the archive; lines that fit, but for a value that cannot be true; nothing that every format has.
       */
      readonly why?:
        | 'json-keys'
        | 'keys-unclear'
        | 'text-before-json'
        | 'no-columns'
        | 'no-time'
        | 'messages'
        | 'utf-16'
        | 'compressed'
        | 'disbelieved'
        | 'nothing-near'
      /** Of `why`: the fields that are missing, or the one that cannot be true or is unclear. */
      readonly fields?: readonly Field[]
      /** One that reads most of the lines, though not enough. */
      readonly layout?: ReadLayout
      /** Of `json-keys`: the service that writes such lines, and its keys. */
      readonly keysOf?: { readonly service: string; readonly keys: LogKeys }
      /** Of `why`: two keys that say different things of the field, or one that cannot be it. */
      readonly keys?: readonly string[]
    }
  | {
      readonly code: 'FORMAT_DETECTED'
      /** A log, or the glob that found it. */
      readonly file: string
      readonly format: string
      /** What is wrapped around its lines, the outermost first. */
      readonly wrappers: readonly string[]
      readonly fits: number
      readonly of: number
      /** `+0100`, `UTC` */
      readonly zones: readonly string[]
      /** IANA name: in which times are read that are written without a zone, where there are some. */
      readonly zoneRead?: string
      /** Fields that it cannot give. */
      readonly lacks: readonly Field[]
      /** Of a layout that nobody named. */
      readonly layout?: ReadLayout
    }
  | {
      readonly code: 'FORMAT_CAUTION'
      readonly file: string
      readonly format: string
      readonly caution: FormatCaution
      readonly key?: string
    }
  | {
      readonly code: 'MEASURE_LEFT_OUT'
      readonly table: string
      readonly format: string
      readonly measure: Measure
      readonly field: Field
    }
  | {
      readonly code: 'FORMAT_LACKS'
      readonly table: string
      readonly format: string
      readonly field: Field
      readonly wanted: Measure | Dimension
      /** The lines have a duration under this key, of which nothing says what it counts. */
      readonly unitless?: string
    }
  /**
   * Nothing is published of these days, nor of longer periods that hold them; or, where there are periods, of these alone, which have too
   * many of all their days. No days: no line is dated.
   */
  | ({
      readonly code: 'TOO_MANY_MALFORMED'
      readonly days?: MalformedDays
      readonly periods?: readonly string[]
    } & Malformed)
  /** The days are published without these lines. */
  | ({ readonly code: 'FEW_MALFORMED'; readonly days: MalformedDays } & Malformed)
  | {
      readonly code: 'NO_LINE_FITS'
      readonly file: string
      readonly format: string
      /** Too few to be alarmed by. */
      readonly lines: number
      readonly line: number
      readonly column: number
      readonly reason: Reason
      readonly instead?: readonly string[]
    }
  | { readonly code: 'NOTHING_COUNTED'; readonly linesRead: number; readonly commonest?: Fate }

/** A layout that nobody named: as a string of nginx that names nothing but what is read, and where that stands. */
export type ReadLayout = {
  readonly string: string
  readonly columns: number
  /** From 1. */
  readonly read: readonly { readonly field: string; readonly column: number }[]
}

/** Where the first line stands that does not fit, and why: `line` and `column` from 1, `reason` of a closed list. */
export type FoundMisfit = {
  readonly file: string
  readonly format: string
  readonly line: number
  readonly column: number
  readonly reason: Reason
  /** That is not of the first lines: formats that read these. */
  readonly instead?: readonly string[]
}

/** Lines that do not fit. */
export type Malformed = FoundMisfit & {
  /** 0–1. */
  readonly share: number
  readonly limit: number
  /** How many other logs have such lines. */
  readonly others?: number
}

/** Days of a log of which more lines do not fit than the limit: the first, the last, and how many. */
export type MalformedDays = { readonly first: string; readonly last: string; readonly count: number }
