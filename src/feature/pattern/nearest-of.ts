const LONGEST = 8

/** The word that was probably meant, of two edits at most, and fewer than it has letters. */
export function nearestOf(text: string, words: readonly string[]): string | undefined {
  if (text.length > LONGEST) return undefined
  const near = words
    .map((word) => ({ word, edits: editsBetween(text, word) }))
    .filter(({ word, edits }) => edits <= Math.min(2, word.length - 1))
  return near.sort((a, b) => a.edits - b.edits)[0]?.word
}

/** Letters to put in, leave out or change. Exponential, so for short words only. */
export function editsBetween(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  const [restA, restB] = [a.slice(1), b.slice(1)]
  if (b.startsWith(a.charAt(0))) return editsBetween(restA, restB)
  return 1 + Math.min(editsBetween(restA, restB), editsBetween(a, restB), editsBetween(restA, b))
}
