import { editsBetween } from './nearest-of.ts'
import { KINDS, type Kind } from './route.ts'

/** The kind that was probably meant: `integer`, `UUID`, `guid`, `slgu`. */
export function nearestKind(word: string): Kind | undefined {
  const lower = word.toLowerCase()
  return (
    KINDS.find((kind) => lower.startsWith(kind)) ??
    KINDS.find((kind) => lower.length <= 6 && editsBetween(lower, kind) <= Math.min(2, kind.length - 2))
  )
}
