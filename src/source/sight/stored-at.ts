import type { FileHandle } from 'node:fs/promises'
import { ProblemError } from '../../domain/problem.ts'
import { logProblem } from '../log-problem.ts'

/** The bytes of an open file, from any place on. */
export type StoredAt = {
  readonly size: () => Promise<number>
  /** Fewer bytes than asked for only at the end. */
  readonly read: (from: number, length: number) => Promise<Uint8Array>
}

export function storedAt(path: string, file: FileHandle): StoredAt {
  const tell = (error: unknown): never => {
    throw new ProblemError(logProblem(path, error))
  }
  return {
    size: () => file.stat().then(({ size }) => size, tell),
    read: async (from, length) => {
      const bytes = Buffer.allocUnsafeSlow(length)
      let filled = 0
      while (filled < length) {
        const { bytesRead } = await file.read(bytes, filled, length - filled, from + filled).catch(tell)
        if (bytesRead === 0) break
        filled += bytesRead
      }
      return bytes.subarray(0, filled)
    },
  }
}
