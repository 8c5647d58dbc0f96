import type { Place } from '../../domain/place.ts'
import type { Problem } from '../../domain/problem.ts'
import type { LogSource } from '../../domain/service.ts'
import type { ToldBefore } from '../../format/index.ts'
import type { FoundLog, LogInput } from '../../source/index.ts'

/** A format, and where it is written; nowhere, if on the command line. */
export type AskedFormat = { readonly value: string; readonly place?: Place | undefined }

/** A log to read, and the entry of `logs:` whose path fits it. */
export type Input = {
  readonly log: FoundLog
  readonly entry: LogSource | undefined
  /** What a web server's configuration says of this log, where the format is left to it; or in which it was read before. */
  readonly format?: AskedFormat
  /** For the lines that this format does not read. */
  readonly otherFormats?: readonly AskedFormat[]
  /** What its scanner told when the log was read before. */
  readonly before?: ToldBefore
}

/** How the file of a log is opened. */
export function fileOf({ log: { path }, entry }: Input): Extract<LogInput, { readonly path: string }> {
  const { decompress = 'internal', unpackLimit } = entry ?? {}
  return { path, decompress, ...(unpackLimit !== undefined && { unpackLimit }) }
}

export type Inputs = { readonly inputs: readonly Input[]; readonly problems: readonly Problem[] }
