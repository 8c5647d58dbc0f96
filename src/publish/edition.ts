import { periodText } from '../domain/calendar.ts'
import { tierOf, type ProtectedTable, type Tier } from '../domain/table.ts'
import { breaksSheet } from './columns/breaks-sheet.ts'
import type { Sheet } from './columns/column.ts'
import { featuresSheet } from './columns/features-sheet.ts'
import { gapsSheet } from './columns/gaps-sheet.ts'
import { qualitySheet } from './columns/quality-sheet.ts'
import { tableSheet } from './columns/table-sheet.ts'
import { partsOf, wholeOf, type Part } from './csv/parts.ts'
import type { Publication } from './publication.ts'
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

/** A sheet and where it stands. */
export type DataFile = {
  readonly sheet: Sheet
  /** The plain name. */
  readonly path: string
  /** In the order of time, the plain name last. */
  readonly parts: readonly Part[]
}

/** The features, quality, gaps and breaks are in both tiers: each folder can be read alone. */
export function editionOf(publication: Publication, tier: Tier): Edition {
  const tables = tablesOf(publication, tier)
  const { language, timezone } = publication
  const beside = [
    featuresSheet(publication),
    inTimezone(qualitySheet(publication), timezone),
    gapsSheet(publication.grid),
    breaksSheet(publication),
  ]
  const name = folderName(publication, tier)
  return {
    publication,
    tier,
    name,
    title: datasetTitle(publication.service.name, tier),
    tables,
    data: [
      ...tables.map((table) => {
        const sheet = inTimezone(tableResource(table, publication), timezone)
        return dataFile(sheet, partsOf(sheet, language))
      }),
      ...beside.map((sheet) => dataFile(sheet, [wholeOf(sheet, language)])),
    ],
    address: addressOf(publication.publicationUrl, name),
  }
}

function dataFile(sheet: Sheet, parts: readonly Part[]): DataFile {
  return { sheet, path: `data/${sheet.name}.csv`, parts }
}

export function tablesOf({ tables }: Publication, tier: Tier): readonly ProtectedTable[] {
  return tables.filter(({ spec }) => tierOf(spec) === tier)
}

export function folderName({ service }: Publication, tier: Tier): string {
  return tier === 'summary' ? service.id : `${service.id}-detail`
}

/** The folder of the other tier, if it has a table. */
export function otherFolderOf({ publication, tier }: Pick<Edition, 'publication' | 'tier'>): string | undefined {
  const other = tier === 'summary' ? 'detail' : 'summary'
  return tablesOf(publication, other).length > 0 ? folderName(publication, other) : undefined
}

function tableResource(table: ProtectedTable, { partial, disclosures, earlier }: Publication): Sheet {
  const { name, period, protection } = table.spec
  const before = earlier?.get(name) ?? []
  return {
    ...tableSheet(
      table,
      before.map((one) => one.protection),
    ),
    comptage: {
      protection: protection.level === 'exact' ? { level: 'exact', acceptedRisk: true } : protection,
      earlierProtection: before.length > 0 ? before : undefined,
      disclosure: disclosures.get(name),
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
