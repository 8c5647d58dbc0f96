import type { Views } from '../../../src/domain/table.ts'
import { EDGES, REACH } from '../../../src/protect/noise/noise-table.ts'

/*
 * How often the best reader guesses right between two worlds, exactly: not by trying, but from the chances of all that may
 * be published. The reader knows every request but one, has sent as many as they like, and lacks the key alone.
 *
 * A table publishes the noisy cell of the request where that is k or more, else the noisy fold that it goes into where that
 * is. All other rules look at nothing but what these publish, so they take from what a reader has and add nothing.
 *
 * Two worlds are kept as the ratios of their chances. Ratios multiply over tables, since no two cells share their noise; so
 * their logarithms stand on a grid, where each is split on its two neighbours such that both worlds keep their chances. That
 * tells a reader a little more than is true, never less.
 */

/** Points of the grid for a ratio of e; by 256 the figures are the same to five digits. */
const A_RATIO = 64
const FARTHEST = 16 * A_RATIO
const POINTS = 2 * FARTHEST + 1
const RATIOS = Float64Array.from({ length: POINTS }, (_, i) => Math.exp((i - FARTHEST) / A_RATIO))

/** Two worlds, as somebody sees them who has to guess between them. */
export type Worlds = {
  /** What was asked of, to tell it: counts of the cells and of the rest of the fold. */
  readonly name: string
  /** Chances in the second world of what is e^(i/64) times as likely in the first, from `lowest` on. */
  readonly chances: Float64Array
  readonly lowest: number
  /** Chances of what can be in the first world alone, and in the second. */
  readonly onlyFirst: number
  readonly onlySecond: number
  /** How much likelier what lies beyond each ratio is in the first world than that many times the second. */
  readonly curve: Float64Array
}

/** Collects what may be seen: its chance in either world. */
export function openWorlds() {
  const chances = new Float64Array(POINTS)
  let [onlyFirst, onlySecond] = [0, 0]
  return {
    add: (first: number, second: number): void => {
      if (first === 0) onlySecond += second
      else if (second === 0) onlyFirst += first
      else {
        const ratio = first / second
        const point = Math.log(ratio) * A_RATIO
        const below = Math.floor(point + 1e-9) + FARTHEST
        if (below < 0 || below + 1 >= POINTS) throw new RangeError('a ratio beyond the grid')
        const [low, high] = [RATIOS[below]!, RATIOS[below + 1]!]
        const above = Math.max(0, (second * (ratio - low)) / (high - low))
        chances[below]! += second - above
        chances[below + 1]! += above
      }
    },
    close: (name: string): Worlds => worldsOf(name, { chances, lowest: -FARTHEST, onlyFirst, onlySecond }),
  }
}

function worldsOf(name: string, all: Omit<Worlds, 'name' | 'curve'>): Worlds {
  const from = all.chances.findIndex((chance) => chance > 0)
  const to = all.chances.findLastIndex((chance) => chance > 0) + 1
  const own = { ...all, chances: all.chances.slice(Math.max(0, from), to), lowest: all.lowest + Math.max(0, from) }
  return { ...own, name, curve: curveOf(own) }
}

function curveOf({ chances, lowest, onlyFirst }: Omit<Worlds, 'name' | 'curve'>): Float64Array {
  const curve = new Float64Array(POINTS)
  let [first, second] = [onlyFirst, 0]
  for (let point = POINTS - 1; point >= 0; point--) {
    const chance = chances[point - FARTHEST - lowest] ?? 0
    first += chance * RATIOS[point]!
    second += chance
    curve[point] = first - RATIOS[point]! * second
  }
  return curve
}

/** What is seen of both, each with noise of its own. */
export function together(a: Worlds, b: Worlds, name = `${a.name} and ${b.name}`): Worlds {
  const product = new Float64Array(a.chances.length + b.chances.length)
  a.chances.forEach((chance, i) => {
    if (chance > 0) for (let j = 0; j < b.chances.length; j++) product[i + j]! += chance * b.chances[j]!
  })
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
  return worldsOf(name, { chances: product.slice(from, to), lowest: lowest + from, onlyFirst, onlySecond })
}

/** The same worlds, seen so many times, each with noise of its own. */
export function times(worlds: Worlds, views: number): Worlds {
  if (views === 1) return worlds
  const half = times(worlds, Math.floor(views / 2))
  const even = together(half, half, worlds.name)
  return views % 2 === 0 ? even : together(even, worlds, worlds.name)
}

/** How often the likelier world is the right one: 0.5 is the toss of a coin. */
export function rightIn({ curve }: Worlds): number {
  return 0.5 + curve[FARTHEST]! / 2
}

/** The same of what is seen of both; quicker than to put them together. */
export function rightInBoth(a: Worlds, b: Worlds): number {
  let difference = a.onlyFirst
  a.chances.forEach((chance, i) => {
    const point = a.lowest + i
    difference += chance * RATIOS[point + FARTHEST]! * b.curve[FARTHEST - point]!
  })
  return 0.5 + difference / 2
}

/** Those of which none tells more than another, by `tolerance`, whatever it is put together with. */
export function mostTelling(all: Iterable<Worlds>, tolerance: number): readonly Worlds[] {
  const kept: Worlds[] = []
  const isWithin = (one: Worlds, other: Worlds): boolean => {
    for (let point = FARTHEST % 4; point < POINTS; point += 4)
      if (one.curve[point]! > other.curve[point]! + tolerance) return false
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

/** Whether the request came: its cell counts `own` or one more, the rest of the fold `rest`. */
export function presence(views: Views, k: number, own: number, rest: number): Worlds {
  const worlds = openWorlds()
  const [first, second] = [cellOf(views, k, own), cellOf(views, k, own + 1)]
  eachShown([first, second], (figure) => {
    worlds.add(first.shown(figure), second.shown(figure))
  })
  addFold(worlds.add, views, k, [
    { count: own + rest, chance: first.hidden },
    { count: own + 1 + rest, chance: second.hidden },
  ])
  return worlds.close(`${own}, rest ${rest}`)
}

/** Which of two cells of a table is its own, which count `a` and `b` without it. */
export function profile(views: Views, k: number, a: number, b: number, rest: number): Worlds {
  const worlds = openWorlds()
  const [a1, a0, b0, b1] = [cellOf(views, k, a + 1), cellOf(views, k, a), cellOf(views, k, b), cellOf(views, k, b + 1)]
  eachShown([a0, a1], (figure) => {
    const [first, second] = [a1.shown(figure), a0.shown(figure)]
    eachShown([b0, b1], (other) => {
      worlds.add(first * b0.shown(other), second * b1.shown(other))
    })
    addFold(worlds.add, views, k, [
      { count: b + rest, chance: first * b0.hidden },
      { count: b + 1 + rest, chance: second * b1.hidden },
    ])
  })
  eachShown([b0, b1], (figure) => {
    addFold(worlds.add, views, k, [
      { count: a + 1 + rest, chance: a1.hidden * b0.shown(figure) },
      { count: a + rest, chance: a0.hidden * b1.shown(figure) },
    ])
  })
  // Both are hidden: the fold has the request in either world.
  addFold(worlds.add, views, k, [
    { count: a + b + 1 + rest, chance: a1.hidden * b0.hidden },
    { count: a + b + 1 + rest, chance: a0.hidden * b1.hidden },
  ])
  return worlds.close(`${a} or ${b}, rest ${rest}`)
}

type Cell = {
  readonly count: number
  readonly reach: number
  readonly k: number
  readonly hidden: number
  /** The chance that the figure is shown. */
  readonly shown: (figure: number) => number
}

const CELLS = new Map<number, Cell>()

/** What is published of a cell; the same few are asked for a million times. */
function cellOf(views: Views, k: number, count: number): Cell {
  const key = (k * 1000 + count) * 10 + views
  const cell = CELLS.get(key) ?? makeCell(views, k, count)
  CELLS.set(key, cell)
  return cell
}

function makeCell(views: Views, k: number, count: number): Cell {
  const noise = noiseOf(views, count)
  const reach = (noise.length - 1) / 2
  const hidden = noise.reduce((sum, chance, i) => (count + i - reach < k ? sum + chance : sum), 0)
  return { count, reach, k, hidden, shown: (figure) => (figure < k ? 0 : (noise[figure - count + reach] ?? 0)) }
}

/** The chances of each noise of a count, as the program draws it. */
function noiseOf(views: Views, count: number): Float64Array {
  const reach = Math.min(count, REACH[views])
  const edges = EDGES[views].slice(reach * reach, (reach + 1) ** 2)
  return edges.map((edge, i) => (edge - (edges[i - 1] ?? 0)) / 2 ** 32)
}

function eachShown([a, b]: readonly [Cell, Cell], visit: (figure: number) => void): void {
  const most = Math.max(a.count + a.reach, b.count + b.reach)
  const least = Math.max(a.k, Math.min(a.count - a.reach, b.count - b.reach))
  for (let figure = least; figure <= most; figure++) if (a.shown(figure) > 0 || b.shown(figure) > 0) visit(figure)
}

type Fold = { readonly count: number; readonly chance: number }

/** What is published of a fold, in either world. */
function addFold(
  add: (first: number, second: number) => void,
  views: Views,
  k: number,
  [first, second]: readonly [Fold, Fold],
): void {
  if (first.chance === 0 && second.chance === 0) return
  const cells = [cellOf(views, k, first.count), cellOf(views, k, second.count)] as const
  eachShown(cells, (figure) => {
    add(first.chance * cells[0].shown(figure), second.chance * cells[1].shown(figure))
  })
  const hidden = [first.chance * cells[0].hidden, second.chance * cells[1].hidden] as const
  if (hidden[0] > 0 || hidden[1] > 0) add(...hidden)
}

/** Every count that changes anything: beyond k and the reach of the noise a cell is always shown, and a fold too. */
function counts(views: Views, k: number): readonly number[] {
  const most = k + REACH[views] + 1
  return Array.from({ length: most + 1 }, (_, i) => most - i)
}

export function* everyPresence(views: Views, k: number): Generator<Worlds> {
  for (const rest of counts(views, k)) for (const own of counts(views, k)) yield presence(views, k, own, rest)
}

/** The other way round the two cells are the same question. */
export function* everyProfile(views: Views, k: number): Generator<Worlds> {
  for (const rest of counts(views, k))
    for (const a of counts(views, k)) for (const b of counts(views, k)) if (a <= b) yield profile(views, k, a, b, rest)
}

/** The most that is guessed right, of a period that was published once and of one that was published twice. */
type Guesses = { readonly once: number; readonly twice: number }

// Far below the third digit, which is what is told.
const TOLERANCE = 2e-5

/** The worst of all worlds, each table having the same counts. */
export function worstOf(all: Iterable<Worlds>, views: Views): Guesses {
  const telling = mostTelling(all, TOLERANCE)
  const worst = (seen: number): number => Math.max(...telling.map((worlds) => rightIn(times(worlds, seen))))
  return { once: worst(views), twice: worst(2 * views) }
}
