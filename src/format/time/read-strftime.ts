import { NO_OFFSET, type WrittenTime } from '../../domain/contracts.ts'
import type { TimeForm } from '../plan.ts'
import { fourDigits, isDigit, monthOf, readOffset, setTime, twoDigits } from './read-time.ts'

/** One part of a date: its width in bytes, and how it is read; −1: not what it should be. */
type DatePart = { readonly width: number; readonly read: (bytes: Uint8Array, at: number) => number }

const two: DatePart = { width: 2, read: twoDigits }
const PARTS: Readonly<Record<string, DatePart>> = {
  d: two,
  m: two,
  H: two,
  M: two,
  S: two,
  Y: { width: 4, read: fourDigits },
  // POSIX: 69–99 are of the last century.
  y: { width: 2, read: (bytes, at) => centuryOf(twoDigits(bytes, at)) },
  e: { width: 2, read: twoPlaces },
  k: { width: 2, read: twoPlaces },
  l: { width: 2, read: (bytes, at) => hourOfTwelve(twoPlaces(bytes, at)) },
  b: { width: 3, read: monthOf },
  I: { width: 2, read: (bytes, at) => hourOfTwelve(twoDigits(bytes, at)) },
  p: { width: 2, read: halfOfDay },
  z: { width: 5, read: (bytes, at) => readOffset(bytes, at, at + 5) },
  a: { width: 3, read: () => 0 },
  3: { width: 3, read: (bytes, at) => (allDigits(bytes, at, 3) ? 0 : -1) },
  6: { width: 6, read: (bytes, at) => (allDigits(bytes, at, 6) ? 0 : -1) },
}
const COMPOSITES: Readonly<Record<string, string>> = {
  T: '%H:%M:%S',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  R: '%H:%M',
  h: '%b',
  r: '%I:%M:%S %p',
  n: '\n',
  t: '\t',
  '%': '%%',
}

/** The same part, written otherwise. */
const ALIKE: Readonly<Record<string, string>> = { y: 'Y', m: 'b', e: 'd', k: 'H', l: 'I' }

type Token = { readonly letter: string; readonly part: DatePart } | { readonly byte: number }

/**
 * The form of a strftime pattern such as `%d/%b/%Y:%T %z`; undefined where it holds a directive that follows the locale
 * (`%c`) or lacks a part of the date. `%3` and `%6` are ours: Apache's `msec_frac` and `usec_frac`.
 */
export function strftimeTime(pattern: string): TimeForm | undefined {
  const tokens = tokensOf(pattern)
  if (tokens === undefined) return undefined
  const has = (letters: string): boolean => tokens.some((token) => 'letter' in token && letters.includes(token.letter))
  if (!['Yy', 'bm', 'de', has('p') ? 'HkIl' : 'Hk', 'M'].every(has)) return undefined
  const width = tokens.reduce((sum, token) => sum + ('letter' in token ? token.part.width : 1), 0)
  return {
    width,
    isPattern: true,
    zone: has('z') ? 'offset' : 'local',
    clf: pattern.startsWith('%d/%b/%Y:'),
    read: (bytes, start, end, time) => end - start === width && readTokens(tokens, bytes, start, time),
  }
}

function tokensOf(pattern: string): readonly Token[] | undefined {
  const written = pattern.replace(/%([TDFRhrnt%])/g, (_, letter: string) => COMPOSITES[letter] ?? '')
  const tokens: Token[] = []
  for (let i = 0; i < written.length; i++) {
    const char = written.charAt(i)
    if (char !== '%') {
      tokens.push({ byte: char.charCodeAt(0) })
      continue
    }
    const letter = written.charAt(++i)
    const part = PARTS[letter]
    if (letter === '%') tokens.push({ byte: 0x25 })
    else if (part === undefined) return undefined
    else tokens.push({ letter, part })
  }
  return tokens
}

// Not the hot path of the stock formats: a record a line is allowed here.
function readTokens(tokens: readonly Token[], bytes: Uint8Array, start: number, time: WrittenTime): boolean {
  const read: Record<string, number> = {}
  let at = start
  for (const token of tokens) {
    if ('byte' in token) {
      if (bytes[at++] !== token.byte) return false
      continue
    }
    const value = token.part.read(bytes, at)
    if (value === NO_OFFSET || (value < 0 && token.letter !== 'z')) return false
    read[ALIKE[token.letter] ?? token.letter] = value
    at += token.part.width
  }
  const { Y = -1, b = -1, d = -1, I = 0, p = 0, H = I + p, M = -1, S = 0, z = NO_OFFSET } = read
  time.offset = z
  return setTime(time, Y, b, d, H, M, S)
}

function centuryOf(year: number): number {
  if (year < 0) return -1
  return year < 69 ? 2000 + year : 1900 + year
}

/** A number with a space in the place of its leading 0. */
function twoPlaces(bytes: Uint8Array, at: number): number {
  return bytes[at] === 0x20 ? oneDigit(bytes[at + 1]!) : twoDigits(bytes, at)
}

function oneDigit(byte: number): number {
  return isDigit(byte) ? byte - 0x30 : -1
}

/** 12 o'clock is 0. */
function hourOfTwelve(hour: number): number {
  return hour < 1 || hour > 12 ? -1 : hour % 12
}

// AM or PM, in any case: the hours to add.
function halfOfDay(bytes: Uint8Array, at: number): number {
  if ((bytes[at + 1]! | 0x20) !== 0x6d) return -1
  const letter = bytes[at]! | 0x20
  if (letter === 0x70) return 12
  return letter === 0x61 ? 0 : -1
}

function allDigits(bytes: Uint8Array, start: number, count: number): boolean {
  for (let i = 0; i < count; i++) if (!isDigit(bytes[start + i]!)) return false
  return true
}
