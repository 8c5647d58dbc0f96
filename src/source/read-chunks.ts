import { cutLines, READ_BYTES, type Chunk, type Rooms } from './cut-lines.ts'
import { openLog, type LogInput } from './open-log.ts'
import type { PlainRest } from './share-pieces.ts'

/** `rest`: where what follows stands, in a plain file, which is open until the next chunk is asked for. */
export type LogChunk = Chunk & { readonly rest?: PlainRest }

/**
 * The lines of one log, unpacked, in chunks of about 1 MiB. Leaving the loop early closes the file.
 *
 * Throws a ProblemError (`LOG_…`, UNPACKER_MISSING), for a damaged archive after the lines that stood before the damage: what
 * was counted of them is not to be published.
 *
 * @param options.onRead told how many more bytes were read, as stored: they add up to the file's size
 * @param options.rooms where the lines are read to, as `cutLines` has them
 */
export async function* readChunks(
  input: LogInput,
  options: { readonly onRead?: (bytes: number) => void; readonly rooms?: Rooms } = {},
): AsyncGenerator<LogChunk, void, undefined> {
  const { plain, ...reader } = await openLog(input, options.onRead ?? (() => undefined))
  try {
    for await (const chunk of cutLines(reader, READ_BYTES, options.rooms))
      yield plain === undefined || chunk.tooLong ? chunk : { ...chunk, rest: { ...plain, from: chunk.endsAt } }
  } finally {
    await reader.close()
  }
}
