import type { Views } from '../../../src/domain/table.ts'
import { EDGES, reachOf } from '../../../src/protect/noise/noise-table.ts'

/** The chance of each noise −d … d of a cell, as `drawNoise` draws it. */
export function chancesOf(views: Views, count: number): Float64Array {
  const reach = reachOf(views, count)
  const edges = EDGES[views].slice(reach * reach, (reach + 1) ** 2)
  return edges.map((edge, i) => (edge - (edges[i - 1] ?? 0)) / 2 ** 32)
}
