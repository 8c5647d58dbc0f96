import type { Problem } from '../../domain/problem.ts'
import type { Both, Language } from '../../domain/service.ts'

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

/** What went wrong, where, and how to mend it; each in both languages. A place that is a path needs no words. */
export type ProblemWords = { readonly what: Both; readonly where?: string | Both; readonly fix?: Both }

/** Words for a group of problems: one function a code, so that a new code stops the build until it has words. */
export type WordsFor<C extends Problem['code']> = {
  readonly [K in C]: (problem: Extract<Problem, { readonly code: K }>) => ProblemWords
}

export function meaning(nearest: string | undefined): string {
  return nearest === undefined
    ? ''
    : say({ en: `; did you mean "${nearest}"?`, fr: ` ; vouliez-vous dire « ${nearest} » ?` })
}

/** `12.5 %`, one digit; `12,5 %` in French. */
export function percent(share: number): string {
  const digits = decimal((share * 100).toFixed(1))
  return say({ en: `${digits} %`, fr: `${digits} %` })
}

/** `12.5`; `12,5` in French. */
export function decimal(digits: string): string {
  return spoken() === 'fr' ? digits.replace('.', ',') : digits
}

/** `12,345`; in French a gap between thousands that no line breaks at, as on the pages of a dataset. */
export function grouped(count: number): string {
  const gap = spoken() === 'fr' ? '\u202f' : ','
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, gap)
}

const UNITS: Both<readonly string[]> = { en: ['bytes', 'kB', 'MB', 'GB'], fr: ['octets', 'ko', 'Mo', 'Go'] }

/** `0 bytes`, `12 kB`, `1.4 MB`: in the largest unit of which there is one, two digits of it at least. */
export function sized(bytes: number): string {
  const units = say(UNITS)
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  const amount = bytes / 1000 ** power
  const digits = amount.toFixed(power > 0 && amount < 10 ? 1 : 0)
  return `${decimal(digits)} ${units[power] ?? ''}`
}

type Forms = readonly [one: string, several: string]

/** `1 file`, `16 files`; French says one of 0 and 1, English of 1 alone. */
export function numbered(count: number, forms: Forms | Both<Forms>): string {
  const [one, several] = 'en' in forms ? say(forms) : forms
  const isOne = spoken() === 'fr' ? count < 2 : count === 1
  return `${grouped(count)} ${isOne ? one : several}`
}

export function countOfLines(lines: number): string {
  return numbered(lines, { en: ['line', 'lines'], fr: ['ligne', 'lignes'] })
}

export function countOfFiles(files: number): string {
  return numbered(files, { en: ['file', 'files'], fr: ['fichier', 'fichiers'] })
}

/** `a, b`; of more than four the first two, the last and their number. */
export function listed(words: readonly string[]): string {
  return words.length <= 4
    ? words.join(', ')
    : `${words.slice(0, 2).join(', ')} … ${words.at(-1) ?? ''} (${words.length})`
}

/** A path as it is typed in a command: in quotes, where a shell would read more than its signs; none looks like an option. */
export function typed(named: string): string {
  const path = named.replace(/^-(?=.)/, './-')
  return /^[\p{L}\d_./:@%+,=-]+$/u.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`
}
