/** A generator for tests: the same numbers for the same seed (mulberry32). */
export type Random = { readonly below: (below: number) => number; readonly bytes: (length: number) => Uint8Array }

export function randomFrom(seed: number): Random {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (t ^ (t >>> 14)) >>> 0
  }
  return {
    below: (below) => Math.floor((next() / 2 ** 32) * below),
    bytes: (length) => Uint8Array.from({ length }, () => next() & 255),
  }
}
