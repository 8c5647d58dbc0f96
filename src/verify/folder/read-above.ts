import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../../domain/finding.ts'
import { errnoOrThrow } from './open-published.ts'

/** Of a folder beside this one: the texts that describe its dataset, where they are there. */
type DatasetTexts = {
  readonly folder: string
  readonly dcat: string | undefined
  readonly latest: string | undefined
}

/** A catalogue of a thousand datasets has 10 MB, and their own texts have as much together. */
const MOST_BYTES = 64 * 1024 * 1024
const MOST_FOLDERS = 5_000

/** A file above a folder; what cannot be read is not there. No link is followed. */
export function readAbove(root: string, name: string): string | undefined {
  return readUnlinked(join(root, '..', name), MOST_BYTES)
}

/** Whether anything has that name above a folder, be it no file. */
export function standsAbove(root: string, name: string): boolean {
  try {
    return lstatSync(join(root, '..', name), { throwIfNoEntry: false }) !== undefined
  } catch (error) {
    errnoOrThrow(error)
    return false
  }
}

/** The datasets that a catalogue and an index should name; undefined, and a finding, where the folder above cannot be listed. */
export function readDatasetsBeside(root: string, report: Report): readonly DatasetTexts[] | undefined {
  const parent = join(root, '..')
  let left = MOST_BYTES
  return foldersIn(parent, report)
    ?.slice(0, MOST_FOLDERS)
    .map((folder) => {
      const [dcat, latest] = ['dcat.jsonld', 'latest.json'].map((name) => {
        const text = readUnlinked(join(parent, folder, name), left)
        left -= text?.length ?? 0
        return text
      })
      return { folder, dcat, latest }
    })
}

function foldersIn(parent: string, report: Report): readonly string[] | undefined {
  try {
    const entries = readdirSync(parent, { withFileTypes: true })
    // One with a dot is a version that is being made.
    return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name)
  } catch (error) {
    report({ code: 'FILE_UNREADABLE', file: '..', found: errnoOrThrow(error) })
    return undefined
  }
}

function readUnlinked(path: string, mostBytes: number): string | undefined {
  let file: number | undefined
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    const kind = fstatSync(file)
    return kind.isFile() && kind.size <= mostBytes ? readFileSync(file, 'utf8') : undefined
  } catch (error) {
    // Whatever it is, it is no catalogue of ours.
    errnoOrThrow(error)
    return undefined
  } finally {
    if (file !== undefined) closeSync(file)
  }
}
