import { errnoOf } from '../../domain/errno-of.ts'

/** What the system calls an error; an error of the program is thrown on. */
export function errnoOrThrow(error: unknown): string {
  const errno = errnoOf(error)
  if (errno === undefined) throw error
  return errno
}
