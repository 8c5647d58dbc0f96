import type { SegmentVocabulary } from '../../domain/contracts/path-learner.ts'
import { GENERIC_WORDS } from './generic-words.ts'
import { byteText } from './plain-segment.ts'

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

/** French social security number, 13 digits and their key modulo 97; Corsica's 2A and 2B stand for 19 and 18. */
function isNir(text: string): boolean {
  if (!/^[1-478]\d{4}(?:\d{2}|2[ab])\d{8}$/.test(text)) return false
  const number = Number(text.slice(0, 13).replace('2a', '19').replace('2b', '18'))
  return Number(text.slice(13)) === 97 - (number % 97)
}

/** Bank account number: a letter counts 10 to 35, the first four come last, the whole is 1 modulo 97. */
function isIban(text: string): boolean {
  if (!/^[a-z]{2}\d{2}[\da-z]{11,30}$/.test(text)) return false
  let rest = 0
  for (const letter of text.slice(4) + text.slice(0, 4)) {
    const value = parseInt(letter, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

/** So many digits that pass the check of Luhn: of a company 9 (SIREN), of one of its places 14 (SIRET). */
function passesLuhn(text: string, digits: number): boolean {
  if (text.length !== digits || !/^\d+$/.test(text)) return false
  const sum = text
    .split('')
    .toReversed()
    .reduce((total, digit, i) => total + luhnValue(Number(digit), i), 0)
  return sum % 10 === 0
}

function luhnValue(digit: number, placeFromRight: number): number {
  const value = placeFromRight % 2 === 0 ? digit : digit * 2
  return value > 9 ? value - 9 : value
}

const GENERIC = new Set(GENERIC_WORDS)
const PLAIN_KINDS: readonly string[] = ['{slug}', '{word}']

/** What shapes know of segments, for a learner of words. */
export const SEGMENT_VOCABULARY: SegmentVocabulary = {
  isGeneric: (word) => GENERIC.has(word),
  isPlain: (text) => {
    const bytes = byteText(text)
    const kind = SEGMENT_KINDS.find(([, fits]) => fits(bytes))
    return kind !== undefined && PLAIN_KINDS.includes(kind[0])
  },
}
