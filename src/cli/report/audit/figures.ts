import { decimal, grouped, say } from '../../language/language.ts'

/** `+50 %`, `−50 %`, `×25`. */
export function change(share: number): string {
  if (share >= 10) return `×${Math.round(share + 1)}`
  const percent = Math.round(share * 100)
  const digits = `${percent < 0 ? '−' : '+'}${Math.abs(percent)}`
  return say({ en: `${digits} %`, fr: `${digits}\u00A0%` })
}

/** `46 ms`, `1.2 s`. */
export function milliseconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${decimal((ms / 1000).toFixed(1))} s`
}

/** Of a number that need not be whole: `4`, `4.2`. */
export function about(number: number): string {
  return number >= 10 || Number.isInteger(number) ? grouped(Math.round(number)) : decimal(number.toFixed(1))
}
