import type { FindingText, Saying } from '../../../domain/finding.ts'
import { say, type Both } from '../../language/language.ts'
import { grouped } from '../words.ts'

const WORDS: Readonly<Record<Saying['is'], (count: string, of: string) => Both>> = {
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
  return say(WORDS[is](said ?? '', whole ?? ''))
}
