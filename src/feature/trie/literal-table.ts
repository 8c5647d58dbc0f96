import { hashSegment } from '../../domain/contracts.ts'
import { sameBytes } from './same-bytes.ts'

/** Open addressing, at most half full. Made of the operator's words only, so no log can make its chains longer. */
export type LiteralTable<V> = {
  readonly mask: number
  readonly hashes: Int32Array
  readonly entries: readonly (LiteralEntry<V> | undefined)[]
}

type LiteralEntry<V> = { readonly bytes: Uint8Array; readonly value: V }

export function literalTable<V>(literals: readonly LiteralEntry<V>[]): LiteralTable<V> {
  const size = 2 ** Math.ceil(Math.log2(2 * literals.length))
  const mask = size - 1
  const hashes = new Int32Array(size)
  const entries: (LiteralEntry<V> | undefined)[] = Array.from({ length: size }, () => undefined)
  for (const literal of literals) {
    const hash = hashSegment(literal.bytes, 0, literal.bytes.length)
    let slot = hash & mask
    while (entries[slot] !== undefined) slot = (slot + 1) & mask
    hashes[slot] = hash
    entries[slot] = literal
  }
  return { mask, hashes, entries }
}

/** The value of `bytes[start…end)`, whose hash is `hash`. */
export function lookUp<V>(
  table: LiteralTable<V>,
  hash: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): V | undefined {
  let slot = hash & table.mask
  let entry = table.entries[slot]
  while (entry !== undefined) {
    if (table.hashes[slot] === hash && sameBytes(entry.bytes, bytes, start, end)) return entry.value
    slot = (slot + 1) & table.mask
    entry = table.entries[slot]
  }
  return undefined
}
