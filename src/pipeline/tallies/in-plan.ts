import type { TallyRow } from '../../tally/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { seriesOf } from '../run/series-of.ts'

/** Whether a row has a place in the tables of a plan: every word of it stands on one of our lists. */
export function inPlan(plan: CountPlan): (row: Omit<TallyRow, 'count'>) => boolean {
  const features = new Set(plan.configuration.features.map(({ id }) => id))
  const tables = new Map(
    plan.specs.map((spec) => [
      seriesOf(spec),
      {
        measures: new Set<string>(spec.measures),
        lists: spec.dimensions.map((word) => new Set(plan.categories(word))),
      },
    ]),
  )
  return ({ series, feature, cell, measure }) => {
    const table = tables.get(series)
    if (table?.measures.has(measure) !== true || !features.has(feature)) return false
    const words = wordsIn(cell)
    return words.length === table.lists.length && words.every((word, i) => table.lists[i]?.has(word) === true)
  }
}

/** The words of the categories of a cell. */
export function wordsIn(cell: string): readonly string[] {
  return cell === '' ? [] : cell.split(' ')
}
