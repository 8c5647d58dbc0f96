import { readCount } from './read-status.ts'

const DASH = 0x2d

/** Bytes that were sent; −1 if not known. */
export function readSize(bytes: Uint8Array, start: number, end: number, dashIsZero: boolean): number {
  if (start < 0) return -1
  if (isDash(bytes, start, end)) return dashIsZero ? 0 : -1
  return readCount(bytes, start, end)
}

export function isDash(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start === 1 && bytes[start] === DASH
}
