import { isIban, isNir, passesLuhn } from './check-digits.ts'

/** What stands in a shape for a segment that is no known word: the first that fits. The last fits everything. */
export const SEGMENT_KINDS: readonly (readonly [string, (text: string) => boolean])[] = [
  ['{email}', (text) => text.includes('@')],
  ['{uuid}', (text) => /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/.test(text)],
  ['{jwt}', (text) => /^ey[\w-]{6,}\.[\w-]+\.[\w-]*$/.test(text)],
  ['{ip}', isAddress],
  ['{date}', isDate],
  ['{nir}', (text) => isNir(compact(text))],
  ['{iban}', (text) => isIban(compact(text))],
  ['{siret}', (text) => passesLuhn(compact(text), 14)],
  ['{siren}', (text) => passesLuhn(compact(text), 9)],
  ['{phone}', (text) => /^(?:0[1-9]\d{8}|(?:\+|00)[1-9]\d{6,14})$/.test(compact(text))],
  ['{num}', (text) => /^\d+$/.test(text)],
  ['{hex}', (text) => /^[\da-f]{8,}$/.test(text)],
  ['{id}', (text) => /\d/.test(text)],
  ['{slug}', (text) => /[-_ ]/.test(text)],
  ['{word}', () => true],
]

function isAddress(text: string): boolean {
  if (/^(?:\d{1,3}\.){3}\d{1,3}$/.test(text)) return text.split('.').every((part) => Number(part) <= 255)
  // `12:30:00` is a time: IPv6 has `::` or all of its eight groups.
  return /^[\da-f:.]+$/.test(text) && (text.includes('::') || text.split(':').length === 8)
}

/** `2026-03-10`, `10.03.2026` and their like; the calendar is not asked. */
function isDate(text: string): boolean {
  return /^\d{4}([-._ ])(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])$|^(?:0[1-9]|[12]\d|3[01])([-._ ])(?:0[1-9]|1[0-2])\2\d{4}$/.test(
    text,
  )
}

/** Without what people put between groups of digits. */
function compact(text: string): string {
  return text.replace(/[ .()-]/g, '')
}
