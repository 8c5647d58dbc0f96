import type { PeriodIndex } from '../../domain/calendar.ts'
import { indexOf, WITHOUT_WORD } from '../../domain/dictionary.ts'
import { seriesOf } from '../../domain/series-of.ts'
import { FOLDED, type ProtectedRow, type TableSpec } from '../../domain/table.ts'
import type { State } from '../../state/index.ts'
import type { PlanAndState } from './days-of-state.ts'
import { publishedRows, wordsWithPast } from './published-rows.ts'

/** The words of the dimensions of a table, in some periods. */
export type WordsInTime = {
  /** All that any of them has. */
  readonly categories: readonly (readonly string[])[]
  /** Whether a row is of words that its period has. */
  readonly haveRow: (row: Pick<ProtectedRow, 'period' | 'categories'>) => boolean
  /** As what a use counts in a period: of a word that it has not as one that is not told. */
  readonly asIn: (period: PeriodIndex, words: readonly string[]) => readonly string[]
}

/**
 * A period has rows of the words that it was published with, else of those of the configuration. A host that is named since was
 * counted by nobody in an older one, which a revision publishes anew: its row would be a 0, and its late uses would be all.
 *
 * @param periods the first and the last, and any between
 */
export function readWordsInTime(
  { plan, state }: PlanAndState,
  spec: TableSpec,
  periods: readonly PeriodIndex[],
): WordsInTime {
  const configured = spec.dimensions.map(plan.categories)
  const substitutes = spec.dimensions.map((dimension) => WITHOUT_WORD[dimension])
  // All other words ship with the program.
  const rows = substitutes.every((word) => word === undefined) ? [] : rowsBetween(periods, spec, state)
  const now = configured.map((words) => new Set([...words, FOLDED]))
  const then = new Map<PeriodIndex, readonly Set<string>[]>()
  for (const { period, categories } of rows) {
    const told = then.get(period) ?? configured.map(() => new Set())
    categories.forEach((word, i) => told[i]?.add(word))
    then.set(period, told)
  }
  const has = (period: PeriodIndex, word: string, i: number): boolean =>
    substitutes[i] === undefined || (then.get(period) ?? now)[i]?.has(word) === true
  return {
    categories: wordsWithPast(configured, rows),
    haveRow: ({ period, categories }) => categories.every((word, i) => has(period, word, i)),
    asIn: (period, words) => countedAs(spec, words, (word, i) => has(period, word, i)),
  }
}

/** The words of a use; in the place of one that is not known, as what it counts without it. */
export function countedAs(
  { dimensions }: Pick<TableSpec, 'dimensions'>,
  words: readonly string[],
  isKnown: (word: string, i: number) => boolean,
): readonly string[] {
  const substitutes = dimensions.map((dimension) => WITHOUT_WORD[dimension])
  return words.map((word, i) => (isKnown(word, i) ? word : (substitutes[i] ?? word)))
}

function rowsBetween(periods: readonly PeriodIndex[], spec: TableSpec, { editions }: State): readonly ProtectedRow[] {
  const [first, last] = [indexOf<'period'>(Math.min(...periods)), indexOf<'period'>(Math.max(...periods))]
  return publishedRows(spec, editions.publishedWithin(seriesOf(spec), first, last))
}
