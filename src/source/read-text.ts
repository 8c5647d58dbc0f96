import { errnoOf } from '../domain/problem.ts'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

/** A small text file: its text, or why there is none. */
export type TextRead =
  | { readonly text: string }
  | { readonly errno: string }
  | { readonly why: 'too-large' | 'not-text' }

// Configurations of web servers have some kilobytes; the output of `nginx -T` with a thousand sites, some megabytes.
const MOST_BYTES = 8_388_608

/**
 * Reads a text of the operator's own, never more than 8 MiB of it unless told. What is not UTF-8 in it is replaced; a NUL is no text.
 *
 * @param kind `file`: no pipe and no device, whose writer might never come, is a text
 */
export async function readText(
  path: string,
  mostBytes: number = MOST_BYTES,
  kind: 'any' | 'file' = 'any',
): Promise<TextRead> {
  try {
    const bytes = await readBytes(path, mostBytes, kind)
    if (bytes === 'no-file') return { why: 'not-text' }
    if (bytes === undefined) return { why: 'too-large' }
    return bytes.includes(0) ? { why: 'not-text' } : { text: bytes.toString('utf8').replace(/^\uFEFF/, '') }
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === undefined) throw error
    return { errno }
  }
}

// By pieces: a pipe or a device does not say how long it is.
async function readBytes(
  path: string,
  mostBytes: number,
  kind: 'any' | 'file',
): Promise<Buffer | 'no-file' | undefined> {
  // Opened so, a named pipe does not wait for its writer.
  const file = await open(path, kind === 'file' ? constants.O_RDONLY | constants.O_NONBLOCK : 'r')
  try {
    if (kind === 'file' && !(await file.stat()).isFile()) return 'no-file'
    const pieces: Buffer[] = []
    for (let size = 0; ;) {
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.allocUnsafe(65536), position: null })
      if (bytesRead === 0) return Buffer.concat(pieces)
      size += bytesRead
      if (size > mostBytes) return undefined
      pieces.push(buffer.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
}
