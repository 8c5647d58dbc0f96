import { TIERS, type Tier } from '../domain/table.ts'
import { dataPackage } from './metadata/data-package.ts'
import { derivedFiles } from './derived-files.ts'
import type { Part } from './csv/parts.ts'
import { editionOf, folderName, tablesOf, type Edition } from './edition.ts'
import { checksums } from './metadata/checksums.ts'
import type { Folder, FolderFile, IsSealed, Publication } from './publication.ts'
import { refuseUnsealed } from './refuse-unsealed.ts'

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
  const files = [...csvFiles(edition), ...derivedFiles(edition)]
  const paths = [...files.map(({ path }) => path), 'datapackage.json', 'SHA256SUMS']
  const described = [...files, { path: 'datapackage.json', text: dataPackage(edition, paths) }]
  return { name, files: [...described, { path: 'SHA256SUMS', text: checksums(described) }] }
}

function csvFiles({ data }: Edition<Part>): readonly FolderFile[] {
  return data.flatMap(({ parts }) => parts.map(({ path, text }) => ({ path, text })))
}
