import type { Language, Both } from '../../domain/service.ts'
import type { Mark } from './series.ts'

/** What the page says around the words of the operator. */
export function voiceProse(language: Language) {
  const say = (words: Both) => words[language]
  return {
    words: say({ en: 'From the team', fr: 'Le mot de l’équipe' }),
    events: say({ en: 'What happened', fr: 'Ce qui est arrivé' }),
    more: say({ en: 'Earlier ones, in events.csv', fr: 'Les précédents, dans events.csv' }),
    legend: say({
      en: 'A number, or several as 1–4: what happened then, told below the first chart',
      fr: 'Un numéro, ou plusieurs comme 1–4\u00A0: ce qui est arrivé alors, dit sous le premier graphique',
    }),
  }
}

/** What is said aloud of a chart, and of the events on it. */
export function titleWithMarks(title: string, marks: readonly Mark[], language: Language): string {
  const numbers = marks.flatMap((mark) => mark.numbers).toSorted((a, b) => a - b)
  if (numbers.length === 0) return title
  const listed = numbers.join(', ')
  const words = numbers.length === 1 ? { en: 'event', fr: 'événement' } : { en: 'events', fr: 'événements' }
  return language === 'fr' ? `${title}\u202F; ${words.fr} ${listed}` : `${title}; ${words.en} ${listed}`
}
