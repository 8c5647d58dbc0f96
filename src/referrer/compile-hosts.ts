/** A host, and what it stands for (0 or more). */
type HostValue = { readonly host: string; readonly value: number }

/** Hosts by rank: the service's own fit whole, the others with their subdomains. */
type Hosts = {
  readonly own: readonly HostValue[]
  readonly listed: readonly HostValue[]
  readonly known: readonly HostValue[]
}

type HostTable = {
  /** The value of the host `bytes[start…end)`, the first rank that has one; −1 for none, and for what is no host name. */
  readonly valueOf: (bytes: Uint8Array, start: number, end: number) => number
}

const DOT = 0x2e
// An entry: hash, offset of the name, its length, and a value a rank, −1 for none.
const [HASH, OFFSET, LENGTH, OWN, LISTED, KNOWN, ENTRY_SIZE] = [0, 1, 2, 3, 4, 5, 6] as const

// The byte in lower case; 0 for bytes that no host name has, and no IPv6 address in brackets.
const LOWER = Uint8Array.from({ length: 256 }, (_, byte) => {
  const letter = String.fromCharCode(byte)
  return /[\w.:[\]-]/.test(letter) ? letter.toLowerCase().charCodeAt(0) : 0
})

/**
 * Compiles hosts into one open-addressed table, which is asked once a label: a name is hashed from its last byte to its
 * first, so that the hash of `gouv.fr` is there on the way to that of `www.gouv.fr`. No string, no object.
 */
export function compileHosts(hosts: Hosts): HostTable {
  const names = namesOf(hosts)
  const arena = new Uint8Array([...names.keys()].reduce((sum, { length }) => sum + length, 0))
  // Entry 0 is no name, and has no value.
  const entries = new Int32Array(ENTRY_SIZE * (names.size + 1)).fill(-1)
  // Where an entry starts, by the low bits of its hash; 0 is free. Small, so that it stays in the nearest cache.
  const index = new Int32Array(2 ** Math.ceil(Math.log2(4 * names.size + 4)))
  const mask = index.length - 1
  let entry = 0
  let offset = 0
  for (const [name, values] of names) {
    entry += ENTRY_SIZE
    let hash = HASH_START
    for (let i = name.length - 1; i >= 0; i--) {
      const byte = (arena[offset + i] = name.charCodeAt(i))
      hash = hashWith(hash, byte)
    }
    entries.set([hash, offset, name.length, ...values], entry)
    offset += name.length
    let slot = hash & mask
    while (index[slot] !== 0) slot = (slot + 1) & mask
    index[slot] = entry
  }

  /** Where the entry of the name `bytes[start…end)` starts, 0 for none. */
  function entryOf(hash: number, bytes: Uint8Array, start: number, end: number): number {
    for (let slot = hash & mask; index[slot] !== 0; slot = (slot + 1) & mask) {
      const entry = index[slot]!
      if (entries[entry + HASH] !== hash || entries[entry + LENGTH] !== end - start) continue
      const shift = entries[entry + OFFSET]! - start
      let i = start
      while (i < end && LOWER[bytes[i]!] === arena[shift + i]) i++
      if (i === end) return entry
    }
    return 0
  }

  return {
    valueOf(bytes, start, end) {
      let hash = HASH_START
      let listed = -1
      let known = -1
      for (let i = end - 1; i >= start; i--) {
        const byte = LOWER[bytes[i]!]!
        if (byte === 0) return -1
        if (byte === DOT) {
          // Each name found is more specific than the one before.
          const entry = entryOf(hash, bytes, i + 1, end)
          if (entries[entry + LISTED]! >= 0) listed = entries[entry + LISTED]!
          if (entries[entry + KNOWN]! >= 0) known = entries[entry + KNOWN]!
        }
        hash = hashWith(hash, byte)
      }
      const entry = entryOf(hash, bytes, start, end)
      if (entries[entry + OWN]! >= 0) return entries[entry + OWN]!
      if (entries[entry + LISTED]! >= 0) return entries[entry + LISTED]!
      if (listed >= 0) return listed
      return entries[entry + KNOWN]! >= 0 ? entries[entry + KNOWN]! : known
    },
  }
}

// FNV-1a.
const HASH_START = 0x811c9dc5 | 0
function hashWith(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193)
}

/** Own, listed and known value of each name; a name that is there twice keeps its first value. */
function namesOf({ own, listed, known }: Hosts): ReadonlyMap<string, readonly number[]> {
  const names = new Map<string, number[]>()
  for (const [rank, entries] of [own, listed, known].entries()) {
    for (const { host, value } of entries) {
      const name = host.toLowerCase()
      const values = names.get(name) ?? [-1, -1, -1]
      if (values[rank] === -1) values[rank] = value
      names.set(name, values)
    }
  }
  return names
}
