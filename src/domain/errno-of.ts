/**
 * `ENOENT`, `SQLITE_FULL`, `Z_DATA_ERROR` …: what the system or a library calls an error. The code alone is ever told, since
 * messages quote their input. Undefined: it has none, and is a mistake of ours.
 */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
