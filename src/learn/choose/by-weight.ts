import type { Branch } from '../tree/branch.ts'

/** The heaviest first; of two alike by their text. */
export function byWeight(a: Branch, b: Branch): number {
  const [first, second] = [a.word?.text ?? '', b.word?.text ?? '']
  return b.uses - a.uses || (first < second ? -1 : first > second ? 1 : 0)
}
