import { daysOf, daysText, dayText, periodText, type DayIndex } from '../domain/calendar.ts'
import { BESIDE_TABLES, type BesideTables } from '../domain/change.ts'
import { tierOf, TIERS, type Grid, type Protection, type ReadableTable, type Tier } from '../domain/table.ts'
import { breaksSheet } from './changelog/breaks-sheet.ts'
import type { Sheet } from './columns/column.ts'
import { eventsInOrder, eventsSheet } from './columns/events-sheet.ts'
import { featuresSheet, inOrderOfIds, titlesOf } from './columns/features-sheet.ts'
import { gapsSheet } from './columns/gaps-sheet.ts'
import { qualitySheet } from './columns/quality-sheet.ts'
import { tableSheet } from './columns/table-sheet.ts'
import { csvPartsOf, type CsvPart, type PartFacts } from './csv.ts'
import { COMPANION, type ReadablePublication } from './publication.ts'
import { openUncounted } from './uncounted.ts'
import type { Both } from '../domain/service.ts'
import { inBoth } from './words.ts'

/** One tier of a publication: what every file of its folder is made from. */
export type Edition<P extends PartFacts = PartFacts> = {
  readonly publication: ReadablePublication
  readonly tier: Tier
  /** Of the folder. */
  readonly name: string
  readonly title: Both
  readonly tables: readonly ReadableTable[]
  /** The days that its tables tell of: those of both tiers may be more. */
  readonly days: Grid
  readonly data: readonly DataFile<P>[]
  /** Public address of the folder, if there is one. */
  readonly address: string | undefined
}

/** A sheet and where it stands. */
export type DataFile<P extends PartFacts = PartFacts> = {
  readonly sheet: Sheet
  /** The plain name. */
  readonly path: string
  /** In the order of time, the plain name last. */
  readonly parts: readonly P[]
}

export function editionOf(publication: ReadablePublication, tier: Tier): Edition<CsvPart> {
  const { language } = publication
  return editionWith(publication, tier, (sheet, isTable) => csvPartsOf(sheet, isTable, language))
}

/** They are in both tiers: each folder can be read alone. Undefined: this one has no such file. */
const SHEETS_BESIDE: Readonly<Record<BesideTables, (publication: ReadablePublication) => Sheet | undefined>> = {
  features: featuresSheet,
  quality: (publication) => inTimezone(qualitySheet(publication), publication.timezone),
  gaps: ({ grid }) => gapsSheet(grid),
  breaks: breaksSheet,
  events: eventsSheet,
}

/**
 * @param cut the CSVs of a sheet
 */
export function editionWith<P extends PartFacts>(
  given: ReadablePublication,
  tier: Tier,
  cut: (sheet: Sheet, isTable: boolean) => readonly P[],
): Edition<P> {
  const publication = inOrder(given)
  const tables = tablesOfTier(publication, tier)
  const { timezone } = publication
  const name = folderName(publication, tier)
  return {
    publication,
    tier,
    name,
    title: datasetTitle(publication.service.name, tier),
    tables,
    days: daysTold(tables, publication.grid),
    data: [
      ...tables.map((table) => {
        const sheet = inTimezone(tableResource(table, publication), timezone)
        return dataFile(sheet, cut(sheet, true))
      }),
      ...BESIDE_TABLES.flatMap((name) => SHEETS_BESIDE[name](publication) ?? []).map((sheet) =>
        dataFile(sheet, cut(sheet, false)),
      ),
    ],
    address: addressOf(publication.publicationUrl, name),
  }
}

/** From the first period of which a table has a row to the last. */
function daysTold(tables: readonly ReadableTable[], grid: Grid): Grid {
  const ends = tables.flatMap(({ spec: { period: kind }, rows }) => {
    const [first, last] = [rows.at(0), rows.at(rows.length - 1)]
    return [first, last].flatMap((row) => (row === undefined ? [] : daysOf(kind, row.period)))
  })
  const [from, to] = [Math.min(...ends.map((one) => one.from)), Math.max(...ends.map((one) => one.to))]
  return grid.filter((day) => day >= from && day <= to)
}

// The order in which the operator wrote tiers and features stands in no file, so nothing may depend on it.
function inOrder(publication: ReadablePublication): ReadablePublication {
  const { families = [], ...rest } = publication
  const features = inOrderOfIds(publication.features, families)
  return {
    ...rest,
    features,
    ...(families.length > 0 && { families }),
    ...(publication.voice !== undefined && { voice: eventsInOrder(publication.voice, features) }),
    tables: [...tablesOfTier(publication, 'summary'), ...tablesOfTier(publication, 'detail')],
  }
}

function dataFile<P extends PartFacts>(sheet: Sheet, parts: readonly P[]): DataFile<P> {
  return { sheet, path: `data/${sheet.name}.csv`, parts }
}

export function tablesOfTier({ tables }: ReadablePublication, tier: Tier): readonly ReadableTable[] {
  return tables.filter(({ spec }) => tierOf(spec) === tier)
}

export function folderName({ service }: { readonly service: { readonly id: string } }, tier: Tier): string {
  return tier === 'summary' ? service.id : `${service.id}-detail`
}

/** The names of both folders of a service: of no other, whose id may begin alike. */
export function foldersOf(service: string): readonly string[] {
  return TIERS.map((tier) => folderName({ service: { id: service } }, tier))
}

/** The folder of the other tier, if it has a table. */
export function otherFolderOf({ publication, tier }: Pick<Edition, 'publication' | 'tier'>): string | undefined {
  const other = tier === 'summary' ? 'detail' : 'summary'
  return tablesOfTier(publication, other).length > 0 ? folderName(publication, other) : undefined
}

function tableResource(table: ReadableTable, told: ReadablePublication): Sheet {
  const { partial, disclosures, earlier, away, ended, features } = told
  const { name, period, protection } = table.spec
  const before = earlier?.get(name) ?? []
  return {
    ...tableSheet(table, before, titlesOf(features), openUncounted(table, told)),
    comptage: {
      protection: protectionSaid(protection),
      earlierProtection: unlessEmpty(before),
      away: unlessEmpty((away?.get(name) ?? []).map(daysText)),
      ended: dayOrNone(ended?.get(name)),
      disclosure: disclosures.get(name),
      partial: (partial.get(name) ?? []).map((position) => periodText(period, position)),
    },
  }
}

function unlessEmpty<T>(all: readonly T[]): readonly T[] | undefined {
  return all.length > 0 ? all : undefined
}

function protectionSaid(protection: Protection): object {
  switch (protection.level) {
    case 'exact':
      return { level: 'exact', acceptedRisk: true }
    // Whoever takes days over, or decides on a month above them, has to know which were hidden whatever they counted.
    case 'threshold':
      return { ...protection, companion: COMPANION }
    case 'cell-key':
    case 'dp':
      return protection
  }
}

export function dayOrNone(day: DayIndex | undefined): string | undefined {
  return day === undefined ? undefined : dayText(day)
}

// A day is a day of some time zone; the period is the first column.
function inTimezone(sheet: Sheet, timezone: string): Sheet {
  const columns = sheet.columns.map((column, position) =>
    position === 0 ? { ...column, description: inBoth((l) => `${column.description[l]}, ${timezone}`) } : column,
  )
  return { ...sheet, columns }
}

function datasetTitle(service: string, tier: Tier): Both {
  // « de » would have to become « d’ », « du » or « des », by names whose sound nobody can tell here.
  return tier === 'summary'
    ? { fr: `${service}\u00A0: usage par fonctionnalité`, en: `Usage of ${service} by feature` }
    : { fr: `${service}\u00A0: usage détaillé`, en: `Usage of ${service} in detail` }
}

export function addressOf(publicationUrl: string | undefined, name: string): string | undefined {
  if (publicationUrl === undefined) return undefined
  return `${publicationUrl}${publicationUrl.endsWith('/') ? '' : '/'}${name}/`
}
