import type { WrittenTime } from '../../domain/contracts.ts'
import { isDigit } from './read-time.ts'

const DOT = 0x2e
/** 1995-01-01 00:00 in seconds since 1900: hardly a web server is older. */
const OLDEST = 34_698 * 86_400

/** True for a number of a time before 1995: it counts something else, as the seconds that a request took. */
export function isLongAgo(bytes: Uint8Array, start: number, end: number, { seconds }: WrittenTime): boolean {
  if (seconds >= OLDEST) return false
  for (let at = start; at < end; at++) if (!isDigit(bytes[at]!) && bytes[at] !== DOT) return false
  return true
}
