import { ProblemError } from '../../domain/problem.ts'

/** Does what may fail, and turns an error of the system into the problem WRITE_FAILED: its code alone, never its message. */
export function orWriteFailed<T>(path: string, write: () => T): T {
  try {
    return write()
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string')
      throw new ProblemError({ code: 'WRITE_FAILED', path, errno: error.code })
    throw error
  }
}
