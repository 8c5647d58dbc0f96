import { isFull, type Branch } from './branch.ts'

/** More leaves than this are a list: of people, of articles. */
export const MOST_LEAVES = 20

/** Whether a segment stands in a list: among too many siblings, or as a leaf among too many leaves. */
export function isOneOfMany(branch: Branch, hash: number): boolean {
  if (isFull(branch, false)) return true
  const leaves = [...branch.siblings.values()].filter((hasChildren) => !hasChildren).length
  return branch.siblings.get(hash) === false && leaves > MOST_LEAVES
}

/** So many siblings that share a child are instances of one thing: `users/N/edit`. */
const LEAST_INSTANCES = 10

/** The words, by their hash, that follow so many words of a place that these are instances. */
export function sharedChildren({ words }: Branch): ReadonlySet<number> {
  const times = new Map<number, number>()
  for (const child of words.values()) for (const hash of child.words.keys()) times.set(hash, (times.get(hash) ?? 0) + 1)
  return new Set([...times].flatMap(([hash, count]) => (count >= LEAST_INSTANCES ? hash : [])))
}
