import { createHash } from 'node:crypto'

// A figure that was changed fits all else that is said of a tally: a hash of all before it tells.
const END = '\n}\n'
const SEALED = /,\n"sha256": "([0-9a-f]{64})"\n\}\n$/

/** The text of a tally with its hash as the last key. */
export function sealTally(text: string): string {
  const before = text.slice(0, -END.length)
  return `${before},\n"sha256": "${hashOf(before)}"${END}`
}

/** The text that was sealed. Undefined: it is no such text any more. */
export function unsealTally(text: string): string | undefined {
  const [seal = '', hash] = SEALED.exec(text.slice(-100)) ?? []
  const before = text.slice(0, text.length - seal.length)
  return hash === hashOf(before) ? `${before}${END}` : undefined
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
