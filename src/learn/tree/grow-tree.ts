import { isFull, newBranch, noteSibling, type Branch } from './branch.ts'
import { foldFull } from './merge-branches.ts'
import type { Seen } from './word-of.ts'

/**
 * The branch that a segment leads to. A place with too many siblings learns no words any more, whichever came first: what
 * had been learnt there is folded at that moment, so memory is bounded and the order of lines cannot matter.
 *
 * @param read reads the segment, where its hash does not tell what it is
 */
export function growInto(branch: Branch, hash: number, hasChildren: boolean, read: () => Seen): Branch {
  const known = branch.words.get(hash)
  if (known?.word !== undefined) {
    if (hasChildren) noteSibling(branch, hash, true, known.word.isProgram)
    return known
  }
  const { word, isProgram } = read()
  const wasFull = isFull(branch, isProgram)
  noteSibling(branch, hash, hasChildren, isProgram)
  if (!wasFull && isFull(branch, isProgram)) foldFull(branch)
  if (word === undefined || (!word.isGeneric && isFull(branch, word.isProgram))) return (branch.variable ??= newBranch())
  const grown = newBranch(word)
  branch.words.set(hash, grown)
  return grown
}
