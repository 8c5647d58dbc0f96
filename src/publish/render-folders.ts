import { createHash } from 'node:crypto'
import { TIERS, type Tier } from '../domain/table.ts'
import type { Judge } from '../domain/sure-verdicts.ts'
import { derivedFiles } from './derived-files.ts'
import { editionOf, folderName, tablesOfTier } from './edition.ts'
import { dataPackage } from './metadata/data-package.ts'
import {
  refuseUnsealed,
  type BinaryFile,
  type Folder,
  type FolderFile,
  type IsSealed,
  type Publication,
} from './publication.ts'
import { parquetFiles } from './shapes/parquet-files.ts'

/**
 * The folders of a publication, a tier each. The same publication gives the same bytes.
 *
 * @param judge of a publication with verdicts
 * @returns always both; a tier without a table is a folder without files, so that what an earlier run wrote there goes
 */
export function renderFolders(publication: Publication, isSealed: IsSealed, judge?: Judge): readonly Folder[] {
  refuseUnsealed(isSealed, publication.quality, ...publication.tables)
  return TIERS.map((tier) => renderFolder(publication, tier, judge))
}

function renderFolder(publication: Publication, tier: Tier, judge: Judge | undefined): Folder {
  const name = folderName(publication, tier)
  if (tablesOfTier(publication, tier).length === 0) return { name, files: [] }
  const edition = editionOf(publication, tier)
  const sheets = edition.data.flatMap(({ parts }) => parts.map(({ path, text }) => ({ path, text })))
  const files = [...sheets, ...derivedFiles(edition, judge)]
  const binaries = parquetFiles(edition)
  const paths = [...[...files, ...binaries].map(({ path }) => path), 'datapackage.json', 'SHA256SUMS']
  const described = [...files, { path: 'datapackage.json', text: dataPackage(edition, paths) }]
  return { name, files: [...described, { path: 'SHA256SUMS', text: checksums([...described, ...binaries]) }], binaries }
}

/** `SHA256SUMS`: every other file of the folder, for `sha256sum -c`. */
function checksums(files: readonly (FolderFile | BinaryFile)[]): string {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  const sumOf = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex')
  return sorted.map((file) => `${sumOf('text' in file ? file.text : file.bytes)}  ${file.path}\n`).join('')
}
