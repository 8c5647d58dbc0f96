import { dayOfText } from '../../domain/calendar.ts'
import type { Grid } from '../../domain/table.ts'
import type { Edition } from '../edition.ts'
import { dateInWords, type Words } from '../words.ts'
import type { Heading, Prose, Span } from './prose.ts'

/** What a section of a read-me is told from. */
export type Telling = { readonly edition: Edition; readonly language: keyof Words; readonly prose: Prose }

/** A heading and what stands below it, a blank line between each. */
export type Section = { readonly heading: Heading; readonly paragraphs: readonly string[] }

/** Undefined where no line was dated. */
export function spanOf(grid: Grid, language: keyof Words): Span | undefined {
  const [first] = grid
  const last = grid.at(-1)
  if (first === undefined || last === undefined) return undefined
  return { first: dateInWords(first, language), last: dateInWords(last, language) }
}

/** The day of a date and time of RFC 3339, in words. */
export function updatedOn(created: string, language: keyof Words): string {
  const day = dayOfText(created.slice(0, 10))
  return day === undefined ? created : dateInWords(day, language)
}
