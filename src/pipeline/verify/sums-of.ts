import type { PeriodIndex } from '../../domain/calendar.ts'
import type { Measure } from '../../domain/dictionary.ts'
import type { Feature } from '../../domain/feature.ts'
import { countsUsesAlone, isNoisy, type Protection, type TableSpec } from '../../domain/table.ts'
import { partsOf } from '../../protect/index.ts'
import type { FigureTable } from './derive-eras.ts'

/** What one measure of a feature in a period is at least, and at most: the same, but where some of it is hidden, or no table counts it alone. */
export type SumBounds = { readonly low: number; readonly high: number }

/** What a table says of a measure, all its categories together. */
export type TableSums = {
  readonly table: FigureTable
  readonly measure: Measure
  readonly isExact: (period: PeriodIndex) => boolean
  /** By feature and period. */
  readonly bounds: ReadonlyMap<string, ReadonlyMap<PeriodIndex, SumBounds>>
}

/** @param levelAt how the table was protected in a period: figures with noise are no sums */
export function sumsOf(
  table: FigureTable,
  measure: Measure,
  levelAt: (period: PeriodIndex) => Protection['level'],
): readonly TableSums[] {
  const isExact = (period: PeriodIndex): boolean => levelAt(period) === 'exact'
  return columnsOf(measure, table.spec).map((column) => ({
    table,
    measure,
    isExact,
    bounds: boundsIn(table, column, (period) => isNoisy({ protection: { level: levelAt(period) } })),
  }))
}

type Share = { readonly low: 0 | 1; readonly high: 0 | 1 }
/** Where a measure stands, and how often its figure has at least, and at most, what stands in a category. */
type Column = { readonly at: number; readonly shareOf: (categories: readonly string[]) => Share }

/** A measure has a column of its own, or stands in that of the requests: entries are those of some origins, errors those of some answers. */
function columnsOf(measure: Measure, spec: TableSpec): readonly Column[] {
  return spec.measures.flatMap((own, at): readonly Column[] => {
    if (own === measure && countsUsesAlone(spec)) return [{ at, shareOf: () => ALL }]
    const partIn = (cells: readonly (readonly string[])[], clients: Feature['clients']) =>
      partsOf(spec, own, cells, clients).find((part) => part.measure === measure && !part.isOthers)
    if (partIn([], 'all') === undefined) return []
    const known = new Map<readonly string[], Share>()
    const shareOf = (categories: readonly string[]): Share => {
      // Whether programs count too may have changed within the period; and of a log without agents everybody does.
      const [least, most] = [partIn([categories], 'humans'), partIn([categories], 'all')]
      const holds = (part: typeof least): 0 | 1 => (part === undefined || part.cells.length === 0 ? 0 : 1)
      return { low: least?.isSum === true ? holds(least) : 0, high: holds(most) }
    }
    return [{ at, shareOf: (categories) => remembered(known, categories, shareOf) }]
  })
}

const ALL: Share = { low: 1, high: 1 }

function remembered<K, V>(known: Map<K, V>, key: K, make: (key: K) => V): V {
  const found = known.get(key) ?? make(key)
  known.set(key, found)
  return found
}

function boundsIn(
  { rows }: FigureTable,
  { at, shareOf }: Column,
  isLeftOut: (period: PeriodIndex) => boolean,
): TableSums['bounds'] {
  type Sum = { low: number; high: number }
  const bounds = new Map<string, Map<PeriodIndex, Sum>>()
  for (const { period, feature, categories, counts } of rows) {
    const { low, high } = shareOf(categories)
    if (high === 0 || isLeftOut(period)) continue
    const sums = remembered(bounds, feature, () => new Map<PeriodIndex, Sum>())
    const sum = remembered(sums, period, () => ({ low: 0, high: 0 }))
    sum.low += low * (counts[at] ?? 0)
    sum.high += counts[at] ?? Infinity
  }
  return bounds
}
