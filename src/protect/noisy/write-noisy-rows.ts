import { wholeOf } from '../../domain/measure.ts'
import { periodText, type PeriodIndex } from '../../domain/calendar.ts'
import type { Measure } from '../../domain/dictionary.ts'
import { rememberLast } from '../../domain/once.ts'
import type { Feature } from '../../domain/feature.ts'
import {
  FOLDED,
  isFolded,
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
import { decideBreakdown, type ShownBreakdown } from './decide-breakdown.ts'
import type { NoiseRules } from './noise-rules.ts'
import { partsOf } from './parts-of.ts'
import type { Margins, Parted } from './published-margins.ts'

/** How a table at `cell-key` is made. */
export type NoisyWay = {
  readonly protection: Extract<Protection, { readonly level: 'cell-key' }>
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
  const combinations = combinationsOf(table)
  const labels = labelsOf(table, combinations)
  const decide = openDecider(table, labels, way)
  return eachFeature(wholePeriods(table.spec.period, counted), counted.features, (at) => {
    const columns = decide(at)
    const rowOf = (
      categories: readonly string[],
      figureOf: (shown: ShownBreakdown) => number | undefined,
    ): ProtectedRow => ({
      period: at.period.period,
      feature: at.feature.id,
      categories,
      counts: columns.map(figureOf),
    })
    const rows = combinations.map(({ words, position }) => rowOf(words, ({ cells }) => cells[position]))
    if (isFolded(table.spec)) rows.unshift(rowOf(labels.folded, ({ other }) => other))
    return rows
  })
}

/** The fields of cells that do not change from one period to the next: of categories by position in the slab. */
type Labels = {
  readonly words: readonly (readonly string[])[]
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
    fieldsOf(...byName.map(({ dimension, d }) => `${dimension}=${String(words[d])}`))
  const folded = dimensions.map(() => FOLDED)
  return {
    words: inSlab.map(({ words }) => words),
    ofCells: inSlab.map(({ words }) => labelOf(words)),
    folded,
    ofFolded: labelOf(folded),
  }
}

/** Decides all measures of one feature in one period. */
function openDecider(
  table: CountedTable,
  labels: Labels,
  way: NoisyWay,
): (at: FeaturePeriod) => readonly ShownBreakdown[] {
  const { spec } = table
  const { protection, margins, rules } = way
  const cells = labels.ofCells.length
  const columns = spec.measures.map((measure, m) => {
    const partedFor = (clients: Feature['clients']): Parted => ({
      spec,
      measure,
      parts: partsOf(spec, measure, labels.words, clients),
    })
    const parted = { humans: partedFor('humans'), all: partedFor('all') }
    return { measure, m, parted, noiseOf: openNoise(spec, measure, way) }
  })
  return (at) => {
    const noisyOf = new Map<Measure, Float64Array>()
    return columns.map(({ measure, m, parted, noiseOf }) => {
      const noise = noiseOf(at)
      const counts = countsOf(table, at, m, cells)
      const noisy = new Float64Array(cells)
      labels.ofCells.forEach((label, c) => (noisy[c] = noise(label, c, numberAt(counts, c))))
      noisyOf.set(measure, noisy)
      // A whole comes before its part, which is never folded: both sides of a fold would have to be large.
      const whole = wholeOf(measure)
      const isFolding = isFolded(spec) && whole === undefined
      const fold = (count: number): number => noise(labels.ofFolded, -1, count)
      const breakdown = { counts, noisy, whole: whole && noisyOf.get(whole), fold: isFolding ? fold : undefined }
      return decideBreakdown(
        breakdown,
        margins(parted[at.feature.clients], at.period, at.feature.id),
        protection.k,
        rules,
      )
    })
  }
}

function countsOf({ spec, slabs }: CountedTable, { period, index }: FeaturePeriod, m: number, cells: number) {
  const slab = slabs.get(period.period)
  const width = spec.measures.length
  const counts = new Float64Array(cells)
  for (let c = 0; c < cells; c++) counts[c] = numberAt(slab, (index * cells + c) * width + m)
  return counts
}

/** The noisy value of a cell: its label, its position in the slab, its count. */
type Noise = (label: Uint8Array, position: number, count: number) => number

function openNoise(
  spec: TableSpec,
  measure: Measure,
  { protection, keys, revision, rules }: NoisyWay,
): (at: FeaturePeriod) => Noise {
  const { views } = protection
  // With other noise another draw: with the same number, the difference of two editions would be most of the noise.
  const suffix = fieldsOf(
    ...(views === 1 ? [] : [`views=${views}`]),
    ...(revision === 0 ? [] : [`revision=${revision}`]),
  )
  const prefixOf = rememberLast((period: PeriodIndex) =>
    fieldsOf(spec.period, periodText(spec.period, period), measure),
  )
  return ({ period, feature: { id } }) => {
    const prefix = prefixOf(period.period)
    const name = fieldsOf(id)
    return (label, position, count) => {
      const keyOf = (n: number): number => keys(prefix, name, label, numberField(n), suffix)
      return count + rules.noiseOf({ spec, feature: id, views, position, count, keyOf })
    }
  }
}

// Most counts are small, and come again.
const SMALL = 1024
const SMALL_FIELDS: Uint8Array[] = []

function numberField(n: number): Uint8Array {
  if (n >= SMALL) return fieldsOf(String(n))
  return (SMALL_FIELDS[n] ??= fieldsOf(String(n)))
}
