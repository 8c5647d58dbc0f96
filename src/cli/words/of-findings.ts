import type { Finding, FindingCode } from '../../domain/finding.ts'

/** What is wrong, and how to mend it. */
type FindingWords = { readonly what: string; readonly fix: string }

const ANEW =
  'write the folder anew, with comptage count --write or comptage run; if it is not yours, tell whoever publishes it'
const REMOVE = 'take it out of the folder; what you add yourself belongs beside it'
const NOT_AS_PUBLISHED = 'fetch the folder again; if it stays so, tell whoever publishes it'
const HIDE = 'take the folder offline, then publish it anew with the present version; tell whoever publishes it'

const WORDS: Readonly<Record<FindingCode, FindingWords>> = {
  FILE_UNKNOWN: { what: 'comptage gives no file this name', fix: REMOVE },
  FILE_UNEXPECTED: { what: 'this file does not belong to this dataset', fix: REMOVE },
  FILE_MISSING: { what: 'a file of the dataset is missing', fix: NOT_AS_PUBLISHED },
  FILE_NOT_REGULAR: {
    what: 'this is a link, a folder or a device where a file should be; it was not followed',
    fix: NOT_AS_PUBLISHED,
  },
  FILE_UNREADABLE: { what: 'a file cannot be read', fix: 'look at its permissions, then try again' },
  FILE_TOO_LARGE: { what: 'a file is far larger than any of ours', fix: NOT_AS_PUBLISHED },
  FILES_DIFFER: { what: 'the list of files is not that of this dataset', fix: ANEW },
  SUMS_LINE: { what: 'a line of the checksums is not of their form', fix: NOT_AS_PUBLISHED },
  SUMS_ORDER: { what: 'the checksums are not sorted by path, each once', fix: ANEW },
  SUMS_UNLISTED: { what: 'the checksums leave a file out', fix: ANEW },
  SUMS_ABSENT: { what: 'the checksums name a file that is not there', fix: NOT_AS_PUBLISHED },
  CHECKSUM_DIFFERS: { what: 'a file is not the one that was published', fix: NOT_AS_PUBLISHED },
  NOT_UTF8: { what: 'this is not UTF-8', fix: NOT_AS_PUBLISHED },
  CONTROL_CHARACTER: {
    what: 'a character that no text of ours has: it would command the terminal, or turn the text around',
    fix: 'take it out of the configuration, then publish anew',
  },
  JSON_SYNTAX: { what: 'this is not JSON', fix: NOT_AS_PUBLISHED },
  JSON_TOO_DEEP: { what: 'this JSON is nested deeper than any of ours', fix: NOT_AS_PUBLISHED },
  DESCRIPTION_SHAPE: {
    what: 'the description has something that comptage does not write here, or lacks it; the figures were not checked',
    fix: ANEW,
  },
  DESCRIPTION_DIFFERS: { what: 'the description says something that does not follow from the rest', fix: ANEW },
  NAME_DIFFERS: { what: 'the dataset, its folder and its address do not bear one name', fix: ANEW },
  TIER_DIFFERS: { what: 'tables of the other level of detail stand in this folder', fix: ANEW },
  COLUMN_UNKNOWN: { what: 'a table has a column, or an order of columns, that is none of ours', fix: ANEW },
  SCHEMA_DIFFERS: { what: 'the schema is not the one of this table', fix: ANEW },
  BYTES_DIFFER: { what: 'a file has another size than the description says', fix: ANEW },
  HASH_DIFFERS: { what: 'a file has another checksum than the description says', fix: ANEW },
  ROWS_DIFFER: { what: 'a file has another number of rows than the description says', fix: ANEW },
  PARTS_DIFFER: { what: 'the table is not cut into years as it should be', fix: ANEW },
  LICENCE_UNKNOWN: {
    what: 'this is none of the licences that comptage knows',
    fix: 'choose one of comptage licences, then publish anew',
  },
  LICENCE_DIFFERS: { what: 'the title or address is not that of the licence', fix: ANEW },
  HISTORY_DIFFERS: { what: 'the list of versions contradicts the version of the dataset, or itself', fix: ANEW },
  VERSION_RECIPE: {
    what: 'the number of this version does not follow from the one before and what it changed',
    fix: ANEW,
  },
  CREATED_TOO_EARLY: {
    what: 'the dataset was made before its last day',
    fix: 'check the clock of the machine, then publish anew',
  },
  REVISION_UNTOLD: { what: 'a period was published again, and the list of versions does not say it', fix: ANEW },
  PARTIAL_UNKNOWN: { what: 'a period is said to be covered in part, and is none of this table', fix: ANEW },
  THRESHOLD_DIFFERS: { what: 'the threshold of a table is not that of the dataset', fix: ANEW },
  PROTECTION_NUMBERS: { what: 'the numbers of the protection do not belong together', fix: ANEW },
  DISCLOSURE_DIFFERS: { what: 'what is said of the protection is not what it gives', fix: ANEW },
  TABLE_RULE_BROKEN: {
    what: 'no rule of protection allows this table',
    fix: 'see the rules in docs/privacy.md; take the folder offline until the table is another',
  },
  CSV_HEADER: { what: 'the header is not that of this table', fix: ANEW },
  CSV_ENDING: { what: 'the last line does not end: the file may be cut', fix: NOT_AS_PUBLISHED },
  CSV_QUOTES: { what: 'fields are not quoted as comptage quotes them', fix: ANEW },
  CSV_FIELDS: { what: 'a row has too many or too few fields', fix: NOT_AS_PUBLISHED },
  LINE_TOO_LONG: { what: 'a line is far longer than any of ours', fix: NOT_AS_PUBLISHED },
  TABLE_TOO_LARGE: {
    what: 'the table has too many rows to be checked whole',
    fix: 'use a longer period or fewer dimensions',
  },
  VALUE_MISSING: { what: 'a field is empty that must not be', fix: ANEW },
  NUMBER_FORM: { what: 'a figure is not a plain whole number', fix: ANEW },
  NUMBER_RANGE: { what: 'a number is outside its range', fix: ANEW },
  COUNT_BELOW_THRESHOLD: { what: 'a figure below the threshold is published', fix: HIDE },
  DATE_INVALID: { what: 'there is no such date', fix: ANEW },
  WORD_UNKNOWN: { what: 'a word of no code book is published', fix: HIDE },
  FEATURE_UNKNOWN: { what: 'features.csv does not have this feature', fix: ANEW },
  KEY_TWICE: { what: 'two rows have the same key', fix: ANEW },
  ROW_ORDER: { what: 'rows are not in the order of their keys', fix: ANEW },
  ROW_MISSING: {
    what: 'a feature, a category or a fate has no row where it should have one: what is missing can be told from what is hidden',
    fix: ANEW,
  },
  ROW_OUTSIDE_SERVICE: { what: 'a row of a feature outside of its first and last day', fix: ANEW },
  DATE_OUTSIDE_GRID: { what: 'a row of a day or period that is in a gap, or outside of the span', fix: ANEW },
  PERIOD_OPEN: { what: 'a period is published that is not closed', fix: HIDE },
  PERIOD_MISSING: { what: 'a period has lines in the logs, and no row in the table', fix: ANEW },
  RECORD_DIFFERS: { what: 'a row is not what the description says', fix: ANEW },
  GAP_INVALID: { what: 'gaps overlap, touch, or are not inside the span', fix: ANEW },
  ENTRIES_ABOVE_REQUESTS: { what: 'there are more entries than requests, of which they are a part', fix: ANEW },
  ENTRIES_TELL: {
    what: 'the requests that are no entries can be computed, and are fewer than the threshold',
    fix: HIDE,
  },
  TOTAL_TELLS: { what: 'a hidden figure can be computed from a total and what is shown beneath it', fix: HIDE },
  TOTAL_DIFFERS: { what: 'a total is not the sum of what is beneath it', fix: ANEW },
  PARTIAL_TOTAL_SHOWN: { what: 'a total is shown before all of its lines are in', fix: HIDE },
  QUALITY_SUM_DIFFERS: { what: 'counted or failed lines are not the sum of the shown figures', fix: ANEW },
  DETAIL_TELLS: { what: 'a detail is shown where the summary hides its period', fix: HIDE },
  CATEGORY_DOMINATES: { what: 'one category has nearly all of a small total: the others can be told', fix: HIDE },
  TIERS_DIFFER: { what: 'the two folders of the service contradict each other', fix: 'publish both from the same run' },
  TIERS_SUM_DIFFERS: {
    what: 'the categories do not add up to the figure of the summary',
    fix: 'publish both folders from the same run',
  },
  LICENCE_TEXT_DIFFERS: { what: 'this is not the official text of the licence', fix: ANEW },
  SIDECAR_DIFFERS: { what: 'the licence beside a file is not that of the dataset', fix: ANEW },
  REUSE_DIFFERS: { what: 'REUSE.toml does not say what the description says', fix: ANEW },
  NOTICE_DIFFERS: { what: 'this is not the notice that the licence asks for', fix: ANEW },
  CSVW_DIFFERS: { what: 'the CSV on the Web metadata does not describe this table', fix: ANEW },
  DCAT_DIFFERS: { what: 'the DCAT description does not say what the dataset is', fix: ANEW },
  CATALOGUE_DIFFERS: {
    what: 'the catalogue does not follow from the datasets beside it',
    fix: 'comptage count --write, or comptage run, makes it anew',
  },
  READ_ME_DIFFERS: { what: 'the read-me does not say what the description says', fix: ANEW },
  PRIVACY_DIFFERS: { what: 'the page about privacy does not say what the description says', fix: ANEW },
  CHANGELOG_DIFFERS: { what: 'the changelog does not say what the list of versions says', fix: ANEW },
  PAGE_DIFFERS: { what: 'the page does not show what the dataset holds', fix: ANEW },
  SCHEMA_ORG_DIFFERS: { what: 'what the page tells search engines is not what the dataset is', fix: ANEW },
  PAGE_ACTIVE: { what: 'the page runs or loads something, or may', fix: HIDE },
  LINK_BROKEN: { what: 'a link leads to a file that is not in the folder', fix: NOT_AS_PUBLISHED },
  LINK_OUTSIDE: { what: 'a link leads out of the folder', fix: ANEW },
  CONFIG_WORD: {
    what: 'a word of the folder does not stand in the configuration',
    fix: 'name the configuration that made the folder, or publish anew with this one',
  },
}

export function wordsForFinding({ code }: Pick<Finding, 'code'>): FindingWords {
  return WORDS[code]
}
