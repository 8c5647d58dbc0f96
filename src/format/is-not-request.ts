import { isDigit } from './time/read-time.ts'
import { standsAs } from './wrap/line/read-header.ts'

/**
 * True for a line that a server writes into its log without a request behind it: blank, a `#` directive, or a runtime
 * message of nginx or Apache, a mark of journalctl. Asked only of lines that do not fit the format.
 */
export function isNotRequest(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start
  while (at < end && (bytes[at] === 0x20 || bytes[at] === 0x09)) at++
  if (at === end || bytes[start] === 0x23) return true
  return isNginxMessage(bytes, start, end) || isApacheMessage(bytes, start, end) || isJournalMark(bytes, start, end)
}

// -- Boot 8a3f… --   what journalctl writes between lines: where the journal begins, a boot, no entries
const JOURNAL_FRONT = '-- '
const JOURNAL_BACK = ' --'

function isJournalMark(bytes: Uint8Array, start: number, end: number): boolean {
  return standsAs(JOURNAL_FRONT, bytes, start, end) && standsAs(JOURNAL_BACK, bytes, end - JOURNAL_BACK.length, end)
}

// 2026/03/10 09:31:24 [error] 31#31: …   `d` stands for a digit
const NGINX_FRONT = 'dddd/dd/dd dd:dd:dd ['

function isNginxMessage(bytes: Uint8Array, start: number, end: number): boolean {
  if (!standsAs(NGINX_FRONT, bytes, start, end)) return false
  let at = start + NGINX_FRONT.length
  while (at < end && isLower(bytes[at]!)) at++
  if (bytes[at] !== 0x5d || bytes[at + 1] !== 0x20) return false
  const pid = at + 2
  at = pid
  while (at < end && isDigit(bytes[at]!)) at++
  return at > pid && bytes[at] === 0x23
}

// [Tue Mar 10 09:31:24.123456 2026] [core:notice] …   `w` stands for a letter
const APACHE_FRONT = '[www www dd dd:dd:dd'
const MOST_BYTES_TO_MODULE = 20

function isApacheMessage(bytes: Uint8Array, start: number, end: number): boolean {
  if (!standsAs(APACHE_FRONT, bytes, start, end)) return false
  const from = start + APACHE_FRONT.length
  for (let at = from; at < Math.min(end - 2, from + MOST_BYTES_TO_MODULE); at++)
    if (bytes[at] === 0x5d && bytes[at + 1] === 0x20 && bytes[at + 2] === 0x5b) return true
  return false
}

function isLower(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a
}
