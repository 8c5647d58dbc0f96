import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  type Stats,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { codedError, errnoOf } from '../../domain/problem.ts'
import type { Folder } from '../publication.ts'
import { orWriteFailed, sync, writeNew, writeSynced } from './disk.ts'
import { listOfLastTime, type PublishedPlace } from './exchange.ts'

/**
 * Makes the next version of a folder beside it, whole and on the disk; what did not change is the same file in both.
 * While it is made, nobody else may look into it.
 *
 * @returns whether it differs from what stands there; else nothing is made
 */
export async function stageFolder(
  { path, next }: PublishedPlace,
  { files: texts, binaries = [] }: Pick<Folder, 'files' | 'binaries'>,
  changes: Changes,
): Promise<boolean> {
  const files = [...texts.map(({ path: name, text }) => ({ path: name, bytes: Buffer.from(text) })), ...binaries]
  const folders = [...new Set(files.map((file) => dirname(file.path)))].filter((folder) => folder !== '.')
  for (const folder of [path, ...folders.map((name) => join(path, name))]) refuseTaken(folder)
  const wanted = new Set(files.map((file) => file.path))
  const gone = orWriteFailed(path, () => listOfLastTime(path)).filter(
    (name) => !wanted.has(name) && statOf(join(path, name)) !== undefined,
  )
  const differing = files.filter((file) => !isSame(join(path, file.path), file.bytes))
  changes.unchanged += files.length - differing.length
  if (differing.length + gone.length === 0) return false
  changes.written.push(...differing.map((file) => join(path, file.path)))
  changes.removed.push(...gone.map((name) => join(path, name)))

  const anew = new Set(differing)
  orWriteFailed(path, () => {
    mkdirSync(next, { mode: 0o700 })
    for (const folder of folders) mkdirSync(join(next, folder))
  })
  const places = files.map((file) => ({
    ...file,
    named: join(path, file.path),
    path: join(next, file.path),
    isNew: anew.has(file),
  }))
  const missing = places.filter(
    ({ named, path: to, isNew }) => isNew || !orWriteFailed(named, () => isLinked(named, to)),
  )
  await writeSynced(missing, 0o644)
  orWriteFailed(path, () => {
    for (const folder of [...folders, '.']) {
      sync(join(next, folder))
      permitAs(join(path, folder), join(next, folder))
    }
  })
  return true
}

/** What is no folder, a link to one included, is somebody's, and so is one that we could not empty. */
function refuseTaken(folder: string): void {
  orWriteFailed(folder, () => {
    const found = statOf(folder)
    if (found === undefined) return
    if (!found.isDirectory()) throw codedError(found.isSymbolicLink() ? 'ELOOP' : 'ENOTDIR')
    accessSync(folder, constants.W_OK | constants.X_OK)
  })
}

/** Makes the next version of a file that stands alone. @returns whether it differs */
export function stageFile({ path, next }: PublishedPlace, text: string, changes: Changes): boolean {
  const bytes = Buffer.from(text)
  if (isSame(path, bytes)) {
    changes.unchanged += 1
    return false
  }
  orWriteFailed(path, () => {
    writeNew(next, bytes, 0o644)
    sync(next)
  })
  changes.written.push(path)
  return true
}

/** Byte for byte, and no link to another place. What its owner alone may read is published for nobody, and perhaps not for us to read. */
function isSame(path: string, bytes: Uint8Array): boolean {
  return orWriteFailed(path, () => {
    const found = statOf(path)
    if (found?.isDirectory() === true) throw codedError('EISDIR')
    return found?.isFile() === true && (found.mode & 0o044) !== 0 && readWithoutLink(path).equals(bytes)
  })
}

function readWithoutLink(path: string): Buffer {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    return readFileSync(file)
  } finally {
    closeSync(file)
  }
}

function isLinked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    // Linux lets nobody link a file of another user, and some file systems have no links: a copy does.
    if (errnoOf(error) === undefined) throw error
    return false
  }
}

/** What is published is read by others, whatever the umask; a folder of the operator's keeps the mode and the owner that it has. */
function permitAs(before: string, path: string): void {
  const found = statOf(before)
  chmodSync(path, found === undefined ? 0o755 : found.mode & 0o7777)
  if (found !== undefined) ownAs(found, path)
}

function ownAs({ uid, gid }: Stats, path: string): void {
  try {
    const own = lstatSync(path)
    if (own.uid !== uid || own.gid !== gid) chownSync(path, uid, gid)
  } catch (error) {
    // Only root gives away.
    if (errnoOf(error) !== 'EPERM') throw error
  }
}

/** Below a file everything is missing. */
function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch (error) {
    if (errnoOf(error) === 'ENOTDIR') return undefined
    throw error
  }
}

/** What was done, as it is done. Paths start with the output folder as given. */
export type Changes = { readonly written: string[]; readonly removed: string[]; unchanged: number }
