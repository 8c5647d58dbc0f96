import type { Branch } from '../tree/branch.ts'
import { childrenOf } from '../tree/cut-tree.ts'

/** Where uses end: a path in which `0` stands for what is no word. */
export type Place = {
  readonly path: string
  readonly uses: number
  /** Different queries, up to MOST_QUERIES. */
  readonly queries: number
}

// No learnt word is a number, so no literal of a pattern takes it.
const NO_WORD = '0'

/** Every path of a folded tree that was asked for. */
export function placesOf(branch: Branch, path = ''): readonly Place[] {
  const { ends, queries } = branch
  const here = ends === 0 ? [] : [{ path: path === '' ? '/' : path, uses: ends, queries: queries.size }]
  return [
    ...here,
    ...childrenOf(branch).flatMap((child) =>
      placesOf(child, `${path}/${encodeURIComponent(child.word?.text ?? NO_WORD)}`),
    ),
  ]
}
