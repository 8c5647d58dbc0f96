import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { codedError, errnoOf, ProblemError } from '../domain/problem.ts'
import { SERVICE_ID } from '../domain/service.ts'
import { createKey, findKey, orFail, writeOnce } from './secret-key.ts'

/**
 * The service's key to its noise.
 *
 * @param hadOne whether figures were published with it
 * @throws ProblemError STATE_OF_ANOTHER; NOISE_KEY where there is none, or none that may be used
 */
export function readNoiseKey(folder: string, service: string, hadOne = false): Uint8Array {
  refuseKeyOfAnother(folder, service)
  const { path, key } = findKey(folder, 'noise')
  if (typeof key !== 'string') return key
  throw new ProblemError({ code: 'NOISE_KEY', path, why: key === 'missing' && hadOne ? 'lost' : key })
}

/**
 * Makes the key, once: with another, what was published would be drawn anew, and two draws of one count tell more of it
 * than one. It is nobody's until it is claimed.
 *
 * @throws ProblemError NOISE_KEY where the one that is there cannot be used; WRITE_FAILED
 */
export function createNoiseKey(folder: string): ReturnType<typeof createKey> {
  return createKey(folder, 'noise')
}

/**
 * Notes whose key it is, once: under one key, equal counts of two services have equal noise in each cell, which tells that
 * they are equal. In a folder that this user may only read it stays nobody's.
 *
 * @throws ProblemError STATE_OF_ANOTHER, WRITE_FAILED
 */
export function claimNoiseKey(folder: string, service: string): void {
  const path = ownerPath(folder)
  // No secret: where root was the first to count, the service's own user reads it too.
  if (!existsSync(path))
    orFail(
      (errno) => ({ code: 'WRITE_FAILED', path, errno }),
      () => unlessLeft(() => writeOnce(path, `${service}\n`, 0o644)),
    )
  refuseKeyOfAnother(folder, service)
}

/** @throws ProblemError STATE_OF_ANOTHER where the key is noted as another service's; FILE_UNREADABLE where the note is none */
export function refuseKeyOfAnother(folder: string, service: string): void {
  const path = ownerPath(folder)
  if (!existsSync(path)) return
  const owner = orFail(
    (errno) => ({ code: 'FILE_UNREADABLE', path, errno }),
    () => {
      const noted = readFileSync(path, 'utf8').trim()
      // It is quoted where it is another's: what is no id may be any text, of a log too where the file is a link to one.
      if (!SERVICE_ID.test(noted)) throw codedError('EINVAL')
      return noted
    },
  )
  if (owner !== service) throw new ProblemError({ code: 'STATE_OF_ANOTHER', folder, owner, service })
}

/** A key from before has none, nor has one that was copied alone. */
function ownerPath(folder: string): string {
  return join(folder, 'noise.service')
}

/** Where another process noted it meanwhile, or this user may not. */
const LEFT = ['EEXIST', 'EACCES', 'EPERM', 'EROFS']

function unlessLeft(write: () => void): void {
  try {
    write()
  } catch (error) {
    if (!LEFT.includes(errnoOf(error) ?? '')) throw error
  }
}
