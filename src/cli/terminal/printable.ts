/** A text from elsewhere, harmless: a terminal would obey an escape sequence, and turn a text around at a sign for that. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/gu,
    (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`,
  )
}

/** The same, cut to what fits on a line. */
export function clipped(text: string): string {
  const harmless = printable(text.slice(0, MOST_SIGNS))
  return text.length > MOST_SIGNS ? `${harmless}…` : harmless
}

const MOST_SIGNS = 120
