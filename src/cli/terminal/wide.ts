import stringWidth from 'string-width'

/** How many columns a terminal gives to a text: two to a wide character, none to an accent that stands apart. */
export function widthOf(text: string): number {
  return stringWidth(text)
}

/** A text filled up to so many columns. */
export function wide(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)))
}
