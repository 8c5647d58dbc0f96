import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

export type Chance = {
  readonly below: (limit: number) => number
  readonly of: <T>(list: readonly [T, ...T[]] | readonly T[]) => T
}

/** The same numbers for the same seed (mulberry32). */
export function openChance(seed: number): Chance {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    const mixed = Math.imul(state ^ (state >>> 15), state | 1)
    const twice = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61))
    return ((twice ^ (twice >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return { below, of: (list) => list[below(list.length)]! }
}

/** Keys and noise are drawn anew in each life: from a seed, they are the same. @returns what takes it back */
export function seededCrypto(seed: number): () => void {
  const { randomBytes, randomInt } = crypto
  const chance = openChance(seed ^ 0x5eed)
  const bytes = (size: number): Buffer => Buffer.from(Array.from({ length: size }, () => chance.below(256)))
  Object.assign(crypto, { randomBytes: bytes, randomInt: chance.below })
  syncBuiltinESMExports()
  return () => {
    Object.assign(crypto, { randomBytes, randomInt })
    syncBuiltinESMExports()
  }
}
