import { hexByte } from './undo-escapes.ts'

const HASH = 0x23

/**
 * Undoes the escapes of HAProxy, `#22` for a quote. A `#` before anything else stands for itself.
 *
 * @returns the number of bytes written to `out`, at most `end − start`
 */
export function undoHash(bytes: Uint8Array, start: number, end: number, out: Uint8Array): number {
  let length = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!
    const value = byte === HASH && at + 2 < end ? hexByte(bytes[at + 1]!, bytes[at + 2]!) : -1
    out[length++] = value < 0 ? byte : value
    if (value >= 0) at += 2
  }
  return length
}
