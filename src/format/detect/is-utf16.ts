import type { FirstBytes } from '../named/named-format.ts'

/** So many letters tell. */
const LETTERS = 8

/** True for text of two bytes a letter, as PowerShell writes it where nobody asks for another: every other byte is 0. */
export function isUtf16({ bytes, start, end }: FirstBytes): boolean {
  const from = hasMark(bytes, start) ? start + 2 : start
  const to = Math.min(end, from + 2 * LETTERS)
  return to - from === 2 * LETTERS && (isHalfZero(bytes, from, 1) || isHalfZero(bytes, from, 0))
}

function hasMark(bytes: Uint8Array, start: number): boolean {
  const [first, second] = [bytes[start], bytes[start + 1]]
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
}

function isHalfZero(bytes: Uint8Array, from: number, zero: 0 | 1): boolean {
  for (let i = 0; i < 2 * LETTERS; i += 2) {
    if (bytes[from + i + zero] !== 0 || bytes[from + i + 1 - zero] === 0) return false
  }
  return true
}
