const QUOTE = 0x22

/**
 * Undoes the quotes of CSV: two of them are one.
 *
 * @returns the number of bytes written to `out`, at most `end − start`
 */
export function undoDoubled(bytes: Uint8Array, start: number, end: number, out: Uint8Array): number {
  let length = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!
    out[length++] = byte
    if (byte === QUOTE && at + 1 < end && bytes[at + 1] === QUOTE) at++
  }
  return length
}
