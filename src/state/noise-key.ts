import { createKey, readKey } from './secret-key.ts'

/**
 * The service's key to its noise.
 *
 * @throws ProblemError NOISE_KEY where there is none, or none that may be used
 */
export function readNoiseKey(folder: string): Uint8Array {
  return readKey(folder, 'noise')
}

/**
 * Makes the key, once: with another, what was published would be drawn anew, and two draws of one count tell more of it
 * than one.
 */
export function createNoiseKey(folder: string): ReturnType<typeof createKey> {
  return createKey(folder, 'noise')
}
