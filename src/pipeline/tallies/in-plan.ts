import type { DayIndex } from '../../domain/calendar.ts'
import { wordsOfCell } from '../../domain/cell.ts'
import { WITHOUT_WORD } from '../../domain/dictionary.ts'
import { QUANTILES } from '../../domain/measure.ts'
import { DURATION_BUCKETS } from '../../domain/duration.ts'
import { seriesOf } from '../../domain/series-of.ts'
import type { TableSpec } from '../../domain/table.ts'
import type { State } from '../../state/index.ts'
import type { TallyRow } from '../../tally/index.ts'
import { countedDays } from '../../timeline/index.ts'
import { compareWithState } from '../kept/compare-with-state.ts'
import type { CountPlan } from '../plan-count.ts'

/** Features that the configuration has no more, and the last day of each. What was counted of them is published up to there. */
export type GoneFeatures = ReadonlyMap<string, DayIndex>

/** With those that go with the next line. */
export function goneFeatures(plan: CountPlan, state: State): GoneFeatures {
  return new Map(
    compareWithState(plan, state).settings.features.flatMap((feature) => {
      const { ended } = countedDays(feature)
      return ended === undefined ? [] : [[feature.id, ended] as const]
    }),
  )
}

/**
 * Whether a row has a place in the tables of a plan, in its days: every word of it stands on one of our lists, or did, as a host: where
 * figures are made of the sum, it counts as one that is not named.
 */
export function inPlan(plan: CountPlan, gone: GoneFeatures): (row: Omit<TallyRow, 'count'>) => boolean {
  const features = featuresOf(plan, gone)
  const tables = new Map(
    plan.specs.map((spec) => [
      seriesOf(spec),
      {
        measures: keptOf(spec),
        lists: spec.dimensions.map((word) => (WITHOUT_WORD[word] === undefined ? new Set(plan.categories(word)) : ANY)),
      },
    ]),
  )
  return ({ day, series, feature, cell, measure }) => {
    const table = tables.get(series)
    if (table?.measures.has(measure) !== true || !features.has(feature)) return false
    if (day > (gone.get(feature) ?? Infinity)) return false
    const words = wordsOfCell(cell)
    return words.length === table.lists.length && words.every((word, i) => table.lists[i]?.has(word) === true)
  }
}

export function featuresOf({ configuration }: CountPlan, gone: GoneFeatures): ReadonlySet<string> {
  return new Set([...configuration.features.map(({ id }) => id), ...gone.keys()])
}

const ANY = { has: () => true }

/** What is kept of a cell: its sums, and how many uses took how long. */
function keptOf({ measures }: TableSpec): ReadonlySet<string> {
  const sums = measures.filter((measure) => !QUANTILES.has(measure))
  const buckets = Array.from(
    { length: sums.length < measures.length ? DURATION_BUCKETS : 0 },
    (_, n) => `duration:${n}`,
  )
  return new Set([...sums, ...buckets])
}
