import { periodText } from '../../domain/calendar.ts'
import type { Measure } from '../../domain/dictionary.ts'
import {
  FOLDED,
  type Counted,
  type CountedTable,
  type Protection,
  type ProtectedRow,
  type TableSpec,
} from '../../domain/table.ts'
import { combinationsOf, compareBytes, type Combination } from '../combinations.ts'
import { numberAt } from '../disclosure/figures.ts'
import { wholePeriods } from '../grid-periods.ts'
import { fieldsOf, type CellKeys } from '../noise/open-cell-keys.ts'
import { eachFeature, type FeaturePeriod } from '../write-rows.ts'
import { decideBreakdown, type Shown } from './decide-breakdown.ts'
import type { NoiseRules } from './noise-rules.ts'
import type { Margins } from './published-margins.ts'

export type CellKeyProtection = Extract<Protection, { readonly level: 'cell-key' }>

/** How a table at `cell-key` is made. */
export type NoisyWay = {
  readonly protection: CellKeyProtection
  readonly keys: CellKeys
  readonly revision: number
  readonly margins: Margins
  readonly rules: NoiseRules
}

/**
 * The rows of a table at `cell-key`, in key order: those of periods that are whole, each with a row for `(other)` where
 * categories are folded.
 */
export function writeNoisyRows(table: CountedTable, counted: Counted, way: NoisyWay): readonly ProtectedRow[] {
  const { spec } = table
  const combinations = combinationsOf(table)
  const labels = labelsOf(table, combinations)
  return eachFeature(wholePeriods(spec.period, counted), counted.features, (at) => {
    const columns = decideMeasures(table, at, labels, way)
    const rowOf = (categories: readonly string[], figureOf: (shown: Shown) => number | undefined): ProtectedRow => ({
      period: at.period,
      feature: at.feature.id,
      categories,
      counts: columns.map(figureOf),
    })
    const rows = combinations.map(({ words, position }) => rowOf(words, ({ cells }) => cells[position]))
    return isFolded(spec) ? [rowOf(labels.folded, ({ other }) => other), ...rows] : rows
  })
}

/** Whether small categories go into one. Hours are numbers, and nothing that is none of them may stand beside them. */
export function isFolded({ protection, dimensions }: TableSpec): boolean {
  return protection.level === 'cell-key' && dimensions.length > 0 && !dimensions.includes('hour')
}

/** The fields of cells that do not change from one feature and period to the next, by position in the slab. */
type Labels = {
  readonly ofCells: readonly Uint8Array[]
  readonly folded: readonly string[]
  readonly ofFolded: Uint8Array
}

function labelsOf({ spec: { dimensions } }: CountedTable, combinations: readonly Combination[]): Labels {
  const inSlab = combinations.toSorted((a, b) => a.position - b.position)
  // In the order of names: a table's own order of dimensions must not change its noise.
  const byName = dimensions
    .map((dimension, d) => ({ dimension, d }))
    .sort((a, b) => compareBytes(a.dimension, b.dimension))
  const labelOf = (words: readonly string[]): Uint8Array =>
    fieldsOf(...byName.map(({ dimension, d }) => `${dimension}=${words[d] ?? ''}`))
  const folded = dimensions.map(() => FOLDED)
  return { ofCells: inSlab.map(({ words }) => labelOf(words)), folded, ofFolded: labelOf(folded) }
}

function decideMeasures(table: CountedTable, at: FeaturePeriod, labels: Labels, way: NoisyWay): readonly Shown[] {
  const { spec } = table
  const { protection, margins, rules } = way
  const noisy = new Map<Measure, Float64Array>()
  return spec.measures.map((measure, m) => {
    const noise = openNoise(table, measure, at, way)
    const counts = countsOf(table, at, m, labels.ofCells.length)
    const noisyCounts = counts.map((count, position) => noise(labels.ofCells[position], position, count))
    noisy.set(measure, noisyCounts)
    // `requests` comes before `entries`, which are never folded: both sides of a fold would have to be large.
    const requests = measure === 'entries' ? noisy.get('requests') : undefined
    const fold = (count: number): number => noise(labels.ofFolded, -1, count)
    const breakdown = {
      counts,
      noisy: noisyCounts,
      ...(requests !== undefined && { requests }),
      ...(isFolded(spec) && measure !== 'entries' && { fold }),
    }
    return decideBreakdown(breakdown, margins(spec, measure, at, at.feature.id), protection.k, rules)
  })
}

function countsOf({ spec, slabs }: CountedTable, at: FeaturePeriod, m: number, cells: number): Float64Array {
  const slab = slabs.get(at.period)
  const width = spec.measures.length
  return Float64Array.from({ length: cells }, (_, c) => numberAt(slab, (at.index * cells + c) * width + m))
}

/** Adds its noise to a cell of one measure, feature and period. */
function openNoise(
  { spec }: CountedTable,
  measure: Measure,
  { period, feature }: FeaturePeriod,
  { protection, keys, revision, rules }: NoisyWay,
): (label: Uint8Array | undefined, position: number, count: number) => number {
  const prefix = fieldsOf(spec.period, periodText(spec.period, period), measure, feature.id)
  const suffix = revision === 0 ? NOTHING : fieldsOf(`revision=${revision}`)
  const { views } = protection
  return (label = NOTHING, position, count) => {
    const keyOf = (n: number): number => keys(prefix, label, numberField(n), suffix)
    return count + rules.noiseOf({ spec, views, position, count, keyOf })
  }
}

const NOTHING = new Uint8Array(0)

// Most counts are small, and come again.
const SMALL_FIELDS: readonly Uint8Array[] = Array.from({ length: 1024 }, (_, n) => fieldsOf(String(n)))

function numberField(n: number): Uint8Array {
  return SMALL_FIELDS[n] ?? fieldsOf(String(n))
}
