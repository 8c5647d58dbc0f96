import { isUtf8 } from 'node:buffer'
import { accessSync, closeSync, constants, openSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs'
import { dirname, resolve, sep } from 'node:path'
import { configurationCandidates, readConfiguration, type ImportReader } from '../config/index.ts'
import { errnoOf, ProblemError } from '../domain/problem.ts'
import type { Configuration } from '../domain/service.ts'
import { looksLikeLog } from '../pipeline/index.ts'

/** Ten thousand features take 0.7 MB. A log of 445 MB, named by mistake, took 2 minutes and all the memory. */
const LARGEST_BYTES = 4_194_304

/**
 * Reads the configuration that was named, or the first of the usual places.
 *
 * @throws ProblemError with all that is wrong with it
 */
export function loadConfiguration(named: string | undefined): Configuration {
  const found = findConfiguration(named)
  if (found === undefined) throw new ProblemError({ code: 'CONFIG_NOT_FOUND', tried: candidatesOf(named) })
  return found
}

/** As `loadConfiguration`; undefined where none was named, and none is in the usual places. */
export function findConfiguration(named: string | undefined): Configuration | undefined {
  for (const file of candidatesOf(named)) {
    const read = readBytes(file, named !== undefined)
    if (read === undefined) continue
    if (!read.isWhole || read.bytes.includes(0) || !isUtf8(read.bytes)) throw refuse(file, read)
    const { configuration, problems } = readConfiguration(read.bytes.toString('utf8'), file, {
      folder: dirname(resolve(file)),
      read: readDocument,
    })
    if (configuration !== undefined) return configuration
    throw looksLikeLog(read.bytes) ? refuse(file, read) : new ProblemError(...problems)
  }
  return undefined
}

function candidatesOf(named: string | undefined): readonly string[] {
  return named === undefined ? configurationCandidates(process.cwd()) : [named]
}

type Read = ReturnType<typeof readBounded>

function readBytes(file: string, isNamed: boolean): Read | undefined {
  try {
    return readBounded(file, LARGEST_BYTES)
  } catch (error) {
    const errno = errnoOf(error) ?? 'EIO'
    if (!isNamed && (errno === 'ENOENT' || !mayEnter(dirname(file)))) return undefined
    throw new ProblemError({ code: 'FILE_UNREADABLE', path: file, errno })
  }
}

/** A command that root starts as another user, from root's own folder, looks for no configuration there. */
function mayEnter(folder: string): boolean {
  try {
    accessSync(folder, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function refuse(path: string, { bytes, isWhole }: Read): ProblemError {
  const why = looksLikeLog(bytes) ? 'log' : isWhole ? noText(bytes) : 'too-large'
  return new ProblemError({ code: 'CONFIG_REFUSED', path, why })
}

function noText(bytes: Buffer): 'not-text' | 'not-utf8' {
  return bytes.some((byte) => byte < 9) ? 'not-text' : 'not-utf8'
}

/** Descriptions of large interfaces have 10 MB; parsing ten times as much would take minutes. */
const LARGEST_DOCUMENT_BYTES = 16_000_000

/** Reads a document that the configuration names: a file of this machine, and where asked one of a folder, whatever links say. */
export const readDocument: ImportReader = (path, within) => {
  try {
    const real = realpathSync(path)
    if (within !== undefined && !real.startsWith(realpathSync(within) + sep)) return { why: 'reference-outside' }
    const stats = statSync(real)
    if (!stats.isFile()) return { why: 'unreadable', errno: stats.isDirectory() ? 'EISDIR' : 'EINVAL' }
    if (stats.size > LARGEST_DOCUMENT_BYTES) return { why: 'too-large' }
    return { text: readFileSync(real, 'utf8').replace(/^\uFEFF/, '') }
  } catch (error) {
    return { why: 'unreadable', errno: errnoOf(error) ?? 'EIO' }
  }
}

const PIECE_BYTES = 65536

/** The bytes of a file or pipe, and no more of them than asked: of what is longer, the first ones. Throws the system's error. */
function readBounded(path: string, mostBytes: number): { readonly bytes: Buffer; readonly isWhole: boolean } {
  const fd = openSync(path, 'r')
  try {
    const pieces: Buffer[] = []
    for (let size = 0; size <= mostBytes;) {
      const piece = Buffer.allocUnsafe(PIECE_BYTES)
      const length = readSync(fd, piece, 0, PIECE_BYTES, null)
      if (length === 0) return { bytes: Buffer.concat(pieces), isWhole: true }
      pieces.push(piece.subarray(0, length))
      size += length
    }
    return { bytes: Buffer.concat(pieces), isWhole: false }
  } finally {
    closeSync(fd)
  }
}
