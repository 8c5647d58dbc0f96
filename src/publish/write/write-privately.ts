import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import process from 'node:process'
import { isGone } from '../../domain/is-gone.ts'
import { codedError, type Problem, ProblemError, unlessRefused } from '../../domain/problem.ts'
import { orWriteFailed, refuseDevice, sync, writeNew } from './disk.ts'

/**
 * A file for the operator alone, mode 0600: what `refuseUnwritableFile` was asked about, since when open data may have come there.
 *
 * @throws ProblemError AMONG_OPEN_DATA, WRITE_FAILED
 */
export function writePrivately(path: string, text: string): void {
  orWriteFailed(path, () => {
    refuseAmongOpenData(path)
    removeLeft(dirname(path), (name) => name === basename(path))
    writeAtomically(path, Buffer.from(text), 0o600)
  })
}

/** A reader sees the old file or the new one, also after a crash. Throws what `node:fs` throws, and leaves nothing behind. */
function writeAtomically(path: string, bytes: Uint8Array, mode: number): void {
  refuseDevice(path)
  const folder = dirname(path)
  const temporary = join(folder, `.${basename(path)}.${process.pid}.tmp`)
  // In a container every run has the same process id: a run that was killed must not stand in the way of the next.
  rmSync(temporary, { force: true })
  try {
    writeNew(temporary, bytes, mode)
    sync(temporary)
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
  sync(folder)
}

/**
 * Refuses a file for the operator alone that could not be written, or not there, before the work of which it is to hold the
 * result. Makes nothing.
 *
 * @param beginnings of the texts that may be written over: where a value was forgotten, the log itself is what the option names
 * @param output where figures are published
 * @throws ProblemError FILE_OF_ANOTHER, AMONG_OPEN_DATA, WRITE_FAILED
 */
export function refuseUnwritableFile(path: string, beginnings: readonly string[], output?: string): void {
  orWriteFailed(path, () => {
    refuseDevice(path)
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) throw codedError('EISDIR')
    mustHold(dirname(resolve(path)))
    refuseAmongOpenData(path, output)
    const text = beginningOf(path)
    if (text !== '' && !beginnings.some((beginning) => text.startsWith(beginning)))
      throw new ProblemError({ code: 'FILE_OF_ANOTHER', path })
  })
}

/** Empty where nothing is there. */
function beginningOf(path: string): string {
  if (!existsSync(path)) return ''
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(64)
    return bytes.toString('latin1', 0, readSync(file, bytes, 0, bytes.length, 0))
  } finally {
    closeSync(file)
  }
}

/**
 * The same for a folder, which is made where it is missing: the nearest that exists must be one, and writable.
 *
 * @throws ProblemError WRITE_FAILED
 */
export function refuseUnwritableFolder(path: string): void {
  orWriteFailed(path, () => {
    mustHold(nearestThere(resolve(path)))
  })
}

/** Below a file everything is missing, says the system: ENOTDIR. */
function nearestThere(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) === undefined ? nearestThere(dirname(path)) : path
}

function mustHold(folder: string): void {
  if (!statSync(folder).isDirectory()) throw codedError('ENOTDIR')
  accessSync(folder, constants.W_OK | constants.X_OK)
}

/** Whether a path lies in a folder, or is it, also by a link; neither need be there yet. */
export function isBelow(folder: string, path: string): boolean {
  return relative(realPathOf(resolve(folder)), realPathOf(resolve(path))).split(sep)[0] !== '..'
}

function realPathOf(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(realPathOf(dirname(path)), basename(path))
}

/**
 * Refuses a file for the operator alone in a dataset folder, in the one that holds such folders, and below both: whoever brings
 * what is published to its readers would bring the file along.
 *
 * @param output where figures are going to be published, also before the first are
 * @throws ProblemError AMONG_OPEN_DATA; what `node:fs` throws where the folder of the file is none
 */
function refuseAmongOpenData(path: string, output?: string): void {
  const folder = openFolderAt(dirname(resolve(path)), output)
  if (folder !== undefined) throw new ProblemError({ code: 'AMONG_OPEN_DATA', path, folder })
}

/** Files for the operator alone that lie there, by their name, which a web server follows where it is a link, or by what that leads to. */
export function remarkAmongOpenData(paths: readonly string[], output: string): readonly Problem[] {
  return paths.flatMap((path): readonly Problem[] => {
    const looks = [() => dirname(resolve(path)), () => dirname(realpathSync(path))]
    const [folder] = looks.flatMap((look) => unlessRefused(() => openFolderAt(look(), output)) ?? [])
    return folder === undefined ? [] : [{ code: 'AMONG_OPEN_DATA', path, folder }]
  })
}

/** The folder that is published, or is going to be, for the sake of which a folder is no place for the operator's files. */
function openFolderAt(folder: string, output: string | undefined): string | undefined {
  const own = realpathSync(folder)
  const isOpen = (): boolean => (output !== undefined && isBelow(output, own)) || holdsDataset(own)
  return foldersUpFrom(own).find(isMarked) ?? (isOpen() ? own : undefined)
}

function foldersUpFrom(folder: string): readonly string[] {
  const above = dirname(folder)
  return above === folder ? [folder] : [folder, ...foldersUpFrom(above)]
}

/** The description of a dataset, or the catalogue of several. */
function isMarked(folder: string): boolean {
  return ['datapackage.json', 'catalog.jsonld'].some((name) => existsSync(join(folder, name)))
}

// Of the folder itself alone: one dataset that was once tried out in /tmp would shut all of it.
function holdsDataset(folder: string): boolean {
  return readdirSync(folder, { withFileTypes: true }).some(
    (entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'datapackage.json')),
  )
}

/** As `writeAtomically` names what it is writing: `.NAME.PID.tmp`. */
const HALF = /^\.(.+)\.([1-9]\d{0,9})\.tmp$/s

/**
 * Removes what processes that were killed while they wrote have left in a folder: it may hold true counts. Where every run
 * has the same process id, as in a container, that was an earlier one of ours.
 *
 * @param isOurs whether the program writes a file of this name there: what is half of any other is another program's
 */
function removeLeft(folder: string, isOurs: (name: string) => boolean): void {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []
  for (const entry of entries) {
    const [, name = '', id] = HALF.exec(entry.name) ?? []
    if (entry.isFile() && isOurs(name) && isLeft(Number(id))) rmSync(join(folder, entry.name), { force: true })
  }
}

function isLeft(id: number): boolean {
  return id === process.pid || isGone(() => process.kill(id, 0))
}
