import { STATUS, type StatusIndex } from '../../domain/dictionary.ts'

const DASH = 0x2d

/** A status that is none: the line is malformed. */
export const BAD_STATUS = -1

/**
 * The status code of `bytes[start…end)`: 100–599; 0 where no answer went out (`0`, `000`, `009`, `-`, `-1`); else BAD_STATUS.
 */
export function readStatus(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start]!
  if (end - start === 1) return first === 0x2d || first === 0x30 ? 0 : BAD_STATUS
  if (end - start === 2) return first === 0x2d && bytes[start + 1] === 0x31 ? 0 : BAD_STATUS
  if (end - start !== 3) return BAD_STATUS
  const code = readCount(bytes, start, end)
  if (code >= 100 && code <= 599) return code
  return code >= 0 && code <= 9 ? 0 : BAD_STATUS
}

// By the hundreds of the code.
const CLASSES: readonly StatusIndex[] = [
  STATUS.none,
  STATUS['1xx'],
  STATUS['2xx'],
  STATUS['3xx'],
  STATUS['4xx'],
  STATUS['5xx'],
]

/** The class of a status code as `readStatus` gives it. */
export function statusClassOf(code: number): StatusIndex {
  return CLASSES[Math.floor(code / 100)]!
}

/** A number from 2⁵³ on, which no counter could hold exactly. */
export const TOO_LARGE = -2

/** A count of bytes; −1 for nothing and `-`. */
export function readCount(bytes: Uint8Array, start: number, end: number): number {
  let count = 0
  for (let i = start; i < end; i++) {
    const digit = bytes[i]! - 0x30
    if (digit < 0 || digit > 9) return -1
    count = count * 10 + digit
  }
  if (count > Number.MAX_SAFE_INTEGER) return TOO_LARGE
  return end > start ? count : -1
}

/** Bytes that were sent; −1 if not known, or TOO_LARGE. */
export function readSize(bytes: Uint8Array, start: number, end: number, dashIsZero: boolean): number {
  if (start < 0) return -1
  if (isDash(bytes, start, end)) return dashIsZero ? 0 : -1
  return readCount(bytes, start, end)
}

export function isDash(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start === 1 && bytes[start] === DASH
}
