/** The literal segments of one pattern of a feature, in order. */
export type PatternLiterals = { readonly feature: string; readonly literals: readonly string[] }

/**
 * The feature whose path a shape of the closed vocabulary resembles: `/demarche/{num}/dossier.html` looks like
 * `/demarches/:numero/dossier`. At least half of the pattern's words have to be there, in their order; the pattern with the
 * most of them is nearest, then the one with the fewest others. Undefined: none.
 */
export function resemblingFeature(shape: string, patterns: readonly PatternLiterals[]): string | undefined {
  const segments = shape.split('/').filter((segment) => segment !== '' && !segment.startsWith('{'))
  const words = segments.map(stemOf)
  const near = patterns
    .map(({ feature, literals }) => ({
      feature,
      length: literals.length,
      common: commonInOrder(literals.map(stemOf), words),
    }))
    .filter(({ common, length }) => common > 0 && 2 * common >= length)
  const [nearest] = near.sort((a, b) => b.common - a.common || a.length - b.length)
  return nearest?.feature
}

/** `Aides.html` and `aide` are one word: capitals, an ending and a plural are what old links differ by. */
function stemOf(segment: string): string {
  return segment
    .toLowerCase()
    .replace(/\.[a-z\d]{2,5}$/, '')
    .replaceAll(/[-_]/g, '')
    .replace(/[sx]$/, '')
}

/** The length of the longest list of words that both have in this order. */
function commonInOrder(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0)
  for (const word of a) {
    const next = [0]
    b.forEach((other, j) => next.push(word === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0)))
    row = next
  }
  return row.at(-1) ?? 0
}
