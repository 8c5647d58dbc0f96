import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { errnoOf } from '../../domain/problem.ts'
import { BESIDE_DATASETS, foldersOf } from '../../publish/index.ts'
import type { Outline } from './publication-of-state.ts'

/**
 * What was published last, in short: all that the folders say, the program among it, and the files as they lie there. Where none of it
 * changed, a run need not read years of figures, nor render them to find them all in their place.
 *
 * @returns undefined where the files cannot be looked at
 */
export function publicationMark(outline: Outline, output: string): string | undefined {
  try {
    const files = filesOf(outline.besides.service.id, output)
    const text = JSON.stringify([outline, files], (_, value: unknown) =>
      value instanceof Map || value instanceof Set ? [...value] : value,
    )
    return createHash('sha256').update(text).digest('base64url')
  } catch (error) {
    // What cannot be looked at cannot be written either, and writing says why.
    if (errnoOf(error) !== undefined) return undefined
    throw error
  }
}

/** Path, size, times and number: of the files of the service, of those beside its folders, and of what these tell of other services. */
function filesOf(service: string, output: string): readonly string[] {
  const own = foldersOf(service)
  const folders = foldersIn(output)
  const paths = [
    ...BESIDE_DATASETS,
    ...folders.filter((name) => !own.includes(name)).flatMap((name) => [`${name}/dcat.jsonld`, `${name}/latest.json`]),
    ...folders.filter((name) => own.includes(name)).flatMap((name) => pathsBelow(output, name)),
  ]
  return paths.flatMap((path) => {
    const found = statSync(join(output, path), { throwIfNoEntry: false })
    // Whoever sets the time of a change back changes this one.
    return found === undefined ? [] : `${path} ${found.size} ${found.mtimeMs} ${found.ctimeMs} ${found.ino}`
  })
}

function foldersIn(output: string): readonly string[] {
  if (!existsSync(output)) return []
  const below = readdirSync(output, { withFileTypes: true })
  return below.flatMap((entry) => (entry.isDirectory() && !entry.name.startsWith('.') ? entry.name : [])).sort()
}

function pathsBelow(output: string, folder: string): readonly string[] {
  const below = readdirSync(join(output, folder), { recursive: true, encoding: 'utf8' })
  return below.map((name) => `${folder}/${name}`).sort()
}
