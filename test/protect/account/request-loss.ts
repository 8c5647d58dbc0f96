import type { Views } from '../../../src/domain/table.ts'
import { chancesOf } from '../noise/chances-of.ts'
import type { Loss, Outcome } from '../../../src/protect/account/loss.ts'

/*
 * What one noisy table tells of one request to whoever knows all others, sends their own and lacks the key alone.
 *
 * It publishes the noisy cell of the request where that is k or more, else the noisy fold that it goes into where that is.
 * All other decisions look at nothing but what is published, so they take from what a reader has and add nothing.
 */

/** A table with bounded noise: its T, and its threshold. */
export type NoisyTable = { readonly views: Views; readonly k: number }

/** Whether the request came: its cell counts `own` or one more, the rest of the fold `rest`. */
export function presenceLoss(table: NoisyTable, own: number, rest: number): Loss {
  const [first, second] = [cellOf(table, own), cellOf(table, own + 1)]
  const outcomes = shownIn(first, second).map((figure): Outcome => [first.shown(figure), second.shown(figure)])
  const without = { count: own + rest, chance: first.hidden }
  return [...outcomes, ...foldOutcomes(table, without, { count: own + 1 + rest, chance: second.hidden })]
}

/** Which of two cells of a table is its own, which count `a` and `b` without it. */
export function profileLoss(table: NoisyTable, a: number, b: number, rest: number): Loss {
  const [a1, a0, b0, b1] = [cellOf(table, a + 1), cellOf(table, a), cellOf(table, b), cellOf(table, b + 1)]
  const outcomes: Outcome[] = []
  for (const figure of shownIn(a0, a1)) {
    const [first, second] = [a1.shown(figure), a0.shown(figure)]
    for (const other of shownIn(b0, b1)) outcomes.push([first * b0.shown(other), second * b1.shown(other)])
    const ofB = { count: b + rest, chance: first * b0.hidden }
    outcomes.push(...foldOutcomes(table, ofB, { count: b + 1 + rest, chance: second * b1.hidden }))
  }
  for (const figure of shownIn(b0, b1)) {
    const ofA = { count: a + 1 + rest, chance: a1.hidden * b0.shown(figure) }
    outcomes.push(...foldOutcomes(table, ofA, { count: a + rest, chance: a0.hidden * b1.shown(figure) }))
  }
  // Both are hidden: the fold has the request in either world.
  const count = a + b + 1 + rest
  const both = { count, chance: a1.hidden * b0.hidden }
  outcomes.push(...foldOutcomes(table, both, { count, chance: a0.hidden * b1.hidden }))
  return outcomes
}

type Cell = {
  readonly least: number
  readonly most: number
  readonly hidden: number
  /** The chance that the figure is shown. */
  readonly shown: (figure: number) => number
}

const CELLS = new Map<number, Cell>()

/** What is published of a cell; the same few are asked for a million times. */
function cellOf({ views, k }: NoisyTable, count: number): Cell {
  const key = (k * 1000 + count) * 10 + views
  const cell = CELLS.get(key) ?? makeCell(views, k, count)
  CELLS.set(key, cell)
  return cell
}

function makeCell(views: Views, k: number, count: number): Cell {
  const chances = chancesOf(views, count)
  const lowest = count - (chances.length - 1) / 2
  const hidden = chances.reduce((sum, chance, i) => (lowest + i < k ? sum + chance : sum), 0)
  const most = lowest + chances.length - 1
  return { least: Math.max(k, lowest), most, hidden, shown: (figure) => chances[figure - lowest] ?? 0 }
}

/** The figures that are shown of a cell in either world. */
function shownIn(a: Cell, b: Cell): readonly number[] {
  const least = Math.min(a.least, b.least)
  return Array.from({ length: Math.max(0, Math.max(a.most, b.most) - least + 1) }, (_, i) => least + i)
}

type Fold = { readonly count: number; readonly chance: number }

/** What is published of a fold, in either world. */
function foldOutcomes(table: NoisyTable, first: Fold, second: Fold): readonly Outcome[] {
  if (first.chance === 0 && second.chance === 0) return []
  const [p, q] = [cellOf(table, first.count), cellOf(table, second.count)]
  const shown = shownIn(p, q).map((figure): Outcome => [
    first.chance * p.shown(figure),
    second.chance * q.shown(figure),
  ])
  return [...shown, [first.chance * p.hidden, second.chance * q.hidden]]
}
