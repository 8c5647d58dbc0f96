import type { Edition } from './edition.ts'
import type { Overview } from './page/overview.ts'
import type { FolderFile } from './publication.ts'
import type { Both } from '../domain/service.ts'

/** Files that tell of the figures for programs and other pages: one file, or one for each feature, under one entry of the metadata. */
export type Offer = {
  readonly name: string
  readonly title: Both
  readonly description: Both
  /** Among the links on top of the page; absent: not there. */
  readonly short?: Both
  /** What its files are called; `*` is the id of a feature. The first is the one that the metadata name. */
  readonly paths: readonly [string, ...string[]]
  /** Of its file; of many, of the page that leads to them. */
  readonly format: keyof typeof FORMATS
  /** @param overview undefined: the folder has no row that a page would draw, or is no summary */
  readonly filesOf: (edition: Edition, overview: Overview | undefined) => readonly FolderFile[]
}

/** An offer with the files that it has in a folder, at least one. */
export type MadeOffer = { readonly offer: Offer; readonly files: readonly FolderFile[] }

/** Types of files: as the European list of file types has them, and IANA. */
export const FORMATS = {
  csv: { fileType: 'CSV', mediaType: 'text/csv' },
  json: { fileType: 'JSON', mediaType: 'application/json' },
  html: { fileType: 'HTML', mediaType: 'text/html' },
  atom: { fileType: 'ATOM', mediaType: 'application/atom+xml' },
  parquet: { fileType: 'PARQUET', mediaType: 'application/vnd.apache.parquet' },
} as const

/** The file that the metadata name of an offer; undefined: it has one for each feature. */
export function loneFile({ offer, files }: MadeOffer): FolderFile | undefined {
  return offer.paths[0].includes('*') ? undefined : files[0]
}
