import type { FormatCaution, FormatFault, Field } from './contracts.ts'
import type { Dimension, Measure } from './dictionary.ts'
import type { Fate, Reason } from './fate.ts'
import type { PatternFault, PersonalKind } from './feature.ts'
import type { Expected, ServerDirective, ServerFault } from './service.ts'
import type { Place } from './place.ts'
import type { TableRule } from './table.ts'

/**
 * Everything that can go wrong or deserves a word. Facts only: the sentences are in `cli/`. A problem about a line of a
 * log holds the operator's own file name, numbers and a reason; never a byte of the line.
 */
export type Problem =
  // The configuration
  | { readonly code: 'CONFIG_NOT_FOUND'; readonly tried: readonly string[] }
  | { readonly code: 'FILE_UNREADABLE'; readonly path: string; readonly errno: string }
  | { readonly code: 'YAML_SYNTAX'; readonly place: Place; readonly yamlCode: string }
  | {
      readonly code: 'CONFIG_VALUE'
      readonly place: Place
      readonly key: string
      readonly value: string
      readonly expected: Expected
      readonly nearest?: string
    }
  | { readonly code: 'CONFIG_UNKNOWN_KEY'; readonly place: Place; readonly key: string; readonly nearest?: string }
  | { readonly code: 'CONFIG_MISSING_KEY'; readonly place: Place; readonly key: string; readonly expected: Expected }
  | { readonly code: 'DUPLICATE_ID'; readonly place: Place; readonly id: string; readonly first: Place }
  | { readonly code: 'UNKNOWN_TIMEZONE'; readonly place: Place; readonly value: string; readonly nearest?: string }
  | {
      readonly code: 'UNKNOWN_LICENCE'
      readonly place: Place
      readonly value: string
      readonly known: readonly string[]
      readonly nearest?: string
    }
  /** A key, or a value of a closed list, of a later version. */
  | { readonly code: 'NOT_YET'; readonly place: Place; readonly key: string }
  | { readonly code: 'TABLE_RULE'; readonly place: Place; readonly table: string; readonly rule: TableRule }
  // Patterns
  | {
      readonly code: 'PATTERN_SYNTAX'
      readonly place: Place
      readonly pattern: string
      readonly column: number
      readonly why: PatternFault
      readonly nearest?: string
    }
  | {
      readonly code: 'PATTERN_CLAIMED_TWICE'
      readonly place: Place
      readonly pattern: string
      readonly features: readonly [string, string]
      readonly other: Place
    }
  | {
      readonly code: 'PATTERN_UNREACHABLE'
      readonly place: Place
      readonly pattern: string
      readonly by: readonly string[]
    }
  | {
      readonly code: 'PATTERN_LOOKS_PERSONAL'
      readonly place: Place
      readonly pattern: string
      readonly literal: string
      readonly kind: PersonalKind
    }
  | {
      readonly code: 'PATTERNS_OVERLAP'
      readonly place: Place
      readonly wins: string
      readonly over: string
      readonly features: readonly [string, string]
    }
  | {
      readonly code: 'EXAMPLE_MISSES'
      readonly place: Place
      readonly example: string
      readonly feature: string
      /** The feature that takes it instead; absent: none. */
      readonly taken?: string
    }
  // Logs
  | { readonly code: 'LOG_NOT_FOUND'; readonly path: string }
  | { readonly code: 'LOG_IS_DIRECTORY'; readonly path: string }
  | { readonly code: 'LOG_UNREADABLE'; readonly path: string; readonly errno: string }
  | { readonly code: 'LOG_DAMAGED'; readonly path: string; readonly errno: string }
  | {
      readonly code: 'LOG_COMPRESSION_UNKNOWN'
      readonly path: string
      readonly kind: 'zip' | '7z' | 'lz4' | 'lzip' | 'compress'
    }
  /** `decompress: external`, and no such program, or none that may be run. */
  | { readonly code: 'UNPACKER_MISSING'; readonly path: string; readonly tool: string; readonly errno: string }
  | { readonly code: 'LOG_EMPTY'; readonly path: string }
  | { readonly code: 'STDIN_EMPTY' }
  | { readonly code: 'FORMAT_UNKNOWN'; readonly format: string; readonly place?: Place; readonly nearest?: string }
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
      /** `+0100`, `UTC`, or the name of the zone that a time without one is read in. */
      readonly zones: readonly string[]
      /** Fields that it cannot give. */
      readonly lacks: readonly Field[]
    }
  | { readonly code: 'FORMAT_CAUTION'; readonly file: string; readonly format: string; readonly caution: FormatCaution }
  // The configuration of a web server. Of it only the paths, formats and names of logs are ever said.
  | {
      readonly code: 'SERVER_CONFIG_SYNTAX'
      readonly place: Place
      readonly why: ServerFault
      readonly directive?: ServerDirective
    }
  /** A file that it includes is left out. */
  | { readonly code: 'SERVER_FILE_SKIPPED'; readonly place: Place; readonly errno: string }
  /** It writes no such log, but the known ones. */
  | {
      readonly code: 'SERVER_LOG_UNKNOWN'
      readonly log: string
      readonly server: string
      readonly known: readonly string[]
    }
  /** It writes one log in several formats. */
  | {
      readonly code: 'SERVER_LOG_AMBIGUOUS'
      readonly log: string
      readonly formats: readonly { readonly name: string; readonly place: Place }[]
    }
  | {
      readonly code: 'SERVER_LOG_PARTIAL'
      readonly log: string
      readonly place: Place
      readonly directive: ServerDirective
    }
  /** Both logs receive the same requests. */
  | { readonly code: 'SERVER_LOGS_OVERLAP'; readonly logs: readonly [string, string]; readonly place: Place }
  | { readonly code: 'MEASURE_LEFT_OUT'; readonly table: string; readonly format: string; readonly measure: Measure }
  | {
      readonly code: 'FORMAT_LACKS'
      readonly table: string
      readonly format: string
      readonly field: Field
      readonly wanted: Measure | Dimension
    }
  | {
      readonly code: 'TOO_MANY_MALFORMED'
      readonly file: string
      readonly format: string
      readonly line: number
      readonly column: number
      readonly reason: Reason
      /** 0–1. */
      readonly share: number
      readonly limit: number
    }
  | { readonly code: 'NOTHING_COUNTED'; readonly linesRead: number; readonly commonest?: Fate }
  // Use and output
  | { readonly code: 'SINCE_AFTER_UNTIL'; readonly since: string; readonly until: string }
  | {
      readonly code: 'NO_SUCH_TABLE'
      readonly name: string
      readonly known: readonly string[]
      readonly nearest?: string
    }
  | { readonly code: 'NO_OUTPUT' }
  /** `message` is about the operator's own words on the command line. */
  | { readonly code: 'USAGE'; readonly message: string }
  | { readonly code: 'NODE_OPTIONS_REFUSED'; readonly flag: string }
  | { readonly code: 'WRITE_FAILED'; readonly path: string; readonly errno: string }
  | { readonly code: 'PERIODS_PARTIAL'; readonly table: string; readonly periods: readonly string[] }
  // Protection
  | {
      readonly code: 'NOISE_KEY'
      readonly path: string
      readonly why: 'missing' | 'open-to-others' | 'damaged'
    }
  | { readonly code: 'DP_NEEDS_RUN'; readonly table: string }
  /** Of a table with noise, which is published once. */
  | { readonly code: 'PERIODS_LEFT_OUT'; readonly table: string; readonly periods: readonly string[] }

/** A known problem, thrown; caught in `cli/main.ts` alone. Several are shown together. */
export class ProblemError extends Error {
  readonly problems: readonly Problem[]
  constructor(...problems: readonly Problem[]) {
    super(problems.map((problem) => problem.code).join(', '))
    this.name = 'ProblemError'
    this.problems = problems
  }
}
