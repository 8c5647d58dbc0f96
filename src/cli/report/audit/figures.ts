import type { Language } from '../../../domain/service.ts'
import { grouped } from '../../words/words.ts'

/** `12.5 %`, or `12,5 %`. */
export function rate(share: number, language: Language): string {
  return `${decimal((share * 100).toFixed(1), language)} %`
}

/** `+50 %`, `−50 %`, `×25`. */
export function change(share: number): string {
  if (share >= 10) return `×${Math.round(share + 1)}`
  const percent = Math.round(share * 100)
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent)} %`
}

/** `46 ms`, `1.2 s`. */
export function milliseconds(ms: number, language: Language): string {
  return ms < 1000 ? `${ms} ms` : `${decimal((ms / 1000).toFixed(1), language)} s`
}

/** Of a number that need not be whole: `4`, `4.2`. */
export function about(number: number, language: Language): string {
  return number >= 10 || Number.isInteger(number) ? grouped(Math.round(number)) : decimal(number.toFixed(1), language)
}

function decimal(text: string, language: Language): string {
  return language === 'fr' ? text.replace('.', ',') : text
}
