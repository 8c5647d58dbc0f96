import { hashSegment } from '../../domain/contracts.ts'

/** Open addressing, at most half full. Made of the operator's words only, so no log can make its chains longer. */
export type LiteralTable<V> = {
  readonly mask: number
  /** 1 where a slot is taken. */
  readonly taken: Uint8Array
  readonly hashes: Int32Array
  readonly entries: readonly (LiteralEntry<V> | undefined)[]
}

type LiteralEntry<V> = { readonly bytes: Uint8Array; readonly value: V }

export function literalTable<V>(literals: readonly LiteralEntry<V>[]): LiteralTable<V> {
  const size = 2 ** Math.ceil(Math.log2(2 * literals.length))
  const mask = size - 1
  const taken = new Uint8Array(size)
  const hashes = new Int32Array(size)
  const entries: (LiteralEntry<V> | undefined)[] = Array.from({ length: size }, () => undefined)
  for (const literal of literals) {
    const hash = hashSegment(literal.bytes, 0, literal.bytes.length)
    let slot = hash & mask
    while (taken[slot] === 1) slot = (slot + 1) & mask
    taken[slot] = 1
    hashes[slot] = hash
    entries[slot] = literal
  }
  return { mask, taken, hashes, entries }
}

/** The value of `bytes[start…end)`, whose hash is `hash`. */
export function lookUpLiteral<V>(
  table: LiteralTable<V>,
  hash: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): V | undefined {
  const { mask, taken, hashes } = table
  for (let slot = hash & mask; taken[slot] === 1; slot = (slot + 1) & mask) {
    if (hashes[slot] !== hash) continue
    const entry = table.entries[slot]!
    if (sameBytes(entry.bytes, bytes, start, end)) return entry.value
  }
  return undefined
}

/** Whether `bytes[start…end)` is `wanted`. */
export function sameBytes(wanted: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start
  if (length !== wanted.length) return false
  for (let i = 0; i < length; i++) if (wanted[i] !== bytes[start + i]) return false
  return true
}
