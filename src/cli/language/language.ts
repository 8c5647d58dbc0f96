import type { Language } from '../../domain/service.ts'

/** A text in each language that the program speaks. */
export type Both<T = string> = Readonly<Record<Language, T>>

// One for the whole process, as its terminal is: main.ts chooses it before the first word.
let spokenLanguage: Language = 'en'

/** From now on the program speaks this language. What it publishes has the language of the configuration. */
export function speak(language: Language): void {
  spokenLanguage = language
}

export function spoken(): Language {
  return spokenLanguage
}

/** Of both texts, the one in the language that is spoken. */
export function say<T>(texts: Both<T>): T {
  return texts[spokenLanguage]
}
