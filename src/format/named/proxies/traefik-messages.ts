import { isDigit } from '../../time/read-time.ts'

const SPACE = 0x20
const LONGEST_TIME = 35
const VERSION_2 = 'time="'

/**
 * True for what Traefik says of itself, on the stdout that its access log shares: `time="…" level=error msg="…"` (version 2)
 * or `2026-03-10T08:31:24Z ERR …` (version 3). A line of the access log begins with an address, or is JSON.
 */
export function isTraefikMessage(bytes: Uint8Array, start: number, end: number): boolean {
  if (startsWith(bytes, start, end, VERSION_2)) return true
  if (end - start < 20 || !isDigit(bytes[start]!) || bytes[start + 4] !== 0x2d || bytes[start + 10] !== 0x54)
    return false
  let at = start + 19
  while (at < end && at - start < LONGEST_TIME && bytes[at] !== SPACE) at++
  if (bytes[at] !== SPACE || at + 4 >= end || bytes[at + 4] !== SPACE) return false
  return isCapital(bytes[at + 1]!) && isCapital(bytes[at + 2]!) && isCapital(bytes[at + 3]!)
}

export function startsWith(bytes: Uint8Array, start: number, end: number, text: string): boolean {
  if (end - start < text.length) return false
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text.charCodeAt(i)) return false
  return true
}

function isCapital(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a
}
