import type { ImportFault } from '../../domain/feature.ts'

/** A document that the configuration names, or why it is refused. */
export type ImportText = { readonly text: string } | { readonly why: ImportFault; readonly errno?: string }

/**
 * Reads documents for a configuration.
 *
 * @param path absolute
 * @param within absolute: a folder that the file must lie in, whatever links say
 */
export type ImportReader = (path: string, within?: string) => ImportText

/** Where nobody hands files in. */
export const NO_FILES: ImportReader = () => ({ why: 'unreadable', errno: 'ENOENT' })

/** Thrown inside this folder, and caught by `expand-features.ts` alone. */
export class Refused extends Error {
  readonly why: ImportFault
  readonly file: string
  readonly errno: string | undefined
  constructor(file: string, why: ImportFault, errno?: string) {
    super(why)
    this.file = file
    this.why = why
    this.errno = errno
  }
}

/** A feature as a document describes it. */
export type ImportedFeature = {
  /** Made into an id; the id is not unique yet. */
  readonly name: string
  readonly title: string
  readonly match: readonly string[]
}
