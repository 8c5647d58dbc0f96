/**
 * How long answers took, as a histogram: so many buckets a decade, from 0.1 ms to 15 min. Counts alone, so that two of
 * them merge exactly and in any order; a sketch of quantiles gave another figure for another split of the same lines.
 */
export const DURATION_BUCKETS = 168

const A_DECADE = 24
const SHORTEST_US = 100

/** Where each bucket begins, in µs. The first holds all that is shorter too, the last all that is longer. */
const EDGES = Float64Array.from({ length: DURATION_BUCKETS + 1 }, (_, bucket) =>
  bucket === 0 ? 0 : Math.round(SHORTEST_US * 10 ** (bucket / A_DECADE)),
)

/** Where the last bucket begins, which has no end: a figure of so much says at least so much. In whole ms, a quarter of an hour. */
export const LONGEST_MS = Math.floor((EDGES[DURATION_BUCKETS - 1] ?? 0) / 1000)

/** Lines in each bucket. */
export type Histogram = Uint32Array

/** @param durationUs in µs, 0 or more */
export function bucketOf(durationUs: number): number {
  let low = 0
  let high = DURATION_BUCKETS - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((EDGES[middle] ?? 0) <= durationUs) low = middle
    else high = middle - 1
  }
  return low
}

export function linesInHistogram(histogram: Histogram | undefined): number {
  return histogram?.reduce((sum, lines) => sum + lines, 0) ?? 0
}

/**
 * The duration below which `share` of the lines are, in ms; undefined where there is none.
 *
 * Within a bucket, 10 % wide, lines are taken for evenly spread: less than 1 % off where durations vary, at most 10 %
 * where all are the same. Beyond LONGEST_MS nothing is known but that.
 */
export function quantileMs(histogram: Histogram | undefined, share: number): number | undefined {
  const place = placeOf(histogram, share)
  return place === undefined ? undefined : toldMs(within(place.bucket, place.share))
}

/** The uses around a quantile, by rank: half as many on either side as lie beyond it on the thinner one. */
function aroundOf(size: number, share: number): { readonly rank: number; readonly side: number } {
  const rank = Math.max(1, Math.ceil(share * size))
  return { rank, side: Math.floor((size - rank) / 2) }
}

/** How many uses around a quantile it is told of, and how many lie beyond them on the thinner side. */
export function usesAround(size: number, share: number): { readonly within: number; readonly beyond: number } {
  const { rank, side } = aroundOf(size, share)
  return { within: 2 * side + 1, beyond: size - rank - side }
}

/**
 * A quantile that one use moves by one step at most, in ms: the mean, by buckets, of the uses around it, to the nearest step.
 * A step is all buckets, shared out among those uses, and no less than one bucket: a factor of 2 for 23 uses, 10 % for 168.
 *
 * Whoever has sent all other uses places a quantile where they like, so that it is the one use that they did not send: told
 * to its bucket it told that one's duration, 200 times of 200. Here it says yes or no to one question, and a figure that
 * says less is one that no use changes. Uses beyond either end of the scale count as that end.
 */
export function coarseQuantileMs(histogram: Histogram | undefined, share: number): number | undefined {
  const size = linesInHistogram(histogram)
  if (histogram === undefined || size === 0) return undefined
  const { rank, side } = aroundOf(size, share)
  const within = 2 * side + 1
  let [sum, before] = [0, 0]
  histogram.forEach((lines, bucket) => {
    const [first, last] = [Math.max(before + 1, rank - side), Math.min(before + lines, rank + side)]
    sum += Math.max(0, last - first + 1) * bucket
    before += lines
  })
  const step = stepOf(within)
  const position = (Math.round(sum / step) * step) / within + 0.5
  return toldMs(SHORTEST_US * 10 ** (position / A_DECADE))
}

function toldMs(us: number): number {
  return Math.min(Math.round(us / 1000), LONGEST_MS)
}

/** Of the sum over so many uses: from the first bucket to the last, one use changes it by one less than all buckets. */
function stepOf(within: number): number {
  return Math.max(DURATION_BUCKETS, within)
}

/** The factor by which a figure misses the mean of so many uses at most: half a step, and half a bucket since each counts as the middle of its own. */
export function mostOff(within: number): number {
  return 10 ** ((stepOf(within) / within + 1) / 2 / A_DECADE)
}

/** The fewest uses of which a quantile is told of so many around it. */
export function leastUses(within: number, share: number): number {
  let size = within
  while (usesAround(size, share).within < within) size += 1
  return size
}

/** The bucket of a quantile, and how much of it lies before. */
function placeOf(
  histogram: Histogram | undefined,
  share: number,
): { readonly bucket: number; readonly share: number } | undefined {
  const size = linesInHistogram(histogram)
  if (histogram === undefined || size === 0) return undefined
  const rank = Math.max(1, Math.ceil(share * size))
  let before = 0
  for (let bucket = 0; bucket < DURATION_BUCKETS; bucket++) {
    const lines = histogram[bucket] ?? 0
    if (before + lines >= rank) return { bucket, share: (rank - before - 0.5) / lines }
    before += lines
  }
  return undefined
}

function within(bucket: number, share: number): number {
  const from = EDGES[bucket] ?? 0
  return from + share * ((EDGES[bucket + 1] ?? from) - from)
}
