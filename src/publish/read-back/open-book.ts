import type { DayIndex, Days } from '../../domain/calendar.ts'
import { isBesideTables, type BesideTables } from '../../domain/change.ts'
import type { ReadableQuality, Rows, Tier } from '../../domain/table.ts'
import type { Licence } from '../../domain/service.ts'
import type { Judge } from '../../domain/sure-verdicts.ts'
import type { ColumnMeaning } from '../columns/column.ts'
import type { PartFacts } from '../csv.ts'
import { derivedFiles } from '../derived-files.ts'
import { editionWith, type Edition } from '../edition.ts'
import { dataPackage } from '../metadata/data-package.ts'
import { schemaOf } from '../metadata/resource-of.ts'
import type { BinaryFile, FolderFile, ReadablePublication } from '../publication.ts'
import { descriptionShape, type DescribedResource } from './description-shape.ts'
import { publicationDescribed, readableTable } from './publication-described.ts'
import { parquetFiles } from '../shapes/parquet-files.ts'
import type { DescribedTable } from './table-described.ts'

/** A published folder as its description tells of it, and as this program would have written it. */
export type Book = {
  readonly publication: ReadablePublication
  readonly tier: Tier
  readonly name: string
  readonly licence: Licence
  /** Public address of the folder, if it says one. */
  readonly address: string | undefined
  /** Of the figures of both tiers. */
  readonly span: Days | undefined
  readonly otherFolder: string | undefined
  readonly sheets: readonly BookSheet[]
  /** Every path that the description lists. */
  readonly files: readonly string[]
  /** All files but the CSVs and `SHA256SUMS`. @param isWritten whether the version that wrote the folder had a file */
  readonly render: (figures: ReadFigures, isWritten?: (path: string) => boolean) => Rendered
}

export type BookSheet = {
  readonly name: string
  /** In their order, with the meaning that we give them. */
  readonly columns: readonly ColumnMeaning[]
  /** Of Table Schema, as we write it. */
  readonly schema: object
  /** Of tables of figures alone. */
  readonly table?: DescribedTable
  /** Rows that follow from the description: of the code book, the breaks and the events. */
  readonly records?: readonly (readonly string[])[]
  /** What the description says of its files. */
  readonly described: DescribedResource
}

type Rendered = { readonly texts: readonly FolderFile[]; readonly binaries: readonly BinaryFile[] }

/** What was read from the CSVs. */
type ReadFigures = {
  readonly grid: readonly DayIndex[]
  readonly rows: ReadonlyMap<string, Rows>
  readonly quality: ReadableQuality['rows']
  /** By sheet. */
  readonly parts: ReadonlyMap<string, readonly PartFacts[]>
}

/**
 * Reads `datapackage.json` back, and trusts none of it: columns, types and labels come from our own book.
 *
 * @param judge for a folder with verdicts
 * @returns the places of what is not ours, as `resources.0.path`
 */
export function openBook(json: unknown, judge?: Judge): Book | { readonly wrong: readonly string[] } {
  const read = descriptionShape().safeParse(json)
  if (!read.success) return { wrong: read.error.issues.map(({ path }) => path.join('.')) }
  const description = read.data
  const described = publicationDescribed(description)
  if ('wrong' in described) return { wrong: [described.wrong] }
  const { publication, tables } = described
  const { tier, span, sharedSpan = span, otherFolder } = description.comptage
  const edition = editionWith(publication, tier, () => [])
  const sheets = edition.data.flatMap((file): readonly BookSheet[] => {
    const { name, columns, records } = file.sheet
    const schema = schemaOf(file.sheet, publication.language)
    const resource = description.resources.find((one) => one.name === name)
    if (resource === undefined) return []
    const table = tables.find(({ spec }) => spec.name === name)
    const isTold = isBesideTables(name) && FOLLOWS[name]
    return [
      { name, columns, schema, described: resource, ...(table && { table }), ...(isTold && { records: records() }) },
    ]
  })
  return {
    publication: edition.publication,
    tier,
    name: edition.name,
    licence: publication.licences[tier],
    address: edition.address,
    span: sharedSpan,
    otherFolder,
    sheets,
    files: description.comptage.files,
    render: ({ parts, ...figures }, isWritten) => {
      const told = publicationRead(publication, tables, figures)
      return render(
        editionWith(told, tier, ({ name }) => parts.get(name) ?? []),
        judge,
        isWritten,
      )
    },
  }
}

/** Whether the rows of a sheet follow from the description; those of the others are read. */
const FOLLOWS: Readonly<Record<BesideTables, boolean>> = {
  features: true,
  quality: false,
  gaps: false,
  breaks: true,
  events: true,
}

function publicationRead(
  publication: ReadablePublication,
  tables: readonly DescribedTable[],
  { grid, rows, quality }: Omit<ReadFigures, 'parts'>,
): ReadablePublication {
  const own = tables.map((table) => readableTable(table, rows.get(table.spec.name) ?? [], publication.earlier))
  const others = publication.tables.slice(own.length)
  return { ...publication, grid, tables: [...own, ...others], quality: { rows: quality } }
}

function render(edition: Edition, judge: Judge | undefined, isWritten?: (path: string) => boolean): Rendered {
  const derived = derivedFiles(edition, judge, isWritten)
  const csvs = edition.data.flatMap((file) => file.parts.map(({ path }) => path))
  const binaries = parquetFiles(edition)
  const made = [...derived, ...binaries].map(({ path }) => path)
  const paths = [...csvs, ...made, 'datapackage.json', 'SHA256SUMS']
  return { texts: [...derived, { path: 'datapackage.json', text: dataPackage(edition, paths) }], binaries }
}
