import { format } from 'date-fns/format'
import { enGB } from 'date-fns/locale/en-GB'
import { fr } from 'date-fns/locale/fr'
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

const LOCALES = { fr, en: enGB }
// `do` in French is `1er`, then 2, 3 …
const PATTERNS: Words = { fr: 'do MMMM yyyy', en: 'd MMMM yyyy' }

/** `1er mars 2026`, `1 March 2026`. The month names are those of date-fns: those of Intl change with the version of Node. */
export function dateInWords(date: DayIndex, language: Language): string {
  const { year, month, day } = dateOf(date)
  return format(new Date(year, month - 1, day), PATTERNS[language], { locale: LOCALES[language] })
}
