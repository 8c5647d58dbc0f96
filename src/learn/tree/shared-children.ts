import type { Branch } from './branch.ts'

/** So many siblings that share a child are instances of one thing: `users/N/edit`. */
const LEAST_INSTANCES = 10

/** The words, by their hash, that follow so many words of a place that these are instances. */
export function sharedChildren({ words }: Branch): ReadonlySet<number> {
  const times = new Map<number, number>()
  for (const child of words.values()) for (const hash of child.words.keys()) times.set(hash, (times.get(hash) ?? 0) + 1)
  return new Set([...times].flatMap(([hash, count]) => (count >= LEAST_INSTANCES ? hash : [])))
}
