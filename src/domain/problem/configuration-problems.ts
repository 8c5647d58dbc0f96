import type { ImportFault, OperationsLeftOut } from '../feature.ts'
import type { Expected } from '../service.ts'
import type { Place } from '../place.ts'
import type { TableRule } from '../table.ts'

export type ConfigurationProblem =
  | { readonly code: 'CONFIG_NOT_FOUND'; readonly tried: readonly string[] }
  | { readonly code: 'FILE_UNREADABLE'; readonly path: string; readonly errno: string }
  /** What was named as the configuration is something else. */
  | {
      readonly code: 'CONFIG_REFUSED'
      readonly path: string
      readonly why: 'log' | 'not-text' | 'not-utf8' | 'too-large'
    }
  /** `first`: where a key stands that is given twice. */
  | { readonly code: 'YAML_SYNTAX'; readonly place: Place; readonly yamlCode: YamlFault; readonly first?: Place }
  | {
      readonly code: 'CONFIG_VALUE'
      readonly place: Place
      readonly key: string
      readonly value: string
      readonly expected: Expected
      /** It is a number, or another word that YAML takes for no text. */
      readonly isUnquoted?: true
      readonly nearest?: string
    }
  | {
      readonly code: 'CONFIG_UNKNOWN_KEY'
      readonly place: Place
      readonly key: string
      /** All keys that may stand there. */
      readonly known: readonly string[]
      readonly nearest?: string
      /** It is a key of these mappings, as `service` or `logs[].fields`; `''` is the first level. */
      readonly owners?: readonly string[]
      /** It is a key of other entries of this list than those of this key: `sitemap` beside `openapi`. */
      readonly beside?: string
    }
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
  /** A document that features should come from; `path` is that of the file at fault. */
  | {
      readonly code: 'IMPORT_REFUSED'
      readonly place: Place
      readonly path: string
      readonly why: ImportFault
      readonly errno?: string
    }
  /** Titles that a document gave, without signs that none may hold: `U+001B`. */
  | {
      readonly code: 'IMPORT_CLEANED'
      readonly place: Place
      readonly path: string
      readonly titles: number
      readonly removed: readonly string[]
    }
  /** Operations of a document that have no pattern of their own. */
  | {
      readonly code: 'IMPORT_LEFT_OUT'
      readonly place: Place
      readonly path: string
      readonly leftOut: readonly OperationsLeftOut[]
    }
  /** No feature of the configuration is of it. */
  | { readonly code: 'FAMILY_EMPTY'; readonly place: Place; readonly family: string }
  /** `names` that `init` has learnt from logs still bear its mark. */
  | { readonly code: 'REVIEW_LEFT'; readonly place: Place; readonly names: number }
  /** `other`: the base of the addresses of `folder`, which stands in the same output folder; `url`: that of the configuration. */
  | {
      readonly code: 'ADDRESSES_DIFFER'
      readonly place: Place
      readonly url: string
      readonly folder: string
      readonly other: string
    }
  /** Of a table with noise somebody guesses right more often than `protection.promise` says. */
  | {
      readonly code: 'PROMISE_BROKEN'
      readonly place: Place
      readonly table: string
      readonly guessed: number
      readonly promise: number
    }
  | {
      readonly code: 'TABLE_RULE'
      readonly place: Place
      readonly table: string
      readonly rule: TableRule
      /** It is broken by --protection, not by what the configuration says. */
      readonly isByOption?: true
    }

/** By the codes of the library; the last two are ours. */
export type YamlFault =
  | 'ALIAS_PROPS'
  | 'BAD_ALIAS'
  | 'BAD_COLLECTION_TYPE'
  | 'BAD_DIRECTIVE'
  | 'BAD_DQ_ESCAPE'
  | 'BAD_INDENT'
  | 'BAD_PROP_ORDER'
  | 'BAD_SCALAR_START'
  | 'BLOCK_AS_IMPLICIT_KEY'
  | 'BLOCK_IN_FLOW'
  | 'DUPLICATE_KEY'
  | 'IMPOSSIBLE'
  | 'KEY_OVER_1024_CHARS'
  | 'MISSING_CHAR'
  | 'MULTILINE_IMPLICIT_KEY'
  | 'MULTIPLE_ANCHORS'
  | 'MULTIPLE_DOCS'
  | 'MULTIPLE_TAGS'
  | 'NON_STRING_KEY'
  | 'RESOURCE_EXHAUSTION'
  | 'TAB_AS_INDENT'
  | 'TAG_RESOLVE_FAILED'
  | 'UNEXPECTED_TOKEN'
  | 'TEXT_BEHIND_BRACKET'
  | 'TOO_DEEP'
