import { createHash } from 'node:crypto'
import { CANARIES } from './canaries.ts'

/** Where a trace stands, and of what: `the user, base64`. */
export type Trace = string

const WINDOW = 6
const HASHES = ['md5', 'sha1', 'sha256']

/**
 * Finds every six bytes of a canary: as they are, in any case, reversed, in hexadecimal, URL-encoded, in base64 at each
 * of its three phases; a hash of a whole canary; the IPv4 address as a number.
 *
 * @param latin1 bytes, a character each
 */
export function findTraces(latin1: string): readonly Trace[] {
  return [...new Set([...lookIn(latin1.toLowerCase(), FOLDED), ...lookIn(standardBase64(latin1), AS_IT_IS)])]
}

/** Needles by length, and a bit for each three bytes that one begins with: nearly every place is passed at one look. */
type Needles = { readonly byLength: ReadonlyMap<number, ReadonlyMap<string, Trace>>; readonly heads: Uint8Array }

function lookIn(text: string, { byLength, heads }: Needles): readonly Trace[] {
  const bytes = Buffer.from(text, 'latin1')
  const found: Trace[] = []
  for (let at = 0; at + WINDOW <= bytes.length; at++) {
    if (heads[headOf(bytes, at)] === 0) continue
    for (const [length, needles] of byLength) {
      const trace = needles.get(text.slice(at, at + length))
      if (trace !== undefined) found.push(trace)
    }
  }
  return found
}

function headOf(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!
}

function needlesOf(entries: Iterable<readonly [needle: string, trace: Trace]>): Needles {
  const byLength = new Map<number, Map<string, Trace>>()
  const heads = new Uint8Array(1 << 24)
  for (const [needle, trace] of entries) {
    heads[headOf(Buffer.from(needle, 'latin1'), 0)] = 1
    byLength.set(needle.length, (byLength.get(needle.length) ?? new Map<string, Trace>()).set(needle, trace))
  }
  return { byLength, heads }
}

const VALUES = Object.entries(CANARIES).map(([name, value]) => ({ name, value }))

export function windowsOf(value: string): readonly string[] {
  return Array.from({ length: value.length - WINDOW + 1 }, (_, at) => value.slice(at, at + WINDOW))
}

const FOLDED = needlesOf(foldedNeedles())
const AS_IT_IS = needlesOf(exactNeedles())

function* foldedNeedles(): Generator<[string, Trace]> {
  for (const { name, value } of VALUES) {
    for (const window of windowsOf(value)) {
      const hex = Buffer.from(window).toString('hex')
      yield [window.toLowerCase(), `${name}, as it is`]
      yield [Array.from(window.toLowerCase()).reverse().join(''), `${name}, reversed`]
      yield [hex, `${name}, hexadecimal`]
      yield [hex.replaceAll(/../g, '%$&'), `${name}, URL-encoded`]
    }
    for (const hash of HASHES) yield [hashOf(hash, value).toString('hex').slice(0, 12), `${name}, ${hash}`]
  }
  const bytes = Buffer.from(CANARIES.ipv4.split('.').map(Number))
  yield [String(bytes.readUInt32BE()), 'ipv4, a number']
  yield [bytes.toString('hex'), 'ipv4, a number in hexadecimal']
}

function hashOf(hash: string, value: string): Buffer {
  return createHash(hash).update(value).digest()
}

function* exactNeedles(): Generator<[string, Trace]> {
  for (const { name, value } of VALUES) {
    for (const window of windowsOf(value))
      for (const phase of [0, 1, 2]) yield [base64At(window, phase), `${name}, base64`]
    for (const hash of HASHES) yield [hashOf(hash, value).toString('base64').slice(0, 10), `${name}, ${hash} in base64`]
  }
}

/** The characters that the window alone decides when `phase` bytes stand before it. */
function base64At(window: string, phase: number): string {
  const encoded = Buffer.from('\0'.repeat(phase) + window, 'latin1').toString('base64')
  return encoded.slice(Math.ceil((phase * 8) / 6), Math.floor(((phase + window.length) * 8) / 6))
}

function standardBase64(latin1: string): string {
  return latin1.replaceAll('-', '+').replaceAll('_', '/')
}
