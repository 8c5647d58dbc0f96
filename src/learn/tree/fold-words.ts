import { answersForAll, isFull, type Branch } from './branch.ts'
import { foldWord } from './merge-branches.ts'

/** Below this no word is told, and no less than this share of all uses. */
const LEAST_USES = 50
const LEAST_SHARE = 0.001
/** More leaves than this are a list: of people, of articles. */
const MOST_LEAVES = 20
/** So many siblings that share a child are instances of one thing: `users/N/edit`. */
const LEAST_INSTANCES = 10

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

/** The words that follow LEAST_INSTANCES words of a place or more. */
function sharedChildren({ words }: Branch): ReadonlySet<number> {
  const times = new Map<number, number>()
  for (const child of words.values())
    for (const hash of child.words.keys()) times.set(hash, (times.get(hash) ?? 0) + 1)
  return new Set([...times].flatMap(([hash, count]) => (count >= LEAST_INSTANCES ? hash : [])))
}

function isPlaceOfItsOwn(branch: Branch, hash: number, child: Branch, shared: ReadonlySet<number>): boolean {
  const { word } = child
  if (word === undefined || isFull(branch, word.isProgram)) return word?.isGeneric === true
  if (word.isGeneric) return true
  if (isOneOfMany(branch, hash) && !(word.isProgram && answersForAll(branch, child))) return false
  return ![...child.words.keys()].some((below) => shared.has(below))
}

function isOneOfMany(branch: Branch, hash: number): boolean {
  if (isFull(branch, false)) return true
  const leaves = [...branch.siblings.values()].filter((hasChildren) => !hasChildren).length
  return branch.siblings.get(hash) === false && leaves > MOST_LEAVES
}
