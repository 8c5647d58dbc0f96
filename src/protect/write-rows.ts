import type { Counted, CountedTable, ProtectedRow } from '../domain/table.ts'
import { numberAt, type Figures } from './disclosure/figures.ts'
import { exists, gridPeriods } from './grid-periods.ts'

/** One word of each dimension, and the position of the combination in a slab. */
type Combination = { readonly words: readonly string[]; readonly position: number }
type Cell = { readonly feature: number; readonly p: number; readonly slab: Float64Array | undefined }
/** The figures of a row, in the order of the measures; undefined is hidden. */
type CountsOf = (cell: Cell, combination: number) => readonly (number | undefined)[]

/** Every row of a table in key order, whether anything was counted for it or not. */
export function writeRows(table: CountedTable, counted: Counted, decided: readonly Figures[]): readonly ProtectedRow[] {
  const { spec, slabs } = table
  const combinations = combinationsOf(table)
  const countsOf =
    spec.protection.level === 'exact' ? allCounts(table, combinations.length) : shownCounts(table, decided)
  const features = counted.features.map((feature, index) => ({ feature, index }))
  features.sort((a, b) => compareBytes(a.feature.id, b.feature.id))
  return gridPeriods(spec.period, counted.grid).flatMap((gridPeriod, p) => {
    const { period } = gridPeriod
    const slab = slabs.get(period)
    return features.flatMap(({ feature, index }) => {
      if (!exists(feature, gridPeriod)) return []
      return combinations.map(({ words, position }) => ({
        period,
        feature: feature.id,
        categories: words,
        counts: countsOf({ feature: index, p, slab }, position),
      }))
    })
  })
}

function combinationsOf({ spec, categories }: CountedTable): readonly Combination[] {
  return categories.reduce<readonly Combination[]>(
    (combinations, words, dimension) => {
      const members = words.map((word, position) => ({ word, position }))
      // Hours are numbers, and stand in their order.
      if (spec.dimensions[dimension] !== 'hour') members.sort((a, b) => compareBytes(a.word, b.word))
      return combinations.flatMap((combination) =>
        members.map(({ word, position }) => ({
          words: [...combination.words, word],
          position: combination.position * words.length + position,
        })),
      )
    },
    [{ words: [], position: 0 }],
  )
}

function allCounts({ spec: { measures } }: CountedTable, combinations: number): CountsOf {
  return ({ feature, slab }, combination) => {
    const first = (feature * combinations + combination) * measures.length
    return measures.map((_, m) => numberAt(slab, first + m))
  }
}

// What was not decided is hidden.
function shownCounts({ spec }: CountedTable, decided: readonly Figures[]): CountsOf {
  const figures = decided.find(({ kind }) => kind === spec.period)
  const columns = spec.measures.map((measure) => figures?.columns.get(measure))
  const periods = figures?.periods.length ?? 0
  return ({ feature, p }) => {
    const position = feature * periods + p
    return columns.map((column) =>
      numberAt(column?.shown, position) === 1 ? numberAt(column?.counts, position) : undefined,
    )
  }
}

// Ids and categories are ASCII, where the order of UTF-16 is that of bytes.
function compareBytes(a: string, b: string): number {
  return Number(a > b) - Number(a < b)
}
