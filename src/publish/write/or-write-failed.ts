import { errnoOf } from '../../domain/errno-of.ts'
import { ProblemError } from '../../domain/problem.ts'

/** Does what may fail, and turns an error of the system into the problem WRITE_FAILED: its code alone, never its message. */
export function orWriteFailed<T>(path: string, write: () => T): T {
  try {
    return write()
  } catch (error) {
    const errno = errnoOf(error)
    throw errno === undefined ? error : new ProblemError({ code: 'WRITE_FAILED', path, errno })
  }
}
