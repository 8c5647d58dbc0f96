import { isFull, newBranch, noteSibling, type Branch } from './branch.ts'
import { foldFull, isFolded } from './merge-branches.ts'
import type { Seen } from './word-of.ts'

/**
 * The branch that a segment leads to. A place with too many siblings learns no words any more, whichever came first: what
 * had been learnt there is folded at that moment, so memory is bounded and the order of lines cannot matter.
 *
 * @param read reads the segment, where its hash does not tell what it is
 */
export function growInto(branch: Branch, hash: number, hasChildren: boolean, read: () => Seen): Branch {
  const known = branch.words.get(hash)
  if (known !== undefined) {
    if (hasChildren) noteSibling(branch, hash, true, known.word?.isProgram === true)
    return known
  }
  const { word, isProgram } = read()
  noteNew(branch, hash, hasChildren, isProgram)
  if (word === undefined || isFolded(branch, word)) return (branch.variable ??= newBranch())
  const grown = newBranch(word)
  branch.words.set(hash, grown)
  return grown
}

function noteNew(branch: Branch, hash: number, hasChildren: boolean, isProgram: boolean): void {
  const [hadRoom, hadRoomForPrograms] = [!isFull(branch, false), !isFull(branch, true)]
  noteSibling(branch, hash, hasChildren, isProgram)
  if ((hadRoom && isFull(branch, false)) || (hadRoomForPrograms && isFull(branch, true))) foldFull(branch)
}
