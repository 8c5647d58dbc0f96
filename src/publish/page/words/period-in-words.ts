import { dateOf, firstDayOf, type PeriodIndex } from '../../../domain/calendar.ts'
import type { PeriodKind } from '../../../domain/dictionary.ts'
import type { Language } from '../../../domain/service.ts'
import { dateInWords, monthInWords } from '../../words.ts'

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
