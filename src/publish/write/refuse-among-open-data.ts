import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { ProblemError } from '../../domain/problem.ts'
import { isBelow } from './is-below.ts'

/**
 * Refuses a file for the operator alone in a dataset folder, in the one that holds such folders, and below both: whoever brings
 * what is published to its readers would bring the file along.
 *
 * @param output where figures are going to be published, also before the first are
 * @throws ProblemError AMONG_OPEN_DATA; what `node:fs` throws where the folder of the file is none
 */
export function refuseAmongOpenData(path: string, output?: string): void {
  const own = realpathSync(dirname(resolve(path)))
  const folder =
    foldersUpFrom(own).find(isMarked) ??
    (holdsDataset(own) || (output !== undefined && isBelow(output, own)) ? own : undefined)
  if (folder !== undefined) throw new ProblemError({ code: 'AMONG_OPEN_DATA', path, folder })
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
