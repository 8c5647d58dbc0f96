import type { FindingCode, FindingText, Saying } from '../../../domain/finding.ts'
import type { Both } from '../../../domain/service.ts'
import { grouped, say } from '../../language/language.ts'
import type { FindingWords } from './fixes.ts'
import { OF_DERIVED } from './of-derived.ts'
import { OF_DESCRIPTION } from './of-description.ts'
import { OF_FIGURES } from './of-figures.ts'
import { OF_FILES } from './of-files.ts'
import { OF_ROWS } from './of-rows.ts'

// A code without words stops the build.
const WORDS: Readonly<Record<FindingCode, FindingWords>> = {
  ...OF_FILES,
  ...OF_DESCRIPTION,
  ...OF_ROWS,
  ...OF_FIGURES,
  ...OF_DERIVED,
}

export function wordsForFinding(code: FindingCode): FindingWords {
  return WORDS[code]
}

const SAYINGS: Readonly<Record<Saying['is'], (count: string, of: string) => Both>> = {
  nothing: () => ({ en: 'nothing', fr: 'rien' }),
  'no-row': () => ({ en: 'no row', fr: 'aucune ligne' }),
  hidden: () => HIDDEN,
  policy: () => ({ en: 'a Content-Security-Policy', fr: 'une Content-Security-Policy' }),
  'at-least': (count) => ({ en: `at least ${count}`, fr: `au moins ${count}` }),
  rows: (count) => ({
    en: `${count} ${count === '1' ? 'row' : 'rows'}`,
    fr: `${count} ${count === '1' ? 'ligne' : 'lignes'}`,
  }),
  'rows-at-most': (count) => ({ en: `at most ${count} rows`, fr: `au plus ${count} lignes` }),
  'levels-at-most': (count) => ({ en: `at most ${count} levels`, fr: `au plus ${count} niveaux` }),
  part: (count, of) => ({ en: `${count} of ${of}`, fr: `${count} sur ${of}` }),
}

const HIDDEN: Both = { en: 'hidden', fr: 'masqué' }

/** What was found or expected, in words; a text of the folder stays as it is, and may command a terminal. */
export function wordsForText(text: FindingText): string {
  if (typeof text === 'string') return text
  const { is, count, of } = text
  const [said, whole] = [count, of].map((number) => (number === undefined ? say(HIDDEN) : grouped(number)))
  return say(SAYINGS[is](said ?? '', whole ?? ''))
}
