import { errnoOf } from '../../domain/errno-of.ts'

/** The system's or the client's code for a lost connection, never its message: that may quote headers. */
export function errnoOfFailure(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'ETIMEDOUT'
  const cause: unknown = error instanceof Error ? error.cause : undefined
  return errnoOf(cause) ?? errnoOf(error) ?? 'ECONNRESET'
}

/** A host that is not there, or has a wrong certificate, is no better in a minute. */
export function isHopeless(errno: string): boolean {
  return /^ENOTFOUND$|CERT|^ERR_TLS|^ERR_SSL|UNABLE_TO_|SELF_SIGNED/.test(errno)
}
