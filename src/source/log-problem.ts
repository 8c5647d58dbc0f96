import { errnoOf, ProblemError, type Problem } from '../domain/problem.ts'

/** What the operator is told of an error of the file system. An error without an errno is none of ours, and thrown on. */
export function logProblem(path: string, error: unknown): Problem {
  const errno = errnoOf(error)
  if (errno === undefined) throw error
  if (errno === 'ENOENT') return { code: 'LOG_NOT_FOUND', path }
  if (errno === 'EISDIR') return { code: 'LOG_IS_DIRECTORY', path }
  return { code: 'LOG_UNREADABLE', path, errno }
}

/** What the operator is told of an error of the decoder. A problem that was known before it came through stays as it is. */
export function damageProblem(path: string, error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  const errno = errnoOf(error)
  if (errno === undefined) throw error
  return new ProblemError({ code: errno === 'ENOMEM' ? 'LOG_UNREADABLE' : 'LOG_DAMAGED', path, errno })
}
