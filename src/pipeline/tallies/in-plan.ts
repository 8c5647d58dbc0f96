import { wordsOfCell } from '../../domain/cell.ts'
import { QUANTILES } from '../../domain/measure.ts'
import { DURATION_BUCKETS } from '../../domain/duration.ts'
import { seriesOf } from '../../domain/series-of.ts'
import type { TableSpec } from '../../domain/table.ts'
import type { TallyRow } from '../../tally/index.ts'
import type { CountPlan } from '../plan-count.ts'

/** Whether a row has a place in the tables of a plan: every word of it stands on one of our lists. */
export function inPlan(plan: CountPlan): (row: Omit<TallyRow, 'count'>) => boolean {
  const features = new Set(plan.configuration.features.map(({ id }) => id))
  const tables = new Map(
    plan.specs.map((spec) => [
      seriesOf(spec),
      {
        measures: keptOf(spec),
        lists: spec.dimensions.map((word) => new Set(plan.categories(word))),
      },
    ]),
  )
  return ({ series, feature, cell, measure }) => {
    const table = tables.get(series)
    if (table?.measures.has(measure) !== true || !features.has(feature)) return false
    const words = wordsOfCell(cell)
    return words.length === table.lists.length && words.every((word, i) => table.lists[i]?.has(word) === true)
  }
}

/** What is kept of a cell: its sums, and how many uses took how long. */
function keptOf({ measures }: TableSpec): ReadonlySet<string> {
  const sums = measures.filter((measure) => !QUANTILES.has(measure))
  const buckets = Array.from(
    { length: sums.length < measures.length ? DURATION_BUCKETS : 0 },
    (_, n) => `duration:${n}`,
  )
  return new Set([...sums, ...buckets])
}

/** Under this name a tally says since when a feature is counted. */
export function begunName(feature: string): string {
  return `feature ${feature}`
}
