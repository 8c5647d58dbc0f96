import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { FileHandle } from 'node:fs/promises'
import { errnoOf, ProblemError } from '../../domain/problem.ts'
import type { ByteReader } from '../byte-reader.ts'
import type { Compression } from './compression-of.ts'
import { damage, type Damage } from './damage.ts'
import { readerOfArchive } from './unpack.ts'

/**
 * The text of an archive as the system's own program unpacks it. No shell; the file is its stdin, so no name can be taken
 * for an option; its words are not read, since they may quote.
 *
 * @param file a regular file, at its start
 * @param onRead told of the whole file at its end
 */
export function runUnpacker(
  tool: Compression,
  path: string,
  file: FileHandle,
  onRead: (bytes: number) => void,
  swelling: { readonly limit: number | undefined; readonly storedBytes: number },
): ByteReader {
  const { PATH } = process.env
  const env = { LC_ALL: 'C', ...(PATH !== undefined && { PATH }) }
  const child = spawn(tool, ['-dc'], { stdio: [file.fd, 'pipe', 'ignore'], env })
  const ended = once(child, 'close')
  // Thrown when its turn comes.
  ended.catch(() => undefined)

  async function* unpacked(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const piece of child.stdout ?? []) yield piece
    await ended.catch((error: unknown) => {
      throw new ProblemError({ code: 'UNPACKER_MISSING', path, tool, errno: errnoOf(error) ?? 'UNKNOWN' })
    })
    if (child.exitCode !== 0) throw damage(codeOf(tool, child.exitCode))
    onRead((await file.stat()).size)
  }

  const close = async (): Promise<void> => {
    child.kill()
    await file.close()
  }
  return readerOfArchive(path, unpacked(), close, { ...swelling, storedBytes: () => swelling.storedBytes })
}

const CODES = { gzip: 'GZIP', zstd: 'ZSTD', xz: 'XZ', bzip2: 'BZIP2' } as const

// Ended by a signal, it has none.
function codeOf(tool: Compression, exitCode: number | null): Damage {
  return `${CODES[tool]}_EXIT_${exitCode ?? -1}`
}
