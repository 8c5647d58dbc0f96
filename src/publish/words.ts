import { enGB } from 'date-fns/locale/en-GB'
import { fr } from 'date-fns/locale/fr'
import {
  dateOf,
  dayOfText,
  endsOf,
  firstDayOf,
  periodOfText,
  type DayIndex,
  type Days,
  type PeriodIndex,
} from '../domain/calendar.ts'
import { PERIOD_KINDS, type PeriodKind } from '../domain/dictionary.ts'
import { runsOf } from '../domain/runs-of.ts'
import type { Both, Language } from '../domain/service.ts'
import type { Grid } from '../domain/table.ts'

export function inBoth(say: (language: Language) => string): Both {
  return { fr: say('fr'), en: say('en') }
}

export function otherLanguage(language: Language): Language {
  return language === 'fr' ? 'en' : 'fr'
}

/** `a, b et c`. */
export function listedWithAnd(words: readonly string[], language: Language): string {
  const last = words.at(-1) ?? ''
  if (words.length < 2) return last
  return `${words.slice(0, -1).join(', ')} ${language === 'fr' ? 'et' : 'and'} ${last}`
}

/** To sort by: without accents, and not as Intl sorts, which changes with the version of Node. */
export function plainTitle(title: string): string {
  return title.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/** A sentence of some names, and whether they are one. */
export type Say = (names: string, isOne: boolean) => string

/** Said where there are any. */
export function saidOf(names: readonly string[], language: Language, say: Say): readonly string[] {
  return names.length > 0 ? [say(listedWithAnd(names, language), names.length === 1)] : []
}

const LOCALES = { fr, en: enGB }

/**
 * `1er mars 2026`, `1 March 2026`. The month names are those of date-fns: those of Intl change with the version of Node.
 * Its `format` says the same and takes 40 ms to load, a tenth of the start of the program.
 */
export function dateInWords(date: DayIndex, language: Language): string {
  const { year, month, day } = dateOf(date)
  const dayInWords = language === 'fr' && day === 1 ? '1er' : String(day)
  return `${dayInWords} ${monthInWords(month, language)} ${year}`
}

/** @param month 1–12 */
export function monthInWords(month: number, language: Language, width: 'wide' | 'abbreviated' = 'wide'): string {
  return LOCALES[language].localize.month(MONTHS[month - 1] ?? 0, { width })
}

const MONTHS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const

/** `mars 2026`, `semaine du 2 mars 2026`, `Q1 2026`. */
export function periodInWords(kind: PeriodKind, period: PeriodIndex, language: Language): string {
  const first = firstDayOf(kind, period)
  const { year, month } = dateOf(first)
  switch (kind) {
    case 'day':
      return dateInWords(first, language)
    case 'week':
      return `${language === 'fr' ? 'semaine du' : 'week of'} ${dateInWords(first, language)}`
    case 'month':
      return `${monthInWords(month, language)} ${year}`
    case 'quarter':
      return `${language === 'fr' ? 'T' : 'Q'}${(month + 2) / 3} ${year}`
    case 'year':
      return String(year)
  }
}

/** Those that follow one another as one: `1er mars 2026 – 3 mars 2026 et 5 mars 2026`. */
export function periodsInWords(kind: PeriodKind, ascending: readonly PeriodIndex[], language: Language): string {
  const runs = runsOf(ascending).map(({ first, last }) =>
    [...new Set([first, last])].map((period) => periodInWords(kind, period, language)).join(' – '),
  )
  return listedWithAnd(runs, language)
}

/** The same of a period as it is published, whatever its kind; undefined: it is none. */
export function publishedInWords(text: string, language: Language): string | undefined {
  for (const kind of PERIOD_KINDS) {
    const period = periodOfText(kind, text)
    if (period !== undefined) return periodInWords(kind, period, language)
  }
  return undefined
}

/** First and last of something, in words. */
export type Span = { readonly first: string; readonly last: string }

/** First and last day with a line; undefined where no line was dated. */
export function gridInWords(grid: Grid, language: Language): Span | undefined {
  const span = endsOf(grid)
  return span && daysInWords(span, language)
}

export function daysInWords({ from, to }: Days, language: Language): Span {
  return { first: dateInWords(from, language), last: dateInWords(to, language) }
}

/** The day of a date and time of RFC 3339, in words. */
export function updatedOn(created: string, language: Language): string {
  const day = dayOfText(created.slice(0, 10))
  return day === undefined ? created : dateInWords(day, language)
}
