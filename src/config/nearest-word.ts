/**
 * The word that was probably meant, whatever the case: at most two mistakes, or a third of the length, and never all
 * letters wrong. Of two that are as near, the first.
 */
export function nearestWord(written: string, words: readonly string[]): string | undefined {
  let nearest: string | undefined
  let fewest = Infinity
  for (const word of words) {
    const [shortest, longest] = [Math.min(written.length, word.length), Math.max(written.length, word.length)]
    const limit = Math.min(Math.max(2, Math.floor(longest / 3)), shortest - 1, fewest - 1)
    // Each letter too many is a mistake: a long text is not worth comparing.
    if (Math.abs(written.length - word.length) > limit) continue
    const mistakes = countMistakes(written.toLowerCase(), word.toLowerCase())
    if (mistakes <= limit) [nearest, fewest] = [word, mistakes]
  }
  return nearest
}

// Letters missing, added, replaced or swapped with their neighbour (Damerau-Levenshtein, optimal string alignment).
function countMistakes(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(beforeLast, j - 2) + 1 : Infinity
      row.push(Math.min(at(last, j) + 1, at(row, j - 1) + 1, replaced, swapped))
    }
    ;[beforeLast, last] = [last, row]
  }
  return at(last, b.length)
}

function at(row: readonly number[], j: number): number {
  return row[j] ?? Infinity
}
