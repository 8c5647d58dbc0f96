import type { Place } from '../../domain/place.ts'
import type { Expected } from '../../domain/service.ts'
import type { TableRule } from '../../domain/table.ts'
import { meaning, type WordsFor } from './words.ts'

type Codes =
  | 'CONFIG_NOT_FOUND'
  | 'FILE_UNREADABLE'
  | 'YAML_SYNTAX'
  | 'CONFIG_VALUE'
  | 'CONFIG_UNKNOWN_KEY'
  | 'CONFIG_MISSING_KEY'
  | 'DUPLICATE_ID'
  | 'UNKNOWN_TIMEZONE'
  | 'UNKNOWN_LICENCE'
  | 'NOT_YET'
  | 'TABLE_RULE'

export const OF_CONFIGURATION: WordsFor<Codes> = {
  CONFIG_NOT_FOUND: ({ tried }) => ({
    what: 'there is no configuration',
    where: `looked for ${tried.join(' and ')}`,
    fix: 'name it with -c FILE; fixtures/demo/comptage.yaml is one to start from',
  }),
  FILE_UNREADABLE: ({ path, errno }) => ({
    what: `the file cannot be read (${errno})`,
    where: path,
    fix: READ_FIXES[errno] ?? 'check that this user may read it',
  }),
  YAML_SYNTAX: ({ place, yamlCode }) => ({
    what: `this is not YAML (${yamlCode.toLowerCase().replaceAll('_', ' ')})`,
    where: at(place),
    fix: 'look for a missing quote, a tab, or a line that is indented wrongly at or above this place',
  }),
  CONFIG_VALUE: ({ place, key, value, expected, nearest }) => ({
    what: key === '' ? 'this file is no configuration' : `${key} is "${value}"${meaning(nearest)}`,
    where: at(place),
    fix: `expected ${wordsForExpected(expected)}`,
  }),
  CONFIG_UNKNOWN_KEY: ({ place, key, nearest }) => ({
    what: `there is no key "${key}"${meaning(nearest)}`,
    where: at(place),
    fix: nearest === undefined ? 'remove it; docs/configuration.md lists the keys' : `write ${nearest}`,
  }),
  CONFIG_MISSING_KEY: ({ place, key, expected }) => ({
    what: `${key} is missing`,
    where: at(place),
    fix: `add ${key}: ${wordsForExpected(expected)}`,
  }),
  DUPLICATE_ID: ({ place, id, first }) => ({
    what: `"${id}" is used twice`,
    where: `${at(place)}, and before at line ${first.line}`,
    fix: 'give one of them another name',
  }),
  UNKNOWN_TIMEZONE: ({ place, value, nearest }) => ({
    what: `there is no time zone "${value}"${meaning(nearest)}`,
    where: at(place),
    fix: 'write a name of the IANA database, as Europe/Paris',
  }),
  UNKNOWN_LICENCE: ({ place, value, known, nearest }) => ({
    what: `there is no licence "${value}" here${meaning(nearest)}`,
    where: at(place),
    fix: `one of ${known.join(', ')}`,
  }),
  NOT_YET: ({ place, key }) => ({
    what: `${key} is for a later version of comptage`,
    where: at(place),
    fix: 'remove it for now',
  }),
  TABLE_RULE: ({ place, table, rule }) => ({
    what: `the table ${table} may not be published so: ${RULES[rule][0]}`,
    where: at(place),
    fix: RULES[rule][1],
  }),
}

const READ_FIXES: Readonly<Record<string, string>> = {
  ENOENT: 'check the path',
  EISDIR: 'this is a folder; name the file in it',
}

const RULES: Readonly<Record<TableRule, readonly [string, string]>> = {
  'threshold-on-breakdown': [
    'a bare threshold on a breakdown can be undone by subtraction',
    'use protection: cell-key, which adds noise to every cell, or leave out the further dimensions',
  ],
  'exact-needs-accept-risk': [
    'exact figures show what single people did',
    'say accept_risk: true (or --accept-risk) if that is what you want; the metadata will say so',
  ],
  'too-many-views': [
    'with it, one request would be part of more than four noisy figures of the service',
    'keep at most four tables with noise; one that has the measure entries counts twice',
  ],
  'dp-needs-since': ['its rows must not depend on the logs', 'say since: the first day of the service'],
  'bytes-needs-exact': [
    'a sum of known page sizes tells how often a page was sent',
    'leave out bytes, or use protection: exact',
  ],
  'errors-beside-status': ['its status column already tells the errors', 'leave out the measure errors'],
  'entries-needs-requests': ['entries alone cannot be protected', 'add the measure requests'],
  'durations-need-requests': ['a duration is shown only where its uses are', 'add the measure requests'],
  'durations-have-no-noise': [
    'a true duration beside noisy counts would tell the noise',
    'leave out duration_p50 and duration_p95, or use a table by period and feature at protection: threshold',
  ],
  'from-only-by-month': ['where uses came from is published by month or longer', 'use month, quarter or year'],
  'hour-only-by-month': ['hours are published as a profile of a month only', 'use by: [month, feature, hour]'],
  'two-dimensions-by-month': ['two further dimensions make small cells', 'use month, quarter or year'],
  'more-than-two-dimensions': ['at most two dimensions may stand beside period and feature', 'make several tables'],
  'three-noise-free-periods': [
    'a third length of period would tell hidden figures by subtraction',
    'keep at most two of day, month, quarter and year over all tables',
  ],
  'week-beside-longer': [
    'weeks straddle months, and their difference tells hidden figures',
    'keep either week, or month, quarter and year',
  ],
  'too-many-cells': [
    'it could have more than a million cells in the periods that are open at one time',
    'use a longer period, or leave out a dimension',
  ],
}

const KINDS: Readonly<Record<Exclude<Expected['kind'], 'one-of' | 'integer-from' | 'day-from'>, string>> = {
  text: 'a text',
  list: 'a list with at least one entry',
  mapping: 'keys and values',
  id: 'small letters and digits, words joined by - or _',
  day: 'a day, as 2026-03-01',
  share: 'a share, as 5%',
  duration: 'a length of time, as 48h or 14d',
  url: 'an address that begins with http:// or https://',
  host: 'the name of a host, as www.example.fr',
  boolean: 'true or false',
  'positive-integer': 'a whole number from 1 up',
  'one-period-and-feature': 'one of day, week, month, quarter, year, then feature, then at most two further dimensions',
  title: 'a title that begins with a letter or a digit: programs take = + - @ for a formula',
}

function wordsForExpected(expected: Expected): string {
  switch (expected.kind) {
    case 'one-of':
      return `one of ${expected.words.join(', ')}`
    case 'integer-from':
      return `a whole number from ${expected.least} up`
    case 'day-from':
      return `a day from ${expected.first} on`
    default:
      return KINDS[expected.kind]
  }
}

export function at({ file, line, column }: Place): string {
  return `${file}, line ${line}, column ${column}`
}
