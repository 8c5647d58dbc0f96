import type { Readable } from 'node:stream'
import { cutLines, type Chunk } from './cut-lines.ts'
import { decodeStored } from './decode-stored.ts'
import { openStored } from './open-stored.ts'

export type LogInput = { readonly path: string } | { readonly stdin: Readable }

/**
 * The lines of one log, gzip undone, in chunks of about 1 MiB. Leaving the loop early closes the file.
 *
 * Throws a ProblemError (`LOG_…`), for a damaged archive after the lines that stood before the damage.
 *
 * @param options.onRead told how many more bytes were read, as stored: they add up to the file's size
 */
export async function* readChunks(
  input: LogInput,
  options: { readonly onRead?: (bytes: number) => void } = {},
): AsyncGenerator<Chunk, void, undefined> {
  const path = 'path' in input ? input.path : '-'
  const stdin = 'stdin' in input ? input.stdin : undefined
  const stored = await openStored(path, stdin, options.onRead ?? (() => undefined))
  let close = stored.close
  try {
    const reader = await decodeStored(path, stored)
    close = reader.close
    yield* cutLines(reader)
  } finally {
    await close()
  }
}
