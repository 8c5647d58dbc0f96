import { startsWith } from '../../scan/find-bytes.ts'
import { endOfWord } from '../../wrap/line/read-header.ts'

const COLON = 0x3a
const OPENING = 0x5b
const CLOSING = 0x5d
// Of connections, of its own sections, and of the servers behind it.
const OPENINGS = ['Connect from ', 'Proxy ', 'Stopping ', 'Server ', 'Backup Server ', 'Health check for ', 'backend ']

/**
 * True for what HAProxy logs without a request: `ADDRESS [TIME] www~/1: SSL handshake failure`, `Connect from ADDRESS to
 * ADDRESS (www/HTTP)`, `Proxy www stopped (…)`, `Server app/web1 is DOWN, reason: …`. No client can begin a line so.
 */
export function isHaproxyMessage(bytes: Uint8Array, start: number, end: number): boolean {
  for (const opening of OPENINGS) if (startsWith(bytes, start, end, opening)) return true
  let at = endOfWord(bytes, start, end)
  if (bytes[at + 1] !== OPENING) return false
  at = endOfWord(bytes, at + 1, end)
  if (bytes[at - 1] !== CLOSING || at === end) return false
  at = endOfWord(bytes, at + 1, end)
  return at < end && bytes[at - 1] === COLON
}
