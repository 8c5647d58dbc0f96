import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { catalogueOf, type FoundDataset } from '../dcat/catalogue.ts'
import type { Changes } from './changes.ts'
import { put } from './put.ts'
import { orWriteFailed } from './or-write-failed.ts'

/** How the catalogue is called in the output folder. */
export const CATALOGUE = 'catalog.jsonld'

/** Makes the catalogue of all datasets below `outputRoot` anew; the last dataset takes it away. */
export function writeCatalogue(outputRoot: string, changes: Changes): void {
  const text = catalogueOf(orWriteFailed(outputRoot, () => datasetsBelow(outputRoot)))
  if (text !== undefined) put(outputRoot, { path: CATALOGUE, text }, changes)
  else removeOurs(join(outputRoot, CATALOGUE), changes)
}

export function datasetsBelow(outputRoot: string): readonly FoundDataset[] {
  if (!existsSync(outputRoot)) return []
  return readdirSync(outputRoot, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(outputRoot, entry.name, 'dcat.jsonld')))
    .map(({ name }) => ({ folder: name, text: readFileSync(join(outputRoot, name, 'dcat.jsonld'), 'utf8') }))
}

// A catalogue that we did not write stays.
function removeOurs(path: string, changes: Changes): void {
  orWriteFailed(path, () => {
    if (!existsSync(path) || !isOurs(readFileSync(path, 'utf8'))) return
    rmSync(path)
    changes.removed.push(path)
  })
}

function isOurs(text: string): boolean {
  return text.startsWith('{\n  "@context": {\n    "dcat":') && text.includes('"@type": "dcat:Catalog"')
}
