const SPACE = 0x20
const COLON = 0x3a
const OPENING = 0x5b
const CLOSING = 0x5d
const CONNECT = 'Connect from '

/**
 * True for what HAProxy logs of connections on which no request came: `ADDRESS [TIME] www~/1: SSL handshake failure` and
 * `Connect from ADDRESS to ADDRESS (www/HTTP)`.
 */
export function isConnectionMessage(bytes: Uint8Array, start: number, end: number): boolean {
  if (startsWith(bytes, start, end, CONNECT)) return true
  let at = nextSpace(bytes, start, end)
  if (bytes[at + 1] !== OPENING) return false
  at = nextSpace(bytes, at + 1, end)
  if (bytes[at - 1] !== CLOSING || at === end) return false
  at = nextSpace(bytes, at + 1, end)
  return at < end && bytes[at - 1] === COLON
}

function startsWith(bytes: Uint8Array, start: number, end: number, text: string): boolean {
  if (end - start < text.length) return false
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text.charCodeAt(i)) return false
  return true
}

function nextSpace(bytes: Uint8Array, at: number, end: number): number {
  let space = at
  while (space < end && bytes[space] !== SPACE) space++
  return space
}
