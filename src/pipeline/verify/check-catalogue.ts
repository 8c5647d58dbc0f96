import type { Report } from '../../domain/finding.ts'
import { catalogueOf } from '../../publish/index.ts'
import { parseJson, readCatalogue, readDatasetsBeside } from '../../verify/index.ts'
import type { ReadEdition } from './read/read-edition.ts'

const FILE = '../catalog.jsonld'

/** The catalogue above a folder that has an address, where there is one: it follows from the datasets beside it. */
export function checkCatalogue({ book: { address } }: ReadEdition, root: string, report: Report): void {
  if (address === undefined) return
  const catalogue = readCatalogue(root)
  if (catalogue === undefined) return
  // What is nested too deep is none of ours, and would end the program.
  const isOurs = ({ text }: { readonly text: string }) => parseJson(FILE, text, () => undefined) !== undefined
  const found = readDatasetsBeside(root, report)?.filter(isOurs)
  if (found !== undefined && catalogueOf(found) !== catalogue) report({ code: 'CATALOGUE_DIFFERS', file: FILE })
}
