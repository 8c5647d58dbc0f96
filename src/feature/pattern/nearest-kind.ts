import { KINDS, type Kind } from './route.ts'

/** The kind that was probably meant: `integer`, `UUID`, `guid`, `slgu`. */
export function nearestKind(word: string): Kind | undefined {
  const lower = word.toLowerCase()
  return (
    KINDS.find((kind) => lower.startsWith(kind)) ??
    KINDS.find((kind) => lower.length <= 6 && editsBetween(lower, kind) <= Math.min(2, kind.length - 2))
  )
}

/** Letters to put in, leave out or change. Exponential, so for short words only. */
function editsBetween(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  const [restA, restB] = [a.slice(1), b.slice(1)]
  if (b.startsWith(a.charAt(0))) return editsBetween(restA, restB)
  return 1 + Math.min(editsBetween(restA, restB), editsBetween(a, restB), editsBetween(restA, b))
}
