/** Shorter ones are words that occur by chance inside others: they count only as whole words, in their own case. */
const LEAST_SUBSTRING = 6

/** The places in the list of sentinels of those that a text holds: a number, since the sentinel must not be shown. */
export type LeakFinder = (text: string) => readonly number[]

/**
 * Prepares to look for thousands of strings at once: from 6 characters up as a substring in any case, shorter ones as a
 * whole word with its case. Text and sentinels have one byte a character.
 */
export function leakFinder(sentinels: readonly string[]): LeakFinder {
  const words = new Map<string, number>()
  // Those that begin alike hang on their first 6 characters: one look-up for each position of the text.
  const heads = new Map<string, { readonly text: string; readonly place: number }[]>()
  sentinels.forEach((sentinel, place) => {
    if (sentinel.length < LEAST_SUBSTRING) words.set(sentinel, place)
    else {
      const text = sentinel.toLowerCase()
      const head = text.slice(0, LEAST_SUBSTRING)
      heads.set(head, [...(heads.get(head) ?? []), { text, place }])
    }
  })

  return (text) => {
    const found = new Set<number>()
    const lower = text.toLowerCase()
    for (let at = 0; at < text.length; at++) {
      for (const { text: whole, place } of heads.get(lower.slice(at, at + LEAST_SUBSTRING)) ?? [])
        if (lower.startsWith(whole, at)) found.add(place)
      if (at === 0 || !isWordCharacter(text.charCodeAt(at - 1))) {
        const place = words.get(wordAt(text, at))
        if (place !== undefined) found.add(place)
      }
    }
    return [...found]
  }
}

/** The word that begins at a position: up to the next character that no word has. */
function wordAt(text: string, start: number): string {
  let end = start
  while (end < text.length && end - start < LEAST_SUBSTRING && isWordCharacter(text.charCodeAt(end))) end++
  return text.slice(start, end)
}

/** Letters, digits and `_`; above ASCII everything, since a byte there is a part of a letter. */
function isWordCharacter(code: number): boolean {
  const isDigit = code >= 0x30 && code <= 0x39
  const isLetter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a
  return isDigit || isLetter || code === 0x5f || code >= 0x80
}
