import type { Report } from '../../domain/finding.ts'
import { catalogueOf, type FoundDataset } from '../../publish/index.ts'
import { readAbove } from '../../verify/index.ts'
import type { ReadEdition } from './read-edition.ts'

const FILE = '../catalog.jsonld'

/** The catalogue above the folder, where there is one that names it: it follows from the datasets beside it. */
export function checkCatalogue({ book: { address } }: ReadEdition, root: string, report: Report): void {
  if (address === undefined) return
  const { catalogue, datasets } = readAbove(root)
  if (catalogue?.includes(address) !== true) return
  const found: readonly FoundDataset[] = datasets
  if (catalogueOf(found) !== catalogue) report({ code: 'CATALOGUE_DIFFERS', file: FILE })
}
