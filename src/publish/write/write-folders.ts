import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { errnoOf, ProblemError } from '../../domain/problem.ts'
import { basesOf } from '../dcat/catalogue.ts'
import type { Folder } from '../publication.ts'
import { BESIDE_DATASETS, filesBeside, isOurFileBeside, passedOver } from '../services/files-beside.ts'
import type { FoundDataset } from '../services/read-service.ts'
import { orWriteFailed } from './disk.ts'
import { exchange, mend, placeIn, type PublishedPlace } from './exchange.ts'
import { stageFile, stageFolder, type Changes } from './stage.ts'

/** Paths start with the output folder as given. */
type WrittenFolders = {
  readonly written: readonly string[]
  readonly removed: readonly string[]
  readonly unchanged: number
}

let turn: Promise<unknown> = Promise.resolve()

/**
 * Brings the folders on disk to what was rendered, and beside them what tells of all datasets: makes what differs out of sight, then puts all of it in its place at once. What we did not write stays. A run that is killed leaves the version
 * before, or for the next run to finish. Of what a process asks for at once, each waits for the one before: it would take
 * away what that one has half made.
 *
 * @throws ProblemError WRITE_FAILED, with the path and the code of the system
 */
export function writeFolders(
  folders: readonly Folder[],
  outputRoot: string,
  programVersion: string,
): Promise<WrittenFolders> {
  const written = turn.then(() => writeInTurn(folders, outputRoot, programVersion))
  turn = written.catch(() => undefined)
  return written
}

async function writeInTurn(
  folders: readonly Folder[],
  outputRoot: string,
  programVersion: string,
): Promise<WrittenFolders> {
  refuseFile(outputRoot)
  orWriteFailed(outputRoot, () => makeFolder(outputRoot))
  const changes: Changes = { written: [], removed: [], unchanged: 0 }
  const datasets = folders.map((folder) => ({ ...folder, ...placeIn(outputRoot, folder.name) }))
  const beside = BESIDE_DATASETS.map((name) => ({ name, ...placeIn(outputRoot, name) }))
  const places = [...datasets, ...beside]
  const tidy = (): void => mend(outputRoot, places)
  tidy()
  // Whoever ends the process while the disk is waited for, as a signal does, leaves nothing half made.
  process.once('exit', tidy)
  try {
    const changed: PublishedPlace[] = []
    for (const dataset of datasets) if (await stageFolder(dataset, dataset, changes)) changed.push(dataset)
    const texts = textsBeside(outputRoot, folders, programVersion)
    const changedBeside = beside.filter((place) => {
      const text = texts.get(place.name)
      return text !== undefined && stageFile(place, text, changes)
    })
    exchange(outputRoot, [...changed, ...changedBeside])
    for (const { path, files } of datasets) if (files.length === 0) removeEmpty(path)
    for (const place of beside) if (!texts.has(place.name)) removeOurs(place, changes)
  } finally {
    process.off('exit', tidy)
    // Nothing half made stays, whatever went wrong.
    tidy()
  }
  return changes
}

function textsBeside(
  outputRoot: string,
  folders: readonly Folder[],
  programVersion: string,
): ReadonlyMap<string, string> {
  const files = filesBeside(foundWith(outputRoot, folders), programVersion, takenIn(outputRoot))
  return new Map(files.map(({ path, text }) => [path, text]))
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
    [...names, ...BESIDE_DATASETS].map((name) => placeIn(outputRoot, name)),
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
    return basesOf(
      datasetsBelow(outputRoot).flatMap(({ folder, dcat }) => (dcat === undefined ? [] : [{ folder, text: dcat }])),
    )
  } catch (error) {
    if (errnoOf(error) !== undefined) return []
    throw error
  }
}

/** How the catalogue is called in the output folder: a name that only a portal asks for, so that no page of the publisher has it. */
const CATALOGUE = 'catalog.jsonld'

/** What stands beside the datasets of a folder and keeps an index from being complete; nothing where it cannot be read. */
export function obstaclesBeside(outputRoot: string): {
  readonly taken: readonly string[]
  readonly passedOver: readonly string[]
} {
  try {
    const taken = takenIn(outputRoot)
    return { taken: taken.map((name) => join(outputRoot, name)), passedOver: passedOver(datasetsBelow(outputRoot)) }
  } catch (error) {
    if (errnoOf(error) !== undefined) return { taken: [], passedOver: [] }
    throw error
  }
}

/** The datasets below a folder, as they are to be with these: also those that are about to go. */
function foundWith(outputRoot: string, own: readonly Folder[]): readonly FoundDataset[] {
  const others = orWriteFailed(outputRoot, () => datasetsBelow(outputRoot))
  const ours = own.map(({ name: folder, files }) => {
    const textOf = (path: string) => files.find((file) => file.path === path)?.text
    return { folder, dcat: textOf('dcat.jsonld'), latest: textOf('latest.json') }
  })
  return [...others.filter(({ folder }) => !own.some(({ name }) => name === folder)), ...ours]
}

function datasetsBelow(outputRoot: string): readonly FoundDataset[] {
  if (!existsSync(outputRoot)) return []
  return readdirSync(outputRoot, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name: folder }) => ({
      folder,
      dcat: readableIn(join(outputRoot, folder, 'dcat.jsonld')),
      latest: readableIn(join(outputRoot, folder, 'latest.json')),
    }))
}

/** Empty where it cannot be read: a service must not keep its neighbours from being published. */
function readableIn(path: string): string | undefined {
  try {
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return ''
  }
}

/** Names beside the datasets that somebody else has; the catalogue is ours, whatever stands there. */
function takenIn(outputRoot: string): readonly string[] {
  return BESIDE_DATASETS.filter((name) => name !== CATALOGUE && isTaken({ name, path: join(outputRoot, name) }))
}

type Beside = { readonly name: string; readonly path: string }

/** Somebody else has something of that name there. */
function isTaken({ name, path }: Beside): boolean {
  return orWriteFailed(path, () => {
    const there = lstatSync(path, { throwIfNoEntry: false })
    return there !== undefined && !(there.isFile() && isOurFileBeside(name, readFileSync(path, 'utf8')))
  })
}

/** Takes away what no dataset asks for any more; what we did not write stays. */
function removeOurs(place: Beside, changes: Changes): void {
  orWriteFailed(place.path, () => {
    if (!existsSync(place.path) || isTaken(place)) return
    rmSync(place.path)
    changes.removed.push(place.path)
  })
}
