import { chmodSync, existsSync, mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { ProblemError } from '../../domain/problem.ts'
import type { Folder } from '../publication.ts'
import type { Changes } from './changes.ts'
import { exchange, mend, placeIn } from './exchange.ts'
import { orWriteFailed } from './or-write-failed.ts'
import { stageFile, stageFolder } from './stage.ts'
import { CATALOGUE, catalogueWith, removeCatalogue } from './write-catalogue.ts'

/** Paths start with the output folder as given. */
export type WrittenFolders = {
  readonly written: readonly string[]
  readonly removed: readonly string[]
  readonly unchanged: number
}

/**
 * Brings the folders on disk to what was rendered, and the catalogue of all datasets beside them: makes what differs out of
 * sight, then puts all of it in its place at once. What we did not write stays. A run that is killed leaves the version
 * before, or for the next run to finish.
 *
 * @throws ProblemError WRITE_FAILED, with the path and the code of the system
 */
export function writeFolders(folders: readonly Folder[], outputRoot: string): WrittenFolders {
  refuseFile(outputRoot)
  orWriteFailed(outputRoot, () => makeFolder(outputRoot))
  const changes: Changes = { written: [], removed: [], unchanged: 0 }
  const datasets = folders.map((folder) => ({ ...folder, ...placeIn(outputRoot, folder.name) }))
  const catalogue = placeIn(outputRoot, CATALOGUE)
  const places = [...datasets, catalogue]
  mend(outputRoot, places)
  try {
    const changed = datasets.filter((dataset) => stageFolder(dataset, dataset.files, changes))
    const text = catalogueWith(outputRoot, folders)
    const isListed = text !== undefined && stageFile(catalogue, text, changes)
    exchange(outputRoot, isListed ? [...changed, catalogue] : changed)
    for (const { path, files } of datasets) if (files.length === 0) removeEmpty(path)
    if (text === undefined) removeCatalogue(catalogue.path, changes)
  } finally {
    // Nothing half made stays, whatever went wrong.
    mend(outputRoot, places)
  }
  return changes
}

/** A tier without a table has no folder, unless somebody else has something in it. */
function removeEmpty(folder: string): void {
  orWriteFailed(folder, () => {
    if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder)
  })
}

/**
 * Finishes what a run that was killed was at, before anybody asks what stands in the folders.
 *
 * @throws ProblemError WRITE_FAILED
 */
export function mendFolders(names: readonly string[], outputRoot: string): void {
  mend(
    outputRoot,
    [...names, CATALOGUE].map((name) => placeIn(outputRoot, name)),
  )
}

function refuseFile(path: string): void {
  const there = orWriteFailed(path, () => statSync(path, { throwIfNoEntry: false }))
  if (there?.isDirectory() === false) throw new ProblemError({ code: 'WRITE_FAILED', path, errno: 'ENOTDIR' })
}

function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false }) !== undefined) return
  makeFolder(dirname(path))
  mkdirSync(path)
  // Whatever the umask took away: what is published is read by others.
  chmodSync(path, 0o755)
}
