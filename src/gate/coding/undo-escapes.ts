import type { Escapes } from '../../domain/contracts.ts'

const BACKSLASH = 0x5c
const QUOTE = 0x22
const HASH = 0x23

/**
 * Undoes the escapes by which servers write a value into a log: `\xHH`, `\uHHHH` below U+0100, `\"`, `\\`, `\/`, and the
 * letters for control bytes. Any other backslash stands for itself.
 *
 * @returns the number of bytes written to `out`, at most `end − start`
 */
export function undoEscapes(bytes: Uint8Array, start: number, end: number, out: Uint8Array): number {
  let length = 0
  let at = start
  while (at < end) {
    const byte = bytes[at++]!
    if (byte !== BACKSLASH || at === end) {
      out[length++] = byte
      continue
    }
    const letter = bytes[at]!
    const high = letter === 0x78 ? 1 : letter === 0x75 && bytes[at + 1] === 0x30 && bytes[at + 2] === 0x30 ? 3 : 0
    const value = high > 0 && at + high + 2 <= end ? hexByte(bytes[at + high]!, bytes[at + high + 1]!) : -1
    const control = value < 0 ? controlOf(letter) : value
    if (control < 0) {
      out[length++] = BACKSLASH
      continue
    }
    out[length++] = control
    at += value < 0 ? 1 : high + 2
  }
  return length
}

/** 0–255, or −1. */
export function hexByte(high: number, low: number): number {
  const h = hexDigit(high)
  const l = hexDigit(low)
  return h < 0 || l < 0 ? -1 : h * 16 + l
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}

/** The byte that a letter after a backslash stands for, or −1. */
export function controlOf(letter: number): number {
  switch (letter) {
    case 0x22: // "
    case 0x2f: // /
    case BACKSLASH:
      return letter
    case 0x62: // b
      return 0x08
    case 0x66: // f
      return 0x0c
    case 0x6e: // n
      return 0x0a
    case 0x72: // r
      return 0x0d
    case 0x74: // t
      return 0x09
    case 0x76: // v
      return 0x0b
    default:
      return -1
  }
}

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

/**
 * Undoes the escapes of HAProxy, `#22` for a quote. A `#` before anything else stands for itself.
 *
 * @returns the number of bytes written to `out`, at most `end − start`
 */
export function undoHash(bytes: Uint8Array, start: number, end: number, out: Uint8Array): number {
  return undoCodes(HASH, bytes, start, end, out)
}

/** Undoes two hexadecimal digits after a mark. `out` may be `bytes` itself, from 0 on. A mark that begins no code stays. */
export function undoCodes(mark: number, bytes: Uint8Array, start: number, end: number, out: Uint8Array): number {
  let length = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!
    const value = byte === mark && at + 2 < end ? hexByte(bytes[at + 1]!, bytes[at + 2]!) : -1
    out[length++] = value < 0 ? byte : value
    if (value >= 0) at += 2
  }
  return length
}

/** The byte by which an escape begins that is left in a target when its form is told; −1: none is. */
export function escapeByte(escapes: Escapes): number {
  switch (escapes) {
    case 'backslash':
      return 0x5c
    case 'doubled':
      return 0x22
    case 'hash':
    case 'json':
    case 'none':
      return -1
  }
}
