import { lastDayOf } from '../../domain/calendar.ts'
import type { Language } from '../../domain/service.ts'
import { dateInWords, periodInWords } from '../words.ts'
import { coverageOf, type DaysDrawn, type Window } from './compare-figures.ts'

/** Digits in groups of three: `12 345` (thin, unbreakable), `12,345`. Those of Intl change with the version of Node. */
export function countText(count: number, language: Language): string {
  return String(count).replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, language === 'fr' ? '\u202F' : ',')
}

/** A change, with its sign: `+12 %`, `−8%`. From twice as much on as a factor: `× 2,2`. */
export function changeText(share: number, language: Language): string {
  if (share >= 1) return `×\u00A0${timesText(share + 1, language)}`
  const percent = Math.round(share * 100)
  const sign = percent > 0 ? '+' : percent < 0 ? '−' : ''
  return `${sign}${percentText(Math.abs(percent), language)}`
}

/** A share of requests: `12 %`, `1,4 %`, `0.3%`; `round` says which way the last digit goes. */
export function shareText(share: number, language: Language, round: (value: number) => number = Math.round): string {
  const percent = share * 100
  const sign = language === 'fr' ? '\u00A0%' : '%'
  return percent < 9.95 ? `${decimal(round(percent * 10) / 10, language)}${sign}` : `${round(percent)}${sign}`
}

/** How many times: `2,2`, `25`; `round` says which way the last digit goes. */
export function timesText(times: number, language: Language, round: (value: number) => number = Math.round): string {
  return times < 9.95 ? decimal(round(times * 10) / 10, language) : countText(round(times), language)
}

/** `≥ 989`, or the figure alone. */
export function leastText(count: number, isLeast: boolean, language: Language): string {
  return `${isLeast ? '≥\u00A0' : ''}${countText(count, language)}`
}

export function percentText(percent: number, language: Language): string {
  return language === 'fr' ? `${percent}\u00A0%` : `${percent}%`
}

/** `820 o`, `12,3 ko`, `4.1 MB`. */
export function sizeText(bytes: number, language: Language): string {
  const unit = language === 'fr' ? 'o' : 'B'
  if (bytes < 1000) return `${bytes}\u00A0${unit}`
  const [size, prefix] = bytes < 999_950 ? [bytes / 1e3, 'k'] : [bytes / 1e6, 'M']
  return `${decimal(size, language)}\u00A0${prefix}${unit}`
}

function decimal(value: number, language: Language): string {
  const text = value.toFixed(1)
  return language === 'fr' ? text.replace('.', ',') : text
}

/** Days or weeks that are looked at together, or one period; and whether the logs cover them in part. */
export function windowInWords(window: Window, drawn: DaysDrawn, language: Language): string {
  return `${spanInWords(window, drawn, language)}${coverageOf(window, drawn) === 'part' ? INCOMPLETE[language] : ''}`
}

/** Behind a period that the logs cover in part. */
export const INCOMPLETE = { fr: ' (incomplet)', en: ' (incomplete)' }

export function spanInWords(
  { first, last }: Window,
  { kind, periods }: Pick<DaysDrawn, 'kind' | 'periods'>,
  language: Language,
): string {
  const end = periods[last]
  if (end === undefined) return ''
  const length = last - first + 1
  if (length === 1 || (kind !== 'day' && kind !== 'week')) return periodInWords(kind, end, language)
  const date = dateInWords(lastDayOf(kind, end), language)
  if (language === 'en') return `the ${length} ${kind === 'day' ? 'days' : 'weeks'} to ${date}`
  return `${length} ${kind === 'day' ? 'jours' : 'semaines'} jusqu’au ${date}`
}

/** The same, as something that happens in it: `en mars 2026`, `on 3 March 2026`. */
export function duringWords(window: Window, drawn: DaysDrawn, language: Language): string {
  const words = windowInWords(window, drawn, language)
  if (window.first < window.last) return `${language === 'fr' ? 'en' : 'in'} ${words}`
  return `${PREPOSITIONS[language][drawn.kind]} ${words}`
}

/** What a figure is held against: `contre le 3 mars 2026`; days or weeks together are held against as many before. */
export function againstWords(window: Window, drawn: DaysDrawn, language: Language): string {
  const isOne = window.first === window.last
  const words = isOne ? windowInWords(window, drawn, language) : ''
  if (language === 'en') {
    if (!isOne) return 'against those before'
    return `against ${drawn.kind === 'week' ? 'the ' : ''}${words}`
  }
  if (!isOne) return `contre ${drawn.kind === 'week' ? 'celles' : 'ceux'} d’avant`
  return `contre ${ARTICLES[drawn.kind]}${words}`
}

const ARTICLES = { day: 'le ', week: 'la ', month: '', quarter: 'le ', year: '' } as const

/** What stands behind a count: `utilisations en mars 2026`. French has a singular of 0, too. */
export function usesWords(count: number, during: string, language: Language): string {
  if (language === 'en') return `${count === 1 ? 'use' : 'uses'} ${during}`
  return `${count === 0 || count === 1 ? 'utilisation' : 'utilisations'} ${during}`
}

const PREPOSITIONS = {
  fr: { day: 'le', week: 'la', month: 'en', quarter: 'au', year: 'en' },
  en: { day: 'on', week: 'in the', month: 'in', quarter: 'in', year: 'in' },
} as const
