import { isFull, type Branch } from './branch.ts'

/** More leaves than this are a list: of people, of articles. */
const MOST_LEAVES = 20

/** Whether a segment stands in a list: among too many siblings, or as a leaf among too many leaves. */
export function isOneOfMany(branch: Branch, hash: number): boolean {
  if (isFull(branch, false)) return true
  const leaves = [...branch.siblings.values()].filter((hasChildren) => !hasChildren).length
  return branch.siblings.get(hash) === false && leaves > MOST_LEAVES
}
