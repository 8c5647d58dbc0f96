import { isFull, MOST_QUERIES, newBranch, noteSibling, type Branch } from './branch.ts'
import type { SeenSegment, Word } from './word-reader.ts'

/**
 * The branch that a segment leads to. A place with too many siblings learns no words any more, whichever came first: what
 * had been learnt there is folded at that moment, so memory is bounded and the order of lines cannot matter.
 *
 * @param read reads the segment, where its hash does not tell what it is
 */
export function growInto(branch: Branch, hash: number, hasChildren: boolean, read: () => SeenSegment): Branch {
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

/** Adds all of a branch to another, which may become too full for words by it. The branch that was added is used up. */
export function mergeBranches(into: Branch, from: Branch): void {
  into.uses += from.uses
  into.ends += from.ends
  for (const query of from.queries) noteQuery(into, query)
  for (const [hash, hasChildren] of from.siblings) noteSibling(into, hash, hasChildren, false)
  for (const hash of from.programs) into.programs.add(hash)
  foldFull(into)
  for (const [hash, branch] of from.words) placeWord(into, hash, branch)
  if (from.variable !== undefined) mergeIntoVariable(into, from.variable)
}

/** Folds all learnt words of a branch that count among too many siblings. */
function foldFull(branch: Branch): void {
  for (const [hash, child] of branch.words) if (isFolded(branch, child.word)) foldWord(branch, hash, child)
}

/** Makes a word `:`, with all that follows it. */
export function foldWord(branch: Branch, hash: number, child: Branch): void {
  branch.words.delete(hash)
  mergeIntoVariable(branch, child)
}

/** Order cannot matter: of more than MOST_QUERIES the smallest are kept. */
export function noteQuery({ queries }: Branch, hash: number): void {
  queries.add(hash)
  if (queries.size > MOST_QUERIES) queries.delete(Math.max(...queries))
}

function placeWord(into: Branch, hash: number, child: Branch): void {
  const same = into.words.get(hash)
  if (same !== undefined) mergeBranches(same, child)
  else if (isFolded(into, child.word)) mergeIntoVariable(into, child)
  else into.words.set(hash, child)
}

/** Whether a learnt word counts among too many siblings. */
function isFolded(branch: Branch, word: Word | undefined): boolean {
  return word !== undefined && !word.isGeneric && isFull(branch, word.isProgram)
}

function mergeIntoVariable(branch: Branch, child: Branch): void {
  branch.variable ??= newBranch()
  mergeBranches(branch.variable, child)
}

/** Branches of a tree. */
export function branchesIn(tree: Branch): number {
  return childrenOf(tree).reduce((sum, child) => sum + branchesIn(child), 1)
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
