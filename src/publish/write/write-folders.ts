import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { errnoOf } from '../../domain/errno-of.ts'
import { ProblemError } from '../../domain/problem.ts'
import { basesOf, catalogueOf, type FoundDataset } from '../dcat/catalogue.ts'
import type { Folder } from '../publication.ts'
import { orWriteFailed } from './disk.ts'
import { exchange, mend, placeIn, type Place } from './exchange.ts'
import { stageFile, stageFolder, type Changes } from './stage.ts'

/** Paths start with the output folder as given. */
type WrittenFolders = {
  readonly written: readonly string[]
  readonly removed: readonly string[]
  readonly unchanged: number
}

let turn: Promise<unknown> = Promise.resolve()

/**
 * Brings the folders on disk to what was rendered, and the catalogue of all datasets beside them: makes what differs out of
 * sight, then puts all of it in its place at once. What we did not write stays. A run that is killed leaves the version
 * before, or for the next run to finish. Of what a process asks for at once, each waits for the one before: it would take
 * away what that one has half made.
 *
 * @throws ProblemError WRITE_FAILED, with the path and the code of the system
 */
export function writeFolders(folders: readonly Folder[], outputRoot: string): Promise<WrittenFolders> {
  const written = turn.then(() => writeInTurn(folders, outputRoot))
  turn = written.catch(() => undefined)
  return written
}

async function writeInTurn(folders: readonly Folder[], outputRoot: string): Promise<WrittenFolders> {
  refuseFile(outputRoot)
  orWriteFailed(outputRoot, () => makeFolder(outputRoot))
  const changes: Changes = { written: [], removed: [], unchanged: 0 }
  const datasets = folders.map((folder) => ({ ...folder, ...placeIn(outputRoot, folder.name) }))
  const catalogue = placeIn(outputRoot, CATALOGUE)
  const places = [...datasets, catalogue]
  const tidy = (): void => mend(outputRoot, places)
  tidy()
  // Whoever ends the process while the disk is waited for, as a signal does, leaves nothing half made.
  process.once('exit', tidy)
  try {
    const changed: Place[] = []
    for (const dataset of datasets) if (await stageFolder(dataset, dataset, changes)) changed.push(dataset)
    const text = catalogueWith(outputRoot, folders)
    const isListed = text !== undefined && stageFile(catalogue, text, changes)
    exchange(outputRoot, isListed ? [...changed, catalogue] : changed)
    for (const { path, files } of datasets) if (files.length === 0) removeEmpty(path)
    if (text === undefined) removeCatalogue(catalogue.path, changes)
  } finally {
    process.off('exit', tidy)
    // Nothing half made stays, whatever went wrong.
    tidy()
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

/**
 * The datasets below `outputRoot` that have an address, and its base: the catalogue has one. None where they cannot be
 * read: writing will say why.
 */
export function basesBelow(outputRoot: string): ReturnType<typeof basesOf> {
  try {
    return basesOf(datasetsBelow(outputRoot))
  } catch (error) {
    if (errnoOf(error) !== undefined) return []
    throw error
  }
}

/** How the catalogue is called in the output folder. */
const CATALOGUE = 'catalog.jsonld'

/**
 * The catalogue of all datasets below a folder, as it is to be with these; undefined: there is none to list.
 *
 * @param own the datasets that are about to be published, also those that are about to go
 */
function catalogueWith(outputRoot: string, own: readonly Folder[]): string | undefined {
  const others = orWriteFailed(outputRoot, () => datasetsBelow(outputRoot))
  const ours = own.flatMap(({ name, files }) =>
    files.flatMap(({ path, text }) => (path === 'dcat.jsonld' ? [{ folder: name, text }] : [])),
  )
  return catalogueOf([...others.filter(({ folder }) => !own.some(({ name }) => name === folder)), ...ours])
}

function datasetsBelow(outputRoot: string): readonly FoundDataset[] {
  if (!existsSync(outputRoot)) return []
  return readdirSync(outputRoot, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .filter((entry) => entry.isDirectory() && existsSync(join(outputRoot, entry.name, 'dcat.jsonld')))
    .map(({ name }) => ({ folder: name, text: readFileSync(join(outputRoot, name, 'dcat.jsonld'), 'utf8') }))
}

/** Takes the catalogue away; one that we did not write stays. */
function removeCatalogue(path: string, changes: Changes): void {
  orWriteFailed(path, () => {
    if (!existsSync(path) || !isOurs(readFileSync(path, 'utf8'))) return
    rmSync(path)
    changes.removed.push(path)
  })
}

function isOurs(text: string): boolean {
  return text.startsWith('{\n  "@context": {\n    "dcat":') && text.includes('"@type": "dcat:Catalog"')
}
