import { SPAN, type Spans } from '../../domain/contracts.ts'

const { host: HOST } = SPAN
const COLON = 0x3a
const DOT = 0x2e
const DASH = 0x2d
const SPACE = 0x20
const LOCALHOST = new TextEncoder().encode('localhost')

/** True if the host that was found is a name, with a letter and a dot, or `localhost`: no address. It may have a port. */
export function looksLikeHost(bytes: Uint8Array, spans: Spans): boolean {
  const from = spans[HOST]!
  if (from < 0) return false
  let end = from
  let letters = 0
  let dots = 0
  for (; end < spans[HOST + 1]! && bytes[end] !== COLON; end++) {
    const small = bytes[end]! | 0x20
    if (small >= 0x61 && small <= 0x7a) letters++
    else if (bytes[end] === DOT) dots++
  }
  return letters > 0 && (dots > 0 || isLocalhost(bytes, from, end))
}

/** True if `-` stands in the column after the host, which is how an ident column would read as a virtual host. */
export function isBeforeDash(bytes: Uint8Array, spans: Spans): boolean {
  const end = spans[HOST + 1]!
  return spans[HOST]! >= 0 && bytes[end + 1] === DASH && bytes[end + 2] === SPACE
}

function isLocalhost(bytes: Uint8Array, from: number, end: number): boolean {
  if (end - from !== LOCALHOST.length) return false
  for (let i = 0; i < LOCALHOST.length; i++) if (bytes[from + i] !== LOCALHOST[i]) return false
  return true
}
