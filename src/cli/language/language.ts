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

export const LANGUAGES: readonly Language[] = ['fr', 'en']

/**
 * The language of the operator: `--lang`, else the locale, as every program takes it. The command line is looked at before
 * it is parsed, since what is wrong with it has to be said in some language.
 */
export function chooseLanguage(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const asked = askedIn(argv)
  const known = LANGUAGES.find((language) => language === asked)
  if (known !== undefined) return known
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '')
  return /^fr(?:[_.@-]|$)/i.test(locale ?? '') ? 'fr' : 'en'
}

function askedIn(argv: readonly string[]): string | undefined {
  const end = argv.indexOf('--')
  const options = end < 0 ? argv : argv.slice(0, end)
  const at = options.findLastIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const word = options[at]
  return word === '--lang' ? options[at + 1] : word?.slice('--lang='.length)
}
