import { ProblemError } from '../domain/problem.ts'
import { createKey, findKey } from './secret-key.ts'

/**
 * The service's key to its noise.
 *
 * @param hadOne whether figures were published with it
 * @throws ProblemError NOISE_KEY where there is none, or none that may be used
 */
export function readNoiseKey(folder: string, hadOne = false): Uint8Array {
  const { path, key } = findKey(folder, 'noise')
  if (typeof key !== 'string') return key
  throw new ProblemError({ code: 'NOISE_KEY', path, why: key === 'missing' && hadOne ? 'lost' : key })
}

/**
 * Makes the key, once: with another, what was published would be drawn anew, and two draws of one count tell more of it
 * than one.
 */
export function createNoiseKey(folder: string): ReturnType<typeof createKey> {
  return createKey(folder, 'noise')
}
