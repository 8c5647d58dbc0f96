import type { DayIndex, PeriodIndex } from './calendar.ts'
import type { Fate } from './fate.ts'

/** What a sum or a figure is of, beside its feature: the words of its dimensions, in their order, none of which has a space. */
export function cellOf(words: readonly string[]): string {
  return words.join(' ')
}

export function wordsOfCell(cell: string): readonly string[] {
  return cell === '' ? [] : cell.split(' ')
}

/** A sum of one cell of a table, by words instead of positions, so that it can be kept while dictionaries change. */
export type CellSum = {
  /** Period and dimensions of the table: what it is called may change. */
  readonly series: string
  readonly feature: string
  readonly cell: string
  readonly measure: string
  readonly count: number
}

/** Lines of one day and fate; a day of −1 was not read. `feature` is empty where none was found, or it is not known any more. */
export type FateSum = {
  readonly day: DayIndex
  readonly fate: Fate
  readonly feature: string
  readonly lines: number
}

/** A figure that was published; a null is hidden. `place` is its row's among those of its period. */
export type PublishedRow = {
  readonly series: string
  readonly period: PeriodIndex
  readonly place: number
  readonly revision: number
  readonly feature: string
  readonly cell: string
  readonly measure: string
  readonly count: number | null
}
