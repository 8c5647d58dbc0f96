/** What `verify` can find wrong with a published folder, from the folder itself to what its figures tell. */
export const FINDING_CODES = [
  'FILE_UNKNOWN',
  'FILE_UNEXPECTED',
  'FILE_MISSING',
  'FILE_NOT_REGULAR',
  'FILE_UNREADABLE',
  'FILE_TOO_LARGE',
  'FILES_DIFFER',
  'SUMS_LINE',
  'SUMS_ORDER',
  'SUMS_UNLISTED',
  'SUMS_ABSENT',
  'CHECKSUM_DIFFERS',
  'NOT_UTF8',
  'CONTROL_CHARACTER',
  'JSON_SYNTAX',
  'JSON_TOO_DEEP',
  'DESCRIPTION_SHAPE',
  'DESCRIPTION_DIFFERS',
  'NAME_DIFFERS',
  'TIER_DIFFERS',
  'COLUMN_UNKNOWN',
  'SCHEMA_DIFFERS',
  'BYTES_DIFFER',
  'HASH_DIFFERS',
  'ROWS_DIFFER',
  'PARTS_DIFFER',
  'LICENCE_UNKNOWN',
  'LICENCE_DIFFERS',
  'HISTORY_DIFFERS',
  'VERSION_RECIPE',
  'CREATED_TOO_EARLY',
  'REVISION_UNTOLD',
  'PARTIAL_UNKNOWN',
  'THRESHOLD_DIFFERS',
  'PROTECTION_NUMBERS',
  'DISCLOSURE_DIFFERS',
  'TABLE_RULE_BROKEN',
  'CSV_HEADER',
  'CSV_ENDING',
  'CSV_QUOTES',
  'CSV_FIELDS',
  'LINE_TOO_LONG',
  'TABLE_TOO_LARGE',
  'VALUE_MISSING',
  'NUMBER_FORM',
  'NUMBER_RANGE',
  'COUNT_BELOW_THRESHOLD',
  'DATE_INVALID',
  'WORD_UNKNOWN',
  'FORMULA',
  'FEATURE_UNKNOWN',
  'KEY_TWICE',
  'ROW_ORDER',
  'ROW_MISSING',
  'ROW_OUTSIDE_SERVICE',
  'DATE_OUTSIDE_GRID',
  'PERIOD_OPEN',
  'PERIOD_MISSING',
  'RECORD_DIFFERS',
  'GAP_INVALID',
  'GAP_TELLS',
  'ENTRIES_ABOVE_REQUESTS',
  'ENTRIES_TELL',
  'QUANTILES_CROSS',
  'TOTAL_TELLS',
  'TOTAL_DIFFERS',
  'PARTIAL_TOTAL_SHOWN',
  'QUALITY_SUM_DIFFERS',
  'DETAIL_TELLS',
  'CATEGORY_DOMINATES',
  'TIERS_DIFFER',
  'TIERS_SUM_DIFFERS',
  'LICENCE_TEXT_DIFFERS',
  'SIDECAR_DIFFERS',
  'REUSE_DIFFERS',
  'NOTICE_DIFFERS',
  'CSVW_DIFFERS',
  'DCAT_DIFFERS',
  'CATALOGUE_DIFFERS',
  'SERVICES_DIFFER',
  'READ_ME_DIFFERS',
  'PRIVACY_DIFFERS',
  'CHANGELOG_DIFFERS',
  'PAGE_DIFFERS',
  'PARQUET_DIFFERS',
  'PROGRAM_FILE_DIFFERS',
  'SCHEMA_ORG_DIFFERS',
  'PAGE_ACTIVE',
  'LINK_BROKEN',
  'LINK_OUTSIDE',
  'CONFIG_WORD',
] as const
export type FindingCode = (typeof FINDING_CODES)[number]

/** Something wrong in a published folder, and its place. Texts come from the folder: whoever prints them makes them harmless. */
export type Finding = {
  readonly code: FindingCode
  /** Relative to the folder. */
  readonly file: string
  /** From 1. */
  readonly line?: number
  /** A column, or a place in JSON: `resources.0.path`. */
  readonly field?: string
  readonly found?: FindingText
  readonly expected?: FindingText
}

/** As it stands in the folder, or as it should; or what is said of it, which has words in each language. */
export type FindingText = string | Saying
export type Saying = {
  readonly is:
    | 'nothing'
    | 'no-row'
    | 'hidden'
    | 'policy'
    | 'at-least'
    | 'rows'
    | 'rows-at-most'
    | 'levels-at-most'
    | 'part'
  readonly count?: number
  readonly of?: number
}

export type Report = (finding: Finding) => void
