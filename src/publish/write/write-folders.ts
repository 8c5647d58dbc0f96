import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ProblemError } from '../../domain/problem.ts'
import type { Folder, FolderFile } from '../publication.ts'
import { orWriteFailed } from './or-write-failed.ts'
import { listOfLastTime } from './list-of-last-time.ts'
import { writeAtomically } from './write-atomically.ts'

/** Paths start with the output folder as given. */
export type WrittenFolders = {
  readonly written: readonly string[]
  readonly removed: readonly string[]
  readonly unchanged: number
}

/**
 * Brings the folders on disk to what was rendered: writes what differs, removes what an earlier run wrote and this one
 * does not, touches nothing else. What describes the data is written last, after what is gone is removed, so that an
 * interrupted run is finished by the next.
 *
 * @throws ProblemError WRITE_FAILED, with the path and the code of the system
 */
export function writeFolders(folders: readonly Folder[], outputRoot: string): WrittenFolders {
  refuseFile(outputRoot)
  const changes: Changes = { written: [], removed: [], unchanged: 0 }
  for (const { name, files } of folders) bringUpToDate(join(outputRoot, name), files, changes)
  return changes
}

type Changes = { readonly written: string[]; readonly removed: string[]; unchanged: number }

function refuseFile(path: string): void {
  const there = orWriteFailed(path, () => statSync(path, { throwIfNoEntry: false }))
  if (there?.isDirectory() === false) throw new ProblemError({ code: 'WRITE_FAILED', path, errno: 'ENOTDIR' })
}

function bringUpToDate(folder: string, files: readonly FolderFile[], changes: Changes): void {
  const wanted = new Set(files.map(({ path }) => path))
  const gone = orWriteFailed(folder, () => listOfLastTime(folder)).filter((path) => !wanted.has(path))
  for (const file of files.slice(0, -1)) put(folder, file, changes)
  for (const path of gone) remove(folder, path, changes)
  for (const file of files.slice(-1)) put(folder, file, changes)
}

function put(folder: string, { path, text }: FolderFile, changes: Changes): void {
  const target = join(folder, path)
  const bytes = Buffer.from(text)
  orWriteFailed(target, () => {
    if (existsSync(target) && readFileSync(target).equals(bytes)) {
      changes.unchanged += 1
      return
    }
    makeFolder(dirname(target))
    writeAtomically(target, bytes, 0o644)
    changes.written.push(target)
  })
}

function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  mkdirSync(path)
  // Whatever the umask took away: what is published is read by others.
  chmodSync(path, 0o755)
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
