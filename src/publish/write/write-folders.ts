import { existsSync, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ProblemError } from '../../domain/problem.ts'
import { isOurName } from '../our-names.ts'
import type { Folder, FolderFile } from '../publication.ts'
import type { Changes } from './changes.ts'
import { orWriteFailed } from './or-write-failed.ts'
import { listOfLastTime } from './list-of-last-time.ts'
import { put } from './put.ts'
import { removeLeft } from './remove-left.ts'
import { CATALOGUE, writeCatalogue } from './write-catalogue.ts'

/** Paths start with the output folder as given. */
export type WrittenFolders = {
  readonly written: readonly string[]
  readonly removed: readonly string[]
  readonly unchanged: number
}

/** Files that tell of all others: `datapackage.json`, which lists them, and `SHA256SUMS`. */
const LAST = 2

/**
 * Brings the folders on disk to what was rendered: writes what differs, removes what an earlier run wrote and this one
 * does not, touches nothing else; then the catalogue of all datasets beside them. What describes the data is written
 * last, after what is gone is removed, so that an interrupted run is finished by the next.
 *
 * @throws ProblemError WRITE_FAILED, with the path and the code of the system
 */
export function writeFolders(folders: readonly Folder[], outputRoot: string): WrittenFolders {
  refuseFile(outputRoot)
  const changes: Changes = { written: [], removed: [], unchanged: 0 }
  orWriteFailed(outputRoot, () => removeLeft(outputRoot, (name) => name === CATALOGUE))
  for (const { name, files } of folders) bringUpToDate(join(outputRoot, name), files, changes)
  writeCatalogue(outputRoot, changes)
  return changes
}

function refuseFile(path: string): void {
  const there = orWriteFailed(path, () => statSync(path, { throwIfNoEntry: false }))
  if (there?.isDirectory() === false) throw new ProblemError({ code: 'WRITE_FAILED', path, errno: 'ENOTDIR' })
}

function bringUpToDate(folder: string, files: readonly FolderFile[], changes: Changes): void {
  const wanted = new Set(files.map(({ path }) => path))
  const gone = orWriteFailed(folder, () => listOfLastTime(folder)).filter((path) => !wanted.has(path))
  for (const parent of new Set(['.', ...[...wanted, ...gone].map((path) => dirname(path))])) {
    const path = join(folder, parent)
    orWriteFailed(path, () => removeLeft(path, (name) => isOurName(join(parent, name))))
  }
  for (const file of files.slice(0, -LAST)) put(folder, file, changes)
  for (const path of gone) remove(folder, path, changes)
  for (const file of files.slice(-LAST)) put(folder, file, changes)
}

function remove(folder: string, path: string, changes: Changes): void {
  const target = join(folder, path)
  if (!existsSync(target)) return
  orWriteFailed(target, () => {
    rmSync(target)
    changes.removed.push(target)
    for (const parent of new Set([dirname(target), folder])) if (readdirSync(parent).length === 0) rmdirSync(parent)
  })
}
