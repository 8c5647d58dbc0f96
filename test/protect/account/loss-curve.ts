import { numberAt } from '../../../src/protect/disclosure/figures.ts'
import type { Loss } from '../../../src/protect/account/loss.ts'

/*
 * Losses on a grid, for what is composed often or tried in thousands: the logarithms of ratios stand on a grid, where each
 * outcome is split on its two neighbours such that both worlds keep their chances. That tells a reader a little more than is
 * true, never less: what is computed with it is an upper bound.
 */

/** Points of the grid for a ratio of e; by 256 the figures are the same to five digits. */
const A_RATIO = 64
const FARTHEST = 16 * A_RATIO
const POINTS = 2 * FARTHEST + 1
const RATIOS = Float64Array.from({ length: POINTS }, (_, i) => Math.exp((i - FARTHEST) / A_RATIO))

export type LossCurve = {
  /** Chances in the second world of what is e^(i/64) times as likely in the first, from `lowest` on. */
  readonly chances: Float64Array
  readonly lowest: number
  /** Chances of what can be in the first world alone, and in the second. */
  readonly onlyFirst: number
  readonly onlySecond: number
  /** How much likelier what lies beyond each ratio is in the first world than that many times the second. */
  readonly curve: Float64Array
}

type Chances = Omit<LossCurve, 'curve'>

export function curveOf(loss: Loss): LossCurve {
  const chances = new Float64Array(POINTS)
  let [onlyFirst, onlySecond] = [0, 0]
  for (const [first, second] of loss) {
    if (first === 0) onlySecond += second
    else if (second === 0) onlyFirst += first
    else {
      const ratio = first / second
      const below = Math.floor(Math.log(ratio) * A_RATIO + 1e-9) + FARTHEST
      if (below < 0 || below + 1 >= POINTS) throw new RangeError('a ratio beyond the grid')
      const [low, high] = [numberAt(RATIOS, below), numberAt(RATIOS, below + 1)]
      const above = Math.max(0, (second * (ratio - low)) / (high - low))
      chances[below] = numberAt(chances, below) + second - above
      chances[below + 1] = numberAt(chances, below + 1) + above
    }
  }
  return withCurve({ chances, lowest: -FARTHEST, onlyFirst, onlySecond })
}

function withCurve(all: Chances): LossCurve {
  const from = Math.max(
    0,
    all.chances.findIndex((chance) => chance > 0),
  )
  const to = all.chances.findLastIndex((chance) => chance > 0) + 1
  const own = { ...all, chances: all.chances.slice(from, to), lowest: all.lowest + from }
  const curve = new Float64Array(POINTS)
  let [first, second] = [own.onlyFirst, 0]
  for (let point = POINTS - 1; point >= 0; point--) {
    const ratio = numberAt(RATIOS, point)
    const chance = own.chances[point - FARTHEST - own.lowest] ?? 0
    first += chance * ratio
    second += chance
    curve[point] = first - ratio * second
  }
  return { ...own, curve }
}

/** What is seen of both, each with noise of its own. */
export function together(a: LossCurve, b: LossCurve): LossCurve {
  const product = new Float64Array(a.chances.length + b.chances.length)
  for (let i = 0; i < a.chances.length; i++) {
    const chance = numberAt(a.chances, i)
    if (chance > 0)
      for (let j = 0; j < b.chances.length; j++)
        product[i + j] = numberAt(product, i + j) + chance * numberAt(b.chances, j)
  }
  const lowest = a.lowest + b.lowest
  const [from, to] = [Math.max(0, -FARTHEST - lowest), Math.max(0, FARTHEST + 1 - lowest)]
  // What lies beyond the grid is taken to give the world away.
  let onlyFirst = 1 - (1 - a.onlyFirst) * (1 - b.onlyFirst)
  let onlySecond = 1 - (1 - a.onlySecond) * (1 - b.onlySecond)
  product.forEach((chance, i) => {
    if (chance === 0 || (i >= from && i < to)) return
    onlyFirst += chance * Math.exp((lowest + i) / A_RATIO)
    onlySecond += chance
  })
  return withCurve({ chances: product.slice(from, to), lowest: lowest + from, onlyFirst, onlySecond })
}

/** The same question, answered so many times, each time with noise of its own. */
export function times(loss: LossCurve, draws: number): LossCurve {
  if (draws === 1) return loss
  const half = times(loss, Math.floor(draws / 2))
  const even = together(half, half)
  return draws % 2 === 0 ? even : together(even, loss)
}

/** How often the likelier world is the right one: 0.5 is the toss of a coin. */
export function rightIn({ curve }: LossCurve): number {
  return 0.5 + numberAt(curve, FARTHEST) / 2
}

/** The same of what is seen of both; quicker than to put them together. */
export function rightInBoth(a: LossCurve, b: LossCurve): number {
  let difference = a.onlyFirst
  a.chances.forEach((chance, i) => {
    const point = a.lowest + i
    difference += chance * numberAt(RATIOS, point + FARTHEST) * numberAt(b.curve, FARTHEST - point)
  })
  return 0.5 + difference / 2
}

/** Those of which none tells more than another, by `tolerance`, whatever it is put together with. */
export function mostTelling(all: Iterable<LossCurve>, tolerance: number): readonly LossCurve[] {
  const kept: LossCurve[] = []
  const isWithin = (one: LossCurve, other: LossCurve): boolean => {
    for (let point = FARTHEST % 4; point < POINTS; point += 4)
      if (numberAt(one.curve, point) > numberAt(other.curve, point) + tolerance) return false
    return true
  }
  for (const one of all) {
    const by = kept.findIndex((other) => isWithin(one, other))
    if (by === -1) kept.push(one)
    // Neighbours come one after the other: what covers one is likely to cover the next.
    else if (by > 0) kept.unshift(...kept.splice(by, 1))
  }
  return kept
}

/**
 * What tells at least as much as each of these, at every ratio; so what is composed of it bounds every mixture of them.
 *
 * A curve is convex in the ratio: the largest of several is one too, and its slopes are the chances that it is made of.
 */
export function envelopeOf(all: Iterable<LossCurve>): LossCurve {
  const curve = new Float64Array(POINTS)
  for (const one of all)
    for (let i = 0; i < POINTS; i++) curve[i] = Math.max(numberAt(curve, i), numberAt(one.curve, i))
  const chances = new Float64Array(POINTS)
  // Nothing is beyond a ratio of 0: there the curve is 1.
  let [ratio, height, slope] = [0, 1, -1]
  let [onlySecond, last] = [0, -1]
  for (const point of bendsOf(curve)) {
    const rise = Math.max(0, (numberAt(curve, point) - height) / (numberAt(RATIOS, point) - ratio) - slope)
    if (last === -1) onlySecond = rise
    else chances[last] = rise
    slope += rise
    ;[ratio, height, last] = [numberAt(RATIOS, point), numberAt(curve, point), point]
  }
  chances[last] = -slope
  return withCurve({ chances, lowest: -FARTHEST, onlyFirst: height, onlySecond })
}

/** Where a curve hardly bends it need not be followed: a straight line over several points lies above it. */
function bendsOf(curve: Float64Array): readonly number[] {
  const riseTo = (point: number): number =>
    (numberAt(curve, point) - numberAt(curve, point - 1)) / (numberAt(RATIOS, point) - numberAt(RATIOS, point - 1))
  const inner = Array.from({ length: POINTS - 2 }, (_, i) => i + 1).filter(
    (point) => (riseTo(point + 1) - riseTo(point)) * numberAt(RATIOS, point) > A_RATIO * FLAT,
  )
  return [0, ...inner, POINTS - 1]
}

const FLAT = 1e-13
