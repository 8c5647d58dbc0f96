import type { Branch } from './branch.ts'

/** Branches of a tree. */
export function sizeOf(tree: Branch): number {
  return childrenOf(tree).reduce((sum, child) => sum + sizeOf(child), 1)
}

/** Cuts a tree to a depth: what follows is known no more. */
export function cutTree(tree: Branch, depth: number): void {
  if (depth > 0) {
    for (const child of childrenOf(tree)) cutTree(child, depth - 1)
    return
  }
  tree.ends = tree.uses
  tree.words.clear()
  tree.variable = undefined
}

/** The words of a branch, and what is none. */
export function childrenOf({ words, variable }: Branch): readonly Branch[] {
  return variable === undefined ? [...words.values()] : [...words.values(), variable]
}
