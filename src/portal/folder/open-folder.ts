import { createHash } from 'node:crypto'
import { lstatSync, readFileSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { ProblemError, type DatasetFault } from '../../domain/problem.ts'

export type Folder = {
  readonly has: (path: string) => boolean
  /** @throws ProblemError also where the file is not what `SHA256SUMS` says */
  readonly read: (path: string) => { readonly bytes: Uint8Array<ArrayBuffer>; readonly sha256: string }
}

/**
 * Opens a published folder: every file that its `SHA256SUMS` lists has to be there as it was.
 *
 * @throws ProblemError
 */
export function openFolder(root: string): Folder {
  if (kindOf(join(root, DESCRIPTION)) === undefined) throw new ProblemError({ code: 'DATASET_NOT_FOUND', path: root })
  requireFile(root, DESCRIPTION)
  const sums = readChecksums(bytesOf(root, SUMS), SUMS)
  const folder: Folder = {
    has: (path) => isFile(join(root, path)),
    read: (path) => {
      const bytes = bytesOf(root, path)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      if (sums.get(path) !== sha256) throw damaged(path, sums.has(path) ? 'checksum' : 'not-listed')
      return { bytes, sha256 }
    },
  }
  for (const path of sums.keys()) folder.read(path)
  return folder
}

const DESCRIPTION = 'datapackage.json'
const SUMS = 'SHA256SUMS'

// No link is followed: it could lead to a file that nobody means to publish.
function isFile(path: string): boolean {
  return kindOf(path)?.isFile() === true
}

function kindOf(path: string): Stats | undefined {
  try {
    return lstatSync(path)
  } catch {
    // Whatever it is, it cannot be read.
    return undefined
  }
}

function bytesOf(root: string, path: string): Uint8Array<ArrayBuffer> {
  const parent = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : undefined
  const above = parent === undefined ? undefined : kindOf(join(root, parent))
  if (parent !== undefined && above?.isDirectory() !== true) throw inTheWay(path, above)
  requireFile(root, path)
  try {
    return new Uint8Array(readFileSync(join(root, path)))
  } catch {
    throw damaged(path, 'unreadable')
  }
}

function requireFile(root: string, path: string): void {
  const kind = kindOf(join(root, path))
  if (kind?.isFile() !== true) throw inTheWay(path, kind)
}

function inTheWay(path: string, kind: Stats | undefined): ProblemError {
  return damaged(path, kind === undefined ? 'absent' : 'another-kind')
}

/** Names as comptage gives them: below the folder, without a space. */
const LINE = /^([0-9a-f]{64}) {2}([\w-][\w./-]{0,250})$/

/** `SHA256SUMS`: the sum of each path. */
function readChecksums(bytes: Uint8Array, file: string): ReadonlyMap<string, string> {
  const lines = new TextDecoder().decode(bytes).split('\n')
  if (lines.pop() !== '') throw damaged(file, 'unexpected')
  return new Map(
    lines.map((line, position) => {
      const [, sum = '', path = ''] = LINE.exec(line) ?? []
      if (path === '' || path.split('/').includes('..')) throw damaged(file, 'unexpected', `line ${position + 1}`)
      return [path, sum]
    }),
  )
}

/** @param property the one that is wrong, as `resources.0.path` */
export function damaged(file: string, why: DatasetFault, property?: string): ProblemError {
  return new ProblemError({ code: 'DATASET_DAMAGED', file, why, asked: 'send', ...(property ? { property } : {}) })
}
