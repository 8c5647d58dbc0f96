import type { PeriodIndex } from '../../domain/calendar.ts'
import type { PeriodKind } from '../../domain/dictionary.ts'
import type { Feature } from '../../domain/feature.ts'

/** The rows that a table should have. */
export type TableRule = {
  readonly kind: PeriodKind
  /** In the order of their ids. */
  readonly features: readonly Pick<Feature, 'id' | 'from' | 'until'>[]
  /** The words of each further dimension. */
  readonly categories: readonly (readonly string[])[]
  /** Whether each dimension holds numbers, which stand in their order. */
  readonly isNumeric: readonly boolean[]
  /** Beside all combinations: a row for what is folded. */
  readonly folded: readonly string[] | undefined
  readonly measures: number
  /** The periods that may have rows, ascending. */
  readonly periods: readonly PeriodIndex[]
  /** Of those, the ones that are not closed: of `run` alone. */
  readonly isOpen: (period: PeriodIndex) => boolean
  /** Of those, the ones that never have rows: of `run` alone. */
  readonly isWithheld: (period: PeriodIndex) => boolean
  /** Every period has rows; else those between the first and the last that has some. */
  readonly isComplete: boolean
  /** A feature may begin later than its first day: `run` begins with the first period that is whole. */
  readonly mayBeginLate: boolean
}

/** Keys of a row as numbers, in the order of rows. */
export type Ranks = {
  readonly feature: ReadonlyMap<string, number>
  readonly combination: ReadonlyMap<string, number>
}

export function ranksOf({ features, categories, isNumeric, folded }: TableRule): Ranks {
  const combinations = categories.reduce<readonly (readonly string[])[]>(
    (all, words, position) => {
      const members = isNumeric[position] === true ? words : words.toSorted(byBytes)
      return all.flatMap((before) => members.map((word) => [...before, word]))
    },
    [[]],
  )
  const inOrder = folded === undefined ? combinations : [folded, ...combinations]
  return {
    feature: new Map(features.map(({ id }, position) => [id, position])),
    combination: new Map(inOrder.map((words, position) => [words.join(','), position])),
  }
}

// ASCII, where the order of UTF-16 is that of bytes.
function byBytes(a: string, b: string): number {
  return Number(a > b) - Number(a < b)
}
