import { dateOf, type DayIndex } from '../domain/calendar.ts'
import type { Language } from '../domain/service.ts'

/** A text in both languages. */
export type Words = Readonly<Record<Language, string>>

export function inBoth(say: (language: Language) => string): Words {
  return { fr: say('fr'), en: say('en') }
}

export function otherLanguage(language: Language): Language {
  return language === 'fr' ? 'en' : 'fr'
}

/** `a, b et c`. */
export function listed(words: readonly string[], language: Language): string {
  const last = words.at(-1) ?? ''
  if (words.length < 2) return last
  return `${words.slice(0, -1).join(', ')} ${language === 'fr' ? 'et' : 'and'} ${last}`
}

// Ours, because the month names of Intl change with the version of Node.
const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
}

/** `1er mars 2026`, `1 March 2026`. */
export function dateInWords(date: DayIndex, language: Language): string {
  const { year, month, day } = dateOf(date)
  const dayInWords = language === 'fr' && day === 1 ? '1er' : String(day)
  return `${dayInWords} ${MONTHS[language][month - 1] ?? ''} ${year}`
}
