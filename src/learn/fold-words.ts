import { answersForAll, isFull, type Branch } from './branch.ts'
import { foldWord } from './grow-tree.ts'
import { isOneOfMany, sharedChildren } from './sibling-rules.ts'

/** Below this no word is told, and no less than this share of all uses. */
export const LEAST_USES = 50
export const LEAST_SHARE = 0.001

/**
 * Folds every learnt word that must not be told or is no place of its own; from the root on, since folding adds siblings
 * below. Words of the closed vocabulary stay.
 */
export function foldWords(root: Branch): void {
  foldBelow(root, Math.max(LEAST_USES, LEAST_SHARE * root.uses))
}

function foldBelow(branch: Branch, leastUses: number): void {
  const shared = sharedChildren(branch)
  for (const [hash, child] of branch.words) {
    const isTold = child.word?.isGeneric === true || child.uses >= leastUses
    if (!isTold || !isPlaceOfItsOwn(branch, hash, child, shared)) foldWord(branch, hash, child)
  }
  for (const child of branch.words.values()) foldBelow(child, leastUses)
  if (branch.variable !== undefined) foldBelow(branch.variable, leastUses)
}

function isPlaceOfItsOwn(branch: Branch, hash: number, child: Branch, shared: ReadonlySet<number>): boolean {
  const { word } = child
  if (word === undefined || isFull(branch, word.isProgram)) return word?.isGeneric === true
  if (word.isGeneric) return true
  if (isOneOfMany(branch, hash) && !(word.isProgram && answersForAll(branch, child))) return false
  return ![...child.words.keys()].some((below) => shared.has(below))
}
