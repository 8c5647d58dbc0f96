import type { Views } from '../../domain/table.ts'
import { EDGES, REACH } from './noise-table.ts'
import { numberAt } from '../disclosure/figures.ts'

/**
 * The noise of a cell, from −d to d, where d is its count or the reach, whichever is less: so no result is negative.
 *
 * @param key of the cell: uniform from 0 to 2^32 − 1
 */
export function drawNoise(views: Views, count: number, key: number): number {
  const reach = reachOf(views, count)
  const edges = EDGES[views]
  let position = reach * reach
  while (key >= numberAt(edges, position)) position++
  return position - reach * reach - reach
}

/** The most noise that a cell of this count can have. */
export function reachOf(views: Views, count: number): number {
  return Math.min(count, REACH[views])
}
