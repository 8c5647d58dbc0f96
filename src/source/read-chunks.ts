import { cutLines, type Chunk } from './cut-lines.ts'
import { openLog, type LogInput } from './open-log.ts'

/**
 * The lines of one log, unpacked, in chunks of about 1 MiB. Leaving the loop early closes the file.
 *
 * Throws a ProblemError (`LOG_…`, UNPACKER_MISSING), for a damaged archive after the lines that stood before the damage: what
 * was counted of them is not to be published.
 *
 * @param options.onRead told how many more bytes were read, as stored: they add up to the file's size
 */
export async function* readChunks(
  input: LogInput,
  options: { readonly onRead?: (bytes: number) => void } = {},
): AsyncGenerator<Chunk, void, undefined> {
  const reader = await openLog(input, options.onRead ?? (() => undefined))
  try {
    yield* cutLines(reader)
  } finally {
    await reader.close()
  }
}
