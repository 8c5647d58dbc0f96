import type { FileHandle } from 'node:fs/promises'
import { ProblemError } from '../../domain/problem.ts'
import { logProblem } from '../log-problem.ts'
import type { LogInput } from '../open-log.ts'
import { openFile } from '../open/open-stored.ts'
import { compressionOf, LONGEST_MAGIC, unknownCompressionOf } from '../unpack/compression-of.ts'
import { openFileState, type FileState } from './file-key.ts'
import { openMarker } from './marker.ts'
import { sightArchive } from './sight-archive.ts'
import { sightPlain } from './sight-plain.ts'
import type { PositionsOf, Sight } from './sight.ts'

/**
 * Looks at a log, and reads it from where it was left. The format of compression is told by its bytes, not by its name.
 *
 * @param key of the marks
 * @param positionsOf positions of which the marks are wanted
 * @param opened is told which file it is, as it stood when it was opened
 * @throws ProblemError `LOG_…`, UNPACKER_MISSING
 */
export async function sightLog(
  log: Extract<LogInput, { readonly path: string }>,
  key: Uint8Array,
  positionsOf: PositionsOf,
  opened: (file: FileState) => void = () => undefined,
): Promise<Sight> {
  const mark = openMarker(key)
  const file = await openFile(log.path)
  let archiveKey: string
  try {
    const state = await openFileState(log.path, file)
    archiveKey = state.key
    opened(state)
    if (!(await isArchived(log.path, file))) return await sightPlain(log.path, file, mark, positionsOf)
  } catch (error) {
    await file.close()
    throw error
  }
  await file.close()
  return sightArchive(log, archiveKey, mark, positionsOf)
}

async function isArchived(path: string, file: FileHandle): Promise<boolean> {
  const first = new Uint8Array(LONGEST_MAGIC)
  const { bytesRead } = await file.read(first, 0, LONGEST_MAGIC, 0).catch((error: unknown): never => {
    throw new ProblemError(logProblem(path, error))
  })
  const head = first.subarray(0, bytesRead)
  const kind = unknownCompressionOf(head)
  if (kind !== undefined) throw new ProblemError({ code: 'LOG_COMPRESSION_UNKNOWN', path, kind })
  return compressionOf(head) !== undefined
}
