import { isFull, MOST_QUERIES, newBranch, noteSibling, type Branch } from './branch.ts'
import type { Word } from './word-of.ts'

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
export function foldFull(branch: Branch): void {
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
export function isFolded(branch: Branch, word: Word | undefined): boolean {
  return word !== undefined && !word.isGeneric && isFull(branch, word.isProgram)
}

function mergeIntoVariable(branch: Branch, child: Branch): void {
  branch.variable ??= newBranch()
  mergeBranches(branch.variable, child)
}
