import { periodText } from '../domain/calendar.ts'
import { tierOf, type ProtectedTable, type Tier } from '../domain/table.ts'
import { breaksSheet } from './columns/breaks-sheet.ts'
import type { Sheet } from './columns/column.ts'
import { featuresSheet } from './columns/features-sheet.ts'
import { gapsSheet } from './columns/gaps-sheet.ts'
import { qualitySheet } from './columns/quality-sheet.ts'
import { tableSheet } from './columns/table-sheet.ts'
import type { FolderFile, Publication } from './publication.ts'
import { sheetToCsv } from './sheet-to-csv.ts'
import { inBoth, type Words } from './words.ts'

/** One tier of a publication: what every file of its folder is made from. */
export type Edition = {
  readonly publication: Publication
  readonly tier: Tier
  /** Of the folder. */
  readonly name: string
  readonly title: Words
  readonly tables: readonly ProtectedTable[]
  readonly data: readonly DataFile[]
  /** Public address of the folder, if there is one. */
  readonly address: string | undefined
}

export type DataFile = FolderFile & { readonly sheet: Sheet }

/** The features, quality, gaps and breaks are in both tiers: each folder can be read alone. */
export function editionOf(publication: Publication, tier: Tier): Edition {
  const tables = tablesOf(publication, tier)
  const sheets = [
    ...tables.map((table) => inTimezone(tableResource(table, publication), publication.timezone)),
    featuresSheet(publication),
    inTimezone(qualitySheet(publication), publication.timezone),
    gapsSheet(publication.grid),
    breaksSheet(),
  ]
  const name = folderName(publication, tier)
  return {
    publication,
    tier,
    name,
    title: datasetTitle(publication.service.name, tier),
    tables,
    data: sheets.map((sheet) => ({
      sheet,
      path: `data/${sheet.name}.csv`,
      text: sheetToCsv(sheet, publication.language),
    })),
    address: addressOf(publication.publicationUrl, name),
  }
}

export function tablesOf({ tables }: Publication, tier: Tier): readonly ProtectedTable[] {
  return tables.filter(({ spec }) => tierOf(spec) === tier)
}

export function folderName({ service }: Publication, tier: Tier): string {
  return tier === 'summary' ? service.id : `${service.id}-detail`
}

function tableResource(table: ProtectedTable, { partial }: Publication): Sheet {
  const { name, period, protection } = table.spec
  return {
    ...tableSheet(table),
    comptage: {
      protection: protection.level === 'exact' ? { level: 'exact', acceptedRisk: true } : protection,
      partial: (partial.get(name) ?? []).map((position) => periodText(period, position)),
    },
  }
}

// A day is a day of some time zone; the period is the first column.
function inTimezone(sheet: Sheet, timezone: string): Sheet {
  const columns = sheet.columns.map((column, position) =>
    position === 0 ? { ...column, description: inBoth((l) => `${column.description[l]}, ${timezone}`) } : column,
  )
  return { ...sheet, columns }
}

function datasetTitle(service: string, tier: Tier): Words {
  const de = /^[aeiouàâæéèêëîïôœùû]/i.test(service) ? 'd’' : 'de '
  return tier === 'summary'
    ? { fr: `Usage ${de}${service} par fonctionnalité`, en: `Usage of ${service} by feature` }
    : { fr: `Usage ${de}${service} en détail`, en: `Usage of ${service} in detail` }
}

export function addressOf(publicationUrl: string | undefined, name: string): string | undefined {
  if (publicationUrl === undefined) return undefined
  return `${publicationUrl}${publicationUrl.endsWith('/') ? '' : '/'}${name}/`
}
