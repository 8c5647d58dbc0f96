// The gate has decoded a segment once; three times are as far as encodings are ever nested.
const MORE_DECODINGS = 2

/**
 * A segment as it was meant, a character a byte: decoded to the end, cut at `;`, `?` and `#`, ASCII letters small.
 * Undefined if it is not UTF-8, or if a percent sign is left that cannot be undone.
 */
export function plainSegment(bytes: Uint8Array, start: number, end: number): string | undefined {
  let text = withoutTail(String.fromCharCode(...bytes.subarray(start, end)))
  for (let left = MORE_DECODINGS; left > 0 && text.includes('%'); left--) text = withoutTail(decodeOnce(text))
  if (text.includes('%') || !isUtf8(text)) return undefined
  return lowerAscii(text)
}

/** Capitals of ASCII made small, as the gate does: bytes of other letters are left alone. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

/** The bytes of a text in UTF-8, a character a byte: what `plainSegment` makes of the same word in a log. */
export function byteText(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text))
}

function withoutTail(text: string): string {
  const tail = text.search(/[;?#]/)
  return tail < 0 ? text : text.slice(0, tail)
}

function decodeOnce(text: string): string {
  return text.replace(/%([\da-f]{2})/gi, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)))
}

function isUtf8(text: string): boolean {
  return /^(?:[^\x80-\xff]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})*$/.test(text)
}
