import stringWidth from 'string-width'

/** How many columns a terminal gives to a text: two to a wide character, none to an accent that stands apart. */
export function widthOf(text: string): number {
  return stringWidth(text)
}

/** A text filled up to so many columns. */
export function wide(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)))
}

const USUAL_WIDTH = 80

/** The width for what is read: that of the terminal, unless none is there or it says 0, as those of some editors and of CI. */
export function screenWidth(): number {
  const { isTTY, columns } = process.stdout
  return isTTY && columns > 0 ? columns : USUAL_WIDTH
}
