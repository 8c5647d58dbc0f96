import type { PeriodIndex } from '../../domain/calendar.ts'
import type { PeriodKind } from '../../domain/dictionary.ts'
import type { DaysAway, Feature } from '../../domain/feature.ts'

/** The rows that a table should have. */
export type RowRule = {
  readonly kind: PeriodKind
  /** In the order of their ids. */
  readonly features: readonly (Pick<Feature, 'id' | 'from' | 'until'> & {
    /** Days on which it was not counted, before it came back. */
    readonly away: readonly DaysAway[]
  })[]
  /** The words of each further dimension. */
  readonly categories: readonly (readonly string[])[]
  /** Whether a period may have no row at all of a word of a dimension: it was not there when that closed. Of `run` alone. */
  readonly mayLack: readonly ((word: string) => boolean)[]
  /** Whether each dimension holds numbers, which stand in their order. */
  readonly isNumeric: readonly boolean[]
  /** Beside all combinations: a row for what is folded. */
  readonly folded: readonly string[]
  /** Whether a period has that row. */
  readonly isFolded: (period: PeriodIndex) => boolean
  readonly measures: number
  /** The periods that may have rows, ascending. */
  readonly periods: readonly PeriodIndex[]
  /** Of those, the ones that are not closed: of `run` alone. */
  readonly isOpen: (period: PeriodIndex) => boolean
  /** Of those, the ones that never have rows: of `run` alone. */
  readonly isWithheld: (period: PeriodIndex) => boolean
  /** Of those, the ones that hold a day on which the table was away: of `run` alone. */
  readonly isAway: (period: PeriodIndex) => boolean
  /** Every period has rows; else those between the first and the last that has some. */
  readonly isComplete: boolean
  /** A feature may begin later than its first day: `run` begins with the first period that is whole. */
  readonly mayBeginLate: boolean
}

/** Keys of a row as numbers, in the order of rows; undefined for what has no row in this table. */
export type Ranks = {
  readonly feature: (id: string) => number | undefined
  readonly combination: (words: readonly string[]) => number | undefined
}

/** Combinations are counted, never written down: nine dimensions of a hostile folder have more than there is memory for. */
export function ranksOf({ features, categories, isNumeric, folded }: RowRule): Ranks {
  const positions = new Map(features.map(({ id }, position) => [id, position]))
  const members = categories.map(
    (words, dimension) =>
      new Map((isNumeric[dimension] === true ? words : words.toSorted(byBytes)).map((word, rank) => [word, rank])),
  )
  return {
    feature: (id) => positions.get(id),
    combination: (words) => {
      if (words.length > 0 && words.every((word, dimension) => word === folded[dimension])) return 0
      let rank = 0
      for (const [dimension, ranks] of members.entries()) {
        const own = ranks.get(words[dimension] ?? '')
        if (own === undefined) return undefined
        rank = rank * ranks.size + own
      }
      return rank + 1
    },
  }
}

/** Rows of a feature in a period. @param there the words of each dimension that the period has rows of */
export function rowsEach(
  { categories, mayLack, isFolded }: Pick<RowRule, 'categories' | 'mayLack' | 'isFolded'>,
  period: PeriodIndex,
  there: readonly ReadonlySet<string>[],
): number {
  const due = categories.map((words, i) =>
    words.filter((word) => there[i]?.has(word) === true || mayLack[i]?.(word) !== true),
  )
  return combinationsOf({ categories: due }) + (isFolded(period) ? 1 : 0)
}

function combinationsOf({ categories }: Pick<RowRule, 'categories'>): number {
  return categories.reduce((product, words) => product * words.length, 1)
}

/** The most rows that a table may have: of every feature in every period. */
export function mostRowsOf(rule: RowRule): number {
  const each = combinationsOf(rule) + (rule.periods.some(rule.isFolded) ? 1 : 0)
  return each * rule.features.length * Math.max(1, rule.periods.length)
}

// ASCII, where the order of UTF-16 is that of bytes.
function byBytes(a: string, b: string): number {
  return Number(a > b) - Number(a < b)
}
