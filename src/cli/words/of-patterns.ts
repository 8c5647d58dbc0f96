import type { PatternFault, PersonalKind } from '../../domain/feature.ts'
import { at } from './of-configuration.ts'
import { meaning, type WordsFor } from './words.ts'

type Codes =
  | 'PATTERN_SYNTAX'
  | 'PATTERN_CLAIMED_TWICE'
  | 'PATTERN_UNREACHABLE'
  | 'PATTERN_LOOKS_PERSONAL'
  | 'PATTERNS_OVERLAP'
  | 'EXAMPLE_MISSES'

export const OF_PATTERNS: WordsFor<Codes> = {
  PATTERN_SYNTAX: ({ place, pattern, column, why, nearest }) => ({
    what: `the pattern "${pattern}" cannot be read: ${FAULTS[why]}${meaning(nearest)}`,
    where: `${at(place)}; column ${column} of the pattern`,
    fix: 'a pattern is METHOD,METHOD host/path/:name/*?key=value, of which only the path is needed',
  }),
  PATTERN_CLAIMED_TWICE: ({ place, pattern, features, other }) => ({
    what: `the pattern "${pattern}" is claimed by ${features.join(' and ')}`,
    where: `${at(place)}, and line ${other.line}`,
    fix: 'give it to one of the two, or tell them apart by method, host or ?key=value',
  }),
  PATTERN_UNREACHABLE: ({ place, pattern, by }) => ({
    what: `the pattern "${pattern}" never wins: ${by.map((other) => `"${other}"`).join(', ')} ${by.length === 1 ? 'takes' : 'take'} all that it fits`,
    where: at(place),
    fix: 'remove it',
  }),
  PATTERN_LOOKS_PERSONAL: ({ place, pattern, literal, kind }) => ({
    what: `"${literal}" in the pattern "${pattern}" looks like ${PERSONAL[kind]}: a pattern that fits one person counts that person`,
    where: at(place),
    fix: 'write :name in its place',
  }),
  PATTERNS_OVERLAP: ({ place, wins, over, features }) => ({
    what: `"${wins}" (${features[0]}) is more specific than "${over}" (${features[1]}) and takes what both fit`,
    where: at(place),
  }),
  EXAMPLE_MISSES: ({ place, example, feature, taken }) => ({
    what: `the example "${example}" does not reach ${feature}: ${taken === undefined ? 'no pattern takes it' : `${taken} takes it`}`,
    where: at(place),
    fix: `run comptage explain "${example}"`,
  }),
}

const FAULTS: Readonly<Record<PatternFault, string>> = {
  'must-start-with-slash': 'a path begins with /',
  'rest-must-be-last': '** may only stand last',
  'unknown-kind': 'there is no such kind of :name<kind>',
  'star-inside-segment': '* is a whole segment; there is no part of one',
  'bad-name': 'a name is letters, digits and _, after a colon',
  'bad-percent': '% must be followed by two hexadecimal digits',
  'bad-method': 'a method is capitals, as GET or PROPFIND, parted by commas',
  'bad-host': 'this is no host name',
  'bad-query': 'a condition is ?key or ?key=value, more of them joined by &',
  'dot-segment': '. and .. are no segments',
  fragment: 'what follows # never reaches a server',
}

const PERSONAL: Readonly<Record<PersonalKind, string>> = {
  email: 'an e-mail address',
  'long-number': 'somebody’s number',
  uuid: 'the identifier of one thing',
  phone: 'a telephone number',
  address: 'the address of a machine',
}
