import type { Tier } from '../domain/table.ts'
import { dataPackage } from './metadata/data-package.ts'
import { editionOf, folderName, tablesOf } from './edition.ts'
import { licenceText } from './licence.ts'
import type { Folder, IsSealed, Publication } from './publication.ts'
import { readMe } from './readme/read-me.ts'
import { refuseUnsealed } from './refuse-unsealed.ts'

const TIERS: readonly Tier[] = ['summary', 'detail']

/**
 * The folders of a publication, a tier each. The same publication gives the same bytes.
 *
 * @returns always both; a tier without a table is a folder without files, so that what an earlier run wrote there goes
 */
export function renderFolders(publication: Publication, isSealed: IsSealed): readonly Folder[] {
  refuseUnsealed(isSealed, publication.quality, ...publication.tables)
  return TIERS.map((tier) => renderFolder(publication, tier))
}

function renderFolder(publication: Publication, tier: Tier): Folder {
  const name = folderName(publication, tier)
  if (tablesOf(publication, tier).length === 0) return { name, files: [] }
  const edition = editionOf(publication, tier)
  const licence = publication.licences[tier]
  const files = [
    ...edition.data.map(({ path, text }) => ({ path, text })),
    { path: `LICENSES/${licence}.txt`, text: licenceText(licence) },
    { path: 'LISEZMOI.md', text: readMe(edition, 'fr') },
    { path: 'README.md', text: readMe(edition, 'en') },
  ]
  const paths = [...files.map(({ path }) => path), 'datapackage.json']
  return { name, files: [...files, { path: 'datapackage.json', text: dataPackage(edition, paths) }] }
}
