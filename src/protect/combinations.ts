import type { CountedTable } from '../domain/table.ts'

/** One word of each dimension, and the position of the combination in a slab. */
export type Combination = { readonly words: readonly string[]; readonly position: number }

/** All combinations of a table in key order; a table without a further dimension has the empty one. */
export function combinationsOf({ spec, categories }: CountedTable): readonly Combination[] {
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

// Ids and categories are ASCII, where the order of UTF-16 is that of bytes.
export function compareBytes(a: string, b: string): number {
  return Number(a > b) - Number(a < b)
}
