import { codedError, errnoOf, ProblemError } from '../../domain/problem.ts'

/** Why an archive cannot be trusted, beyond the codes of zlib; docs/errors.md explains them. */
export type Damage =
  | 'GZIP_BEHIND'
  | 'ZSTD_CUT'
  | 'ZSTD_DATA'
  | 'ZSTD_CHECKSUM'
  | 'ZSTD_DICTIONARY'
  | 'ZSTD_WINDOW'
  | 'XZ_CUT'
  | 'XZ_DATA'
  | 'XZ_OPTIONS'
  | 'BZIP2_CUT'
  | 'BZIP2_DATA'
  | `${'GZIP' | 'ZSTD' | 'XZ' | 'BZIP2'}_EXIT_${number}`

/** An error that tells a code alone, as those of Node do. */
export function damage(code: Damage): Error {
  return codedError(code)
}

/** What a decoder threw, without its words. A problem of the file that it reads stays what it is. */
export function damageOf(error: unknown, code: Damage): Error {
  const isKnown = error instanceof ProblemError || (error instanceof Error && errnoOf(error) !== undefined)
  return isKnown ? error : damage(code)
}
