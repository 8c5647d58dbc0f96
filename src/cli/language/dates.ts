import { dayOfText } from '../../domain/calendar.ts'
import { dateInWords } from '../../pipeline/index.ts'
import { say, spoken } from './language.ts'

/**
 * `2026-03-05` as a sentence says it: `5 March 2026`, `5 mars 2026`. What is no day stays. Values to be typed, columns and names of periods
 * are left as they are written.
 */
export function dayInWords(text: string): string {
  const day = dayOfText(text)
  return day === undefined ? text : dateInWords(day, spoken())
}

/** `2026-03-05 04:00`, or as RFC 3339 has it: `5 March 2026 at 04:00`; UTC is named, another zone is the service's. */
export function momentInWords(text: string): string {
  const [day, time] = [dayInWords(text.slice(0, 10)), text.slice(11, 16)]
  const zone = text.endsWith('Z') ? ' UTC' : ''
  return say({ en: `${day} at ${time}${zone}`, fr: `${day} à ${time}${zone}` })
}
