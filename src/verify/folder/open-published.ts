import { createHash } from 'node:crypto'
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { errnoOf } from '../../domain/problem.ts'
import type { Report } from '../../domain/finding.ts'

/** A published folder, and what was learned of its files while they were read. */
export type Published = {
  /** Regular files of our names, in the order of names. */
  readonly paths: readonly string[]
  /** The whole file; undefined, and a finding, where it cannot be read or is too large. */
  readonly read: (path: string) => Uint8Array | undefined
  /** The file in pieces, each valid until the next. False, and a finding, where it cannot be read. */
  readonly readPieces: (path: string, take: (piece: Uint8Array) => void) => boolean
  /** Of a file that was read to its end. */
  readonly facts: (path: string) => FileFacts | undefined
}

type FileFacts = { readonly bytes: number; readonly sha256: string }

/** Names that the program gives: to folders within a folder, and whether it gives one to a file. */
type OurNames = { readonly folders: readonly string[]; readonly isOurName: (path: string) => boolean }

const PIECE_BYTES = 1 << 20
/** Beyond, no file but a CSV is ours: the page of 200 features over six years has 1 MB. */
const MOST_BYTES = 32 * 1024 * 1024
/** Of all that is read of a folder: eight million rows have 400 MB, and a file without end would be read for ever. */
const MOST_BYTES_TOGETHER = 4 * 1024 * 1024 * 1024

/** Looks at a folder without following a link: it could lead to a file that nobody means to publish, or to a device. */
export function openPublished(root: string, ours: OurNames, report: Report): Published {
  const paths = listFiles(root, ours, report)
  const known = new Map<string, FileFacts>()
  const tooLarge = new Set<string>()
  let left = MOST_BYTES_TOGETHER

  function readPieces(path: string, take: (piece: Uint8Array) => void, mostBytes = left): boolean {
    const file = tooLarge.has(path) ? undefined : openRegular(root, path, report)
    if (file === undefined) return false
    try {
      const facts = readToEnd(file, Math.min(mostBytes, left), take)
      if (facts === undefined) {
        tooLarge.add(path)
        report({ code: 'FILE_TOO_LARGE', file: path })
        return false
      }
      left -= facts.bytes
      known.set(path, facts)
      return true
    } catch (error) {
      report({ code: 'FILE_UNREADABLE', file: path, found: errnoOrThrow(error) })
      return false
    } finally {
      closeSync(file)
    }
  }

  return {
    paths,
    read: (path) => {
      const pieces: Uint8Array[] = []
      return readPieces(path, (piece) => pieces.push(Uint8Array.from(piece)), MOST_BYTES)
        ? Buffer.concat(pieces)
        : undefined
    },
    readPieces: (path, take) => readPieces(path, take),
    facts: (path) => known.get(path),
  }
}

// Neither a link nor a pipe that waits for ever may have taken the place of the file since it was listed.
function openRegular(root: string, path: string, report: Report): number | undefined {
  try {
    const file = openSync(join(root, path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    if (fstatSync(file).isFile()) return file
    closeSync(file)
    report({ code: 'FILE_NOT_REGULAR', file: path })
  } catch (error) {
    report({ code: 'FILE_UNREADABLE', file: path, found: errnoOrThrow(error) })
  }
  return undefined
}

/** @returns undefined where there are more bytes: a file may grow while it is read */
function readToEnd(file: number, mostBytes: number, take: (piece: Uint8Array) => void): FileFacts | undefined {
  const { size } = fstatSync(file)
  if (size > mostBytes) return undefined
  const hash = createHash('sha256')
  // Most files are far smaller than a piece, and its bytes are set to 0 first.
  const buffer = new Uint8Array(Math.min(PIECE_BYTES, size + 1))
  let bytes = 0
  for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer)) {
    const piece = buffer.subarray(0, length)
    hash.update(piece)
    bytes += length
    if (bytes > mostBytes) return undefined
    take(piece)
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** Beyond, the files of our names are not looked at any further. */
const MOST_FILES = 50_000

/** The regular files of a folder that have names of ours, in the order of names; whatever else is there is a finding. */
function listFiles(root: string, { folders, isOurName }: OurNames, report: Report): readonly string[] {
  const files: string[] = []
  const paths = ['', ...folders].flatMap((folder) =>
    namesIn(root, folder, report).map((name) => (folder === '' ? name : `${folder}/${name}`)),
  )
  const kindOf = (path: string) => orTold(path, report, () => lstatSync(join(root, path), { throwIfNoEntry: false }))

  function take(path: string): void {
    const kind = kindOf(path)
    if (kind?.isFile() === true) files.push(path)
    else if (kind !== undefined) report({ code: 'FILE_NOT_REGULAR', file: path })
  }

  function takeFolder(path: string): void {
    const kind = kindOf(path)
    if (kind !== undefined && !kind.isDirectory())
      report({ code: kind.isFile() ? 'FILE_UNKNOWN' : 'FILE_NOT_REGULAR', file: path })
  }

  for (const path of paths.sort()) {
    if (folders.includes(path)) takeFolder(path)
    else if (!isOurName(path)) report({ code: 'FILE_UNKNOWN', file: path })
    else if (files.length === MOST_FILES) report({ code: 'FILE_UNEXPECTED', file: path })
    else take(path)
  }
  return files
}

function namesIn(root: string, folder: string, report: Report): readonly string[] {
  const path = join(root, folder)
  // The folder itself may be named by a link.
  const isFolder = () => folder === '' || lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true
  return orTold(folder === '' ? '.' : folder, report, () => (isFolder() ? readdirSync(path) : [])) ?? []
}

/** Undefined, and a finding, where the system does not let us look. */
function orTold<T>(file: string, report: Report, look: () => T): T | undefined {
  try {
    return look()
  } catch (error) {
    report({ code: 'FILE_UNREADABLE', file, found: errnoOrThrow(error) })
    return undefined
  }
}

/** What the system calls an error; an error of the program is thrown on. */
export function errnoOrThrow(error: unknown): string {
  const errno = errnoOf(error)
  if (errno === undefined) throw error
  return errno
}
