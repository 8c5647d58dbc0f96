import { createHmac } from 'node:crypto'
import { open } from 'node:fs/promises'
import { ProblemError } from '../../domain/problem.ts'
import { logProblem } from '../log-problem.ts'

const CHUNK_BYTES = 1_048_576

/**
 * A keyed hash of a file as it is stored, 128 bits: by it a file that cannot be read is known again.
 *
 * @throws ProblemError LOG_NOT_FOUND, LOG_UNREADABLE
 */
export async function markStored(path: string, key: Uint8Array): Promise<string> {
  const mark = createHmac('sha256', key)
  const chunk = new Uint8Array(CHUNK_BYTES)
  try {
    const file = await open(path)
    try {
      for (;;) {
        const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES)
        if (bytesRead === 0) break
        mark.update(chunk.subarray(0, bytesRead))
      }
    } finally {
      await file.close()
    }
  } catch (error) {
    throw new ProblemError(logProblem(path, error))
  }
  return mark.digest('base64url').slice(0, 22)
}
