/**
 * `ENOENT`, `SQLITE_FULL`, `Z_DATA_ERROR` …: what the system or a library calls an error. The code alone is ever told, since
 * messages quote their input. Undefined: it has none, and is a mistake of ours.
 */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** What is looked up; undefined where the system refuses it, as what is another user's, or gone. A mistake of ours is thrown on. */
export function unlessRefused<T>(look: () => T): T | undefined {
  try {
    return look()
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return undefined
  }
}

/** An error that tells a code alone, as those of the system do. */
export function codedError(code: string): Error {
  return Object.assign(new Error(code), { code })
}
