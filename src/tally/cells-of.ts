import type { PeriodIndex } from '../domain/calendar.ts'
import type { Measure } from '../domain/dictionary.ts'
import { QUANTILES } from '../domain/measure.ts'
import { DURATION_BUCKETS, type Histogram } from '../domain/duration.ts'
import type { CountedTable } from '../domain/table.ts'

/** One sum of a table, by words instead of positions, so that it can be kept while dictionaries change. */
export type TallyCell = {
  readonly period: PeriodIndex
  readonly feature: string
  /** One word a dimension. */
  readonly categories: readonly string[]
  readonly measure: string
  readonly count: number
}

/** Of a cell with durations, the measure of the uses in one bucket. */
const BUCKET = 'duration:'

/** Whether a kept sum is of one bucket of a histogram, and no figure. */
function isBucket(measure: string): boolean {
  return measure.startsWith(BUCKET)
}

/** The sums of a table that are not 0. */
export function cellsOf(table: CountedTable, features: readonly string[]): readonly TallyCell[] {
  const cells: TallyCell[] = []
  const width = table.spec.measures.length
  for (const [period, histograms] of table.durations ?? [])
    for (const [cell, histogram] of histograms) {
      const words = wordsAt(table, features, cell * width)
      histogram.forEach((count, bucket) => {
        if (count > 0) cells.push({ period, ...words, measure: `${BUCKET}${bucket}`, count })
      })
    }
  for (const [period, slab] of table.slabs)
    slab.forEach((count, position) => {
      if (count !== 0) cells.push({ period, ...wordsAt(table, features, position), count })
    })
  return cells
}

/** The table of these sums. What has no place in it any more, as a feature that is gone, is left out. */
export function tableOf(
  { spec, categories }: Pick<CountedTable, 'spec' | 'categories'>,
  features: readonly string[],
  cells: Iterable<TallyCell>,
): CountedTable {
  const { measures } = spec
  const [first = ''] = measures
  const length = categories.reduce((product, words) => product * words.length, features.length * measures.length)
  const places = placesOf([features, ...categories, measures])
  const slabs = new Map<PeriodIndex, Float64Array>()
  const durations = new Map<PeriodIndex, Map<number, Histogram>>()
  for (const { period, feature, categories: words, measure, count } of cells) {
    const bucket = isBucket(measure) ? Number(measure.slice(BUCKET.length)) : undefined
    const position = places([feature, ...words, bucket === undefined ? measure : first])
    if (position === undefined) continue
    if (bucket === undefined) addTo(slabs, period, { position, count, length })
    else addLines(durations, period, { cell: position / measures.length, bucket, count })
  }
  return { spec, categories, slabs, ...(spec.measures.some((measure) => QUANTILES.has(measure)) && { durations }) }
}

function addTo(
  slabs: Map<PeriodIndex, Float64Array>,
  period: PeriodIndex,
  { position, count, length }: { readonly position: number; readonly count: number; readonly length: number },
): void {
  const slab = slabs.get(period) ?? new Float64Array(length)
  slabs.set(period, slab)
  slab[position] = (slab[position] ?? 0) + count
}

function addLines(
  durations: Map<PeriodIndex, Map<number, Histogram>>,
  period: PeriodIndex,
  { cell, bucket, count }: { readonly cell: number; readonly bucket: number; readonly count: number },
): void {
  const histograms = durations.get(period) ?? new Map<number, Histogram>()
  durations.set(period, histograms)
  const histogram = histograms.get(cell) ?? new Uint32Array(DURATION_BUCKETS)
  histograms.set(cell, histogram)
  histogram[bucket] = (histogram[bucket] ?? 0) + count
}

function wordsAt(
  { spec, categories }: CountedTable,
  features: readonly string[],
  position: number,
): Pick<TallyCell, 'feature' | 'categories' | 'measure'> {
  const lists = [features, ...categories, spec.measures]
  const words: string[] = []
  let rest = position
  for (const list of lists.toReversed()) {
    words.unshift(list[rest % list.length] ?? '')
    rest = Math.floor(rest / list.length)
  }
  const [feature = '', ...others] = words
  return { feature, categories: others.slice(0, -1), measure: others.at(-1) ?? '' }
}

/** The position of a cell by its words; undefined where one of them is on no list. */
function placesOf(lists: readonly (readonly string[])[]): (words: readonly string[]) => number | undefined {
  const places = lists.map((list) => new Map(list.map((word, place) => [word, place])))
  return (words) => {
    let position = 0
    for (const [i, list] of lists.entries()) {
      const place = places[i]?.get(words[i] ?? '')
      if (place === undefined) return undefined
      position = position * list.length + place
    }
    return position
  }
}

/** The table without one of its measures; the same table if it has no such. */
export function withoutMeasure(table: CountedTable, measure: Measure): CountedTable {
  const left = table.spec.measures.indexOf(measure)
  if (left < 0) return table
  const width = table.spec.measures.length
  const slabs = [...table.slabs].map(
    ([period, slab]) => [period, slab.filter((_, position) => position % width !== left)] as const,
  )
  const measures = table.spec.measures.filter((_, position) => position !== left)
  return { ...table, spec: { ...table.spec, measures }, slabs: new Map(slabs) }
}
