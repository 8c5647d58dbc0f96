import { daysFrom } from '../../domain/calendar.ts'
import type { Feature } from '../../domain/feature.ts'
import { categoriesWithFolded } from '../../domain/folded.ts'
import { tierOf, type Protection, type ReadableTable, type TableSpec, type Tier } from '../../domain/table.ts'
import { addressOf, folderName } from '../edition.ts'
import { BESIDE_TABLES, isBesideTables } from '../../domain/change.ts'
import type { ReadablePublication } from '../publication.ts'
import type { Description } from './description-shape.ts'
import { tableDescribed, type DescribedTable } from './table-described.ts'

export type Described = {
  /** Without figures and days. */
  readonly publication: ReadablePublication
  readonly tables: readonly DescribedTable[]
}

/**
 * The publication that a description tells of, as far as it tells: figures and days are in the CSVs.
 *
 * @returns the place of what contradicts itself, as `comptage.tier`
 */
export function publicationDescribed(description: Description): Described | { readonly wrong: string } {
  const tables = tablesDescribed(description)
  if ('wrong' in tables) return tables
  const wrong = contradictionIn(description, tables)
  if (wrong !== undefined) return { wrong }
  const { comptage, languages, licenses, version, created } = description
  const earlier = earlierOf(description)
  const publication: ReadablePublication = {
    ...comptage,
    ...publicationUrl(description),
    service: serviceOf(description),
    language: languages[0],
    features: comptage.features.map(featureOf),
    // The licence of the other tier stands in no file of this folder.
    licences: { summary: licenses[0].name, detail: licenses[0].name },
    tables: [...tables, ...othersOf(description, tables)].map((table) => readableTable(table, [], earlier)),
    quality: { rows: [] },
    grid: [],
    partial: new Map(tables.map(({ spec, partial }) => [spec.name, partial])),
    earlier,
    away: new Map(description.resources.map(({ name, comptage: own }) => [name, own.away ?? []])),
    ended: endedOf(description),
    disclosures: disclosuresOf(description),
    version,
    created,
    programVersion: comptage.version,
  }
  return { publication, tables }
}

function tablesDescribed({
  comptage: { tier, features, history },
  languages,
  resources,
}: Description): readonly DescribedTable[] | { readonly wrong: string } {
  const ground = { language: languages[0], features: features.map(({ id }) => id), hasHistory: history !== undefined }
  const tables: DescribedTable[] = []
  for (const [position, { comptage, ...resource }] of resources.entries()) {
    const place = `resources.${position}`
    const { protection } = comptage
    if (isBesideTables(resource.name) !== (protection === undefined)) return { wrong: `${place}.comptage.protection` }
    if (protection === undefined) continue
    const table = tableDescribed({ ...resource, comptage }, protection, ground)
    if ('wrong' in table) return { wrong: `${place}.${table.wrong}` }
    if (tierOf(table.spec) !== tier) return { wrong: 'comptage.tier' }
    tables.push(table)
  }
  return tables
}

/** A table with its rows; rows of a folder have no seal, and nothing is published from them. */
export function readableTable(
  { spec, categories }: DescribedTable,
  rows: ReadableTable['rows'],
  earlier: ReadablePublication['earlier'],
): ReadableTable {
  const before = (earlier?.get(spec.name) ?? []).map(({ protection }) => protection)
  return { spec, categories: categoriesWithFolded(spec, categories, before), rows }
}

function earlierOf({ resources }: Description): NonNullable<ReadablePublication['earlier']> {
  return new Map(resources.map(({ name, comptage }) => [name, comptage.earlierProtection ?? []]))
}

function endedOf({ resources }: Description): NonNullable<ReadablePublication['ended']> {
  return new Map(
    resources.flatMap(({ name, comptage: { ended } }) => (ended === undefined ? [] : [[name, ended] as const])),
  )
}

function disclosuresOf({ resources }: Description): ReadablePublication['disclosures'] {
  return new Map(
    resources.flatMap(({ name, comptage: { disclosure } }) => (disclosure === undefined ? [] : [[name, disclosure]])),
  )
}

function contradictionIn(description: Description, tables: readonly DescribedTable[]): string | undefined {
  const { name, homepage, languages, resources, comptage, contributors } = description
  const { service, tier, otherFolder, exactBefore = [] } = comptage
  const names = resources.map((resource) => resource.name)
  const expected = [...tables.map(({ spec }) => spec.name), ...besideTables(comptage)]
  const hasOthers = othersOf(description, tables).length > 0
  const ids = comptage.features.map(({ id }) => id)
  const rules: readonly (readonly [string, boolean])[] = [
    ['name', name === folderName({ service }, tier)],
    ['homepage', homepage === undefined || homepage === addressOf(publicationUrl(description).publicationUrl, name)],
    ['languages', languages[0] !== languages[1]],
    ['resources', tables.length > 0 && names.join() === expected.join() && new Set(names).size === names.length],
    ['comptage.otherFolder', (otherFolder !== undefined) === hasOthers],
    ['comptage.otherFolder', otherFolder === undefined || otherFolder === folderName({ service }, otherTier(tier))],
    [
      'comptage.exactBefore',
      exactBeforeIn(description, tables).join() === exactBefore.filter((one) => names.includes(one)).join(),
    ],
    ['comptage.features', new Set(ids).size === ids.length],
    ['comptage.families', new Set(familiesOf(comptage)).size === familiesOf(comptage).length],
    ['comptage.features', comptage.features.every(({ family }) => isAmong(family, familiesOf(comptage)))],
    ['comptage.voice.events', eventsOf(comptage).every(({ feature }) => isAmong(feature, ids))],
    ['contributors.0.title', contributors?.[0].title.trim() !== ''],
  ]
  return rules.find(([, holds]) => !holds)?.[0]
}

/** Of the tables of this folder, those whose older rows say that they were exact. */
function exactBeforeIn(description: Description, tables: readonly DescribedTable[]): readonly string[] {
  const earlier = earlierOf(description)
  return tables.flatMap(({ spec: { name, protection } }) =>
    protection.level !== 'exact' && (earlier.get(name) ?? []).some((era) => era.protection.level === 'exact')
      ? [name]
      : [],
  )
}

function familiesOf({ families = [] }: Description['comptage']): readonly string[] {
  return families.map(({ id }) => id)
}

function isAmong(id: string | undefined, ids: readonly string[]): boolean {
  return id === undefined || ids.includes(id)
}

function besideTables(comptage: Description['comptage']): readonly string[] {
  return BESIDE_TABLES.filter((sheet) => sheet !== 'events' || eventsOf(comptage).length > 0)
}

function eventsOf({ voice }: Description['comptage']) {
  return voice?.events ?? []
}

function otherTier(tier: Tier): Tier {
  return tier === 'summary' ? 'detail' : 'summary'
}

/** The tables of the other tier as far as this folder names them: how they are protected, and that there are some. */
function othersOf({ comptage }: Description, tables: readonly DescribedTable[]): readonly DescribedTable[] {
  const { tier, k, exact, noisy, otherFolder } = comptage
  const own = new Set(tables.map(({ spec }) => spec.name))
  const dimensions: TableSpec['dimensions'] = tier === 'summary' ? ['device'] : []
  const like = (name: string, protection: Protection): DescribedTable => ({
    spec: { name, period: 'month', dimensions, measures: ['requests'], protection },
    categories: dimensions.map(() => []),
    partial: [],
  })
  const named = [
    ...exact.map((name) => like(name, { level: 'exact' })),
    ...noisy.map((name) => like(name, { level: 'dp', k, views: 1, changes: 1, epsilon: 1 })),
  ].filter(({ spec }) => !own.has(spec.name))
  if (named.length > 0 || otherFolder === undefined) return named
  return [like(otherFolder, { level: 'threshold', k })]
}

function serviceOf({ comptage: { service }, contributors }: Description): ReadablePublication['service'] {
  if (contributors === undefined) return { ...service, hosts: [] }
  const [{ title: name, path: url, email }] = contributors
  return {
    ...service,
    hosts: [],
    publisher: { name, ...(url !== undefined && { url }), ...(email !== undefined && { email }) },
  }
}

// The pattern of a feature was written in a configuration, which is not here.
const NOWHERE = { file: 'datapackage.json', line: 0, column: 0 }

function featureOf({ match, ...feature }: Description['comptage']['features'][number]): Feature {
  return { ...feature, match: match.map((value) => ({ value, place: NOWHERE })), examples: [] }
}

function publicationUrl({ homepage, name }: Description): Pick<ReadablePublication, 'publicationUrl'> {
  if (homepage?.endsWith(`/${name}/`) !== true) return {}
  return { publicationUrl: homepage.slice(0, -name.length - 1) }
}

/** The days of a span that are not in a gap. */
export function gridOutsideGaps(
  span: Description['comptage']['span'],
  gaps: readonly { readonly from: number; readonly to: number }[],
): ReadablePublication['grid'] {
  if (span === undefined) return []
  const days = daysFrom(span.from, span.to)
  const missing = new Set(gaps.flatMap(({ from, to }) => daysFrom(from, to)))
  return days.filter((day) => !missing.has(day))
}
