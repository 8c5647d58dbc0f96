import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../../domain/finding.ts'
import { errnoOrThrow } from './open-published.ts'

/** A text that describes a dataset, and the name of its folder. */
type DatasetText = { readonly folder: string; readonly text: string }

/** A catalogue of a thousand datasets has 10 MB, and their own texts have as much together. */
const MOST_BYTES = 64 * 1024 * 1024
const MOST_FOLDERS = 5_000

/** The catalogue above a folder; what cannot be read is not there. No link is followed. */
export function readCatalogue(root: string): string | undefined {
  return textOf(join(root, '../catalog.jsonld'), MOST_BYTES)
}

/** The datasets that a catalogue should name; undefined, and a finding, where the folder above cannot be listed. */
export function readDatasetsBeside(root: string, report: Report): readonly DatasetText[] | undefined {
  const parent = join(root, '..')
  let left = MOST_BYTES
  return foldersIn(parent, report)
    ?.slice(0, MOST_FOLDERS)
    .flatMap((folder) => {
      const text = textOf(join(parent, folder, 'dcat.jsonld'), left)
      left -= text?.length ?? 0
      return text === undefined ? [] : [{ folder, text }]
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

function textOf(path: string, mostBytes: number): string | undefined {
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
