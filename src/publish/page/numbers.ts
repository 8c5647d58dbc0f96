import { dateOf, firstDayOf, type PeriodIndex } from '../../domain/calendar.ts'
import type { PeriodKind } from '../../domain/dictionary.ts'
import type { Language } from '../../domain/service.ts'
import { dateInWords, monthInWords } from '../words.ts'

/** Digits in groups of three: `12 345` (thin, unbreakable), `12,345`. Those of Intl change with the version of Node. */
export function countText(count: number, language: Language): string {
  return String(count).replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, language === 'fr' ? '\u202F' : ',')
}

/** Of requests a day: one decimal below 10. */
export function rateText(rate: number, language: Language): string {
  return rate < 9.95 ? decimal(rate, language) : countText(Math.round(rate), language)
}

/** A change, with its sign: `+12 %`, `−8%`. From 1000 % on as a factor: `×25`. */
export function changeText(share: number, language: Language): string {
  if (share >= 10) return `×${countText(Math.round(share + 1), language)}`
  const percent = Math.round(share * 100)
  const sign = percent > 0 ? '+' : percent < 0 ? '−' : ''
  return `${sign}${percentText(Math.abs(percent), language)}`
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
