import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { catalogueOf, type FoundDataset } from '../dcat/catalogue.ts'
import type { Folder } from '../publication.ts'
import type { Changes } from './changes.ts'
import { orWriteFailed } from './or-write-failed.ts'

/** How the catalogue is called in the output folder. */
export const CATALOGUE = 'catalog.jsonld'

/**
 * The catalogue of all datasets below a folder, as it is to be with these; undefined: there is none to list.
 *
 * @param own the datasets that are about to be published, also those that are about to go
 */
export function catalogueWith(outputRoot: string, own: readonly Folder[]): string | undefined {
  const others = orWriteFailed(outputRoot, () => datasetsBelow(outputRoot))
  const ours = own.flatMap(({ name, files }) =>
    files.flatMap(({ path, text }) => (path === 'dcat.jsonld' ? [{ folder: name, text }] : [])),
  )
  return catalogueOf([...others.filter(({ folder }) => !own.some(({ name }) => name === folder)), ...ours])
}

export function datasetsBelow(outputRoot: string): readonly FoundDataset[] {
  if (!existsSync(outputRoot)) return []
  return readdirSync(outputRoot, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .filter((entry) => entry.isDirectory() && existsSync(join(outputRoot, entry.name, 'dcat.jsonld')))
    .map(({ name }) => ({ folder: name, text: readFileSync(join(outputRoot, name, 'dcat.jsonld'), 'utf8') }))
}

/** Takes the catalogue away; one that we did not write stays. */
export function removeCatalogue(path: string, changes: Changes): void {
  orWriteFailed(path, () => {
    if (!existsSync(path) || !isOurs(readFileSync(path, 'utf8'))) return
    rmSync(path)
    changes.removed.push(path)
  })
}

function isOurs(text: string): boolean {
  return text.startsWith('{\n  "@context": {\n    "dcat":') && text.includes('"@type": "dcat:Catalog"')
}
