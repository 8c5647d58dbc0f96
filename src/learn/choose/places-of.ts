import type { Branch } from '../tree/branch.ts'
import { childrenOf } from '../tree/cut-tree.ts'

/** Where uses end: a path in which `0` stands for what is no word. */
export type Place = {
  readonly path: string
  readonly uses: number
  /** Different queries of one and the same path, up to MOST_QUERIES; 0 where several are taken together. */
  readonly queries: number
}

// No learnt word is a number, so no literal of a pattern takes it.
const NO_WORD = '0'

/** Every path of a folded tree that was asked for. */
export function placesOf(branch: Branch, path = '', isOnePath = true): readonly Place[] {
  const { ends, queries } = branch
  const here = ends === 0 ? [] : [{ path: path === '' ? '/' : path, uses: ends, queries: isOnePath ? queries.size : 0 }]
  return [
    ...here,
    ...childrenOf(branch).flatMap((child) =>
      placesOf(
        child,
        `${path}/${encodeURIComponent(child.word?.text ?? NO_WORD)}`,
        isOnePath && child.word !== undefined,
      ),
    ),
  ]
}
