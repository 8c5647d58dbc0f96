import { dayText, endsOf, periodText, type PeriodIndex } from '../../domain/calendar.ts'
import { FREQUENCIES, PERIOD_KINDS, type PeriodKind } from '../../domain/dictionary.ts'
import type { ReadableTable } from '../../domain/table.ts'
import { toldNow } from '../changelog/history.ts'
import type { Edition } from '../edition.ts'
import { loneFile, type MadeOffer } from '../offer.ts'
import { LICENCE_WORDS } from '../listed-licences.ts'
import { descriptionOf, keywordsOf } from '../metadata/data-package.ts'
import { publisherName } from '../licence-files.ts'
import { tablesGoingOn } from '../publication.ts'
import { parquetPath } from '../shapes/parquet-files.ts'
import {
  fileTypeOf,
  formatNodes,
  GOVERNMENT,
  inLanguage,
  LANGUAGE,
  mediaTypeOf,
  PUBLIC,
  RESOLUTION,
  termNodes,
  typedValue,
  type DcatNode,
} from './vocabulary.ts'

/**
 * A folder as a dataset of DCAT-AP 3.
 *
 * @param address public address of the folder
 * @param isWritten whether the folder has a file
 */
export function datasetNodes(
  edition: Edition,
  address: string,
  offers: readonly MadeOffer[],
  isWritten: (path: string) => boolean,
): readonly DcatNode[] {
  const { publication, tier } = edition
  const licence = LICENCE_WORDS[publication.licences[tier]]
  const distributions = [...csvNodes(edition, address), ...offers.flatMap((made) => offerNodes(made, edition, address))]
  const pages = PAGES.filter(isWritten).map((page) => `${address}${page}`)
  return [
    datasetNode(edition, address, distributions, pages),
    ...distributions,
    publisherNode(edition, address),
    // A portal takes the label for the licence where it is one of its own ids.
    { '@id': licence.address, '@type': 'dct:LicenseDocument', 'rdfs:label': licence.portalId },
    { '@id': `${address}index.html`, '@type': 'foaf:Document' },
    ...pages.map((page) => ({ '@id': page, '@type': 'foaf:Document' })),
    ...termNodes(finestPeriod(edition), publication.language),
    ...offers.flatMap(({ offer }) => formatNodes(offer.format)),
    ...(publication.hasParquet === true ? formatNodes('parquet') : []),
  ]
}

const PAGES = [
  'a-propos.html',
  'about.html',
  'LISEZMOI.md',
  'README.md',
  'CONFIDENTIALITE.md',
  'PRIVACY.md',
  'CHANGELOG.md',
]

function finestPeriod({ tables, publication }: Edition): PeriodKind {
  const those = tablesGoingOn(tables, publication)
  return PERIOD_KINDS.find((kind) => those.some(({ spec }) => spec.period === kind)) ?? 'year'
}

function publisherNode({ publication: { service, language } }: Edition, address: string): DcatNode {
  return {
    '@id': service.publisher?.url ?? `${address}#publisher`,
    '@type': 'foaf:Agent',
    'foaf:name': inLanguage(publisherName(service), language),
  }
}

function datasetNode(
  edition: Edition,
  address: string,
  nodes: readonly DcatNode[],
  pages: readonly string[],
): DcatNode {
  const kind = finestPeriod(edition)
  const { publication, name, title, tier, days } = edition
  const { language, version, created, licences, service } = publication
  const ref = (id: string) => ({ '@id': id })
  return {
    '@id': address,
    '@type': 'dcat:Dataset',
    'dct:identifier': name,
    'dcat:version': version,
    'dct:title': inLanguage(title[language], language),
    'dct:description': inLanguage(descriptionOf(service.name)[language], language),
    'dcat:keyword': keywordsOf(language).map((word) => inLanguage(word, language)),
    'dcat:theme': ref(GOVERNMENT),
    'dct:language': ref(LANGUAGE[language]),
    'dct:accrualPeriodicity': ref(`eu:frequency/${FREQUENCIES[kind]}`),
    'dct:accessRights': ref(PUBLIC),
    ...temporalOf(days),
    'dcat:temporalResolution': typedValue(RESOLUTION[kind], 'duration'),
    'dct:issued': typedValue(firstCreated(edition).slice(0, 10), 'date'),
    'dct:modified': typedValue(created, 'dateTime'),
    'dct:publisher': ref(publisherNode(edition, address)['@id']),
    ...contactOf(edition),
    'dct:license': ref(LICENCE_WORDS[licences[tier]].address),
    'dcat:landingPage': ref(`${address}index.html`),
    'foaf:page': pages.map(ref),
    'dcat:distribution': nodes.flatMap((node) => (node['@type'] === 'dcat:Distribution' ? ref(node['@id']) : [])),
  }
}

// A period without an address of its own: a portal would fetch one.
function temporalOf(days: Edition['days']): object {
  const span = endsOf(days)
  if (span === undefined) return {}
  return {
    'dct:temporal': {
      '@type': 'dct:PeriodOfTime',
      'dcat:startDate': typedValue(dayText(span.from), 'date'),
      'dcat:endDate': typedValue(dayText(span.to), 'date'),
    },
  }
}

function contactOf({ publication: { service } }: Edition): object {
  const email = service.publisher?.email
  if (email === undefined) return {}
  return {
    'dcat:contactPoint': {
      '@type': ['vcard:Kind', 'vcard:Organization'],
      'vcard:fn': publisherName(service),
      'vcard:hasEmail': { '@id': `mailto:${encodeURI(email)}` },
    },
  }
}

/** When the first version was made that had a row in a table of this tier: both have one list of versions. */
function firstCreated({ publication: { created, history }, tables }: Edition): string {
  const [first, ...later] = toldNow(history)
  if (first === undefined) return created
  const added = later.flatMap((release) =>
    release.changes.flatMap((change) =>
      change.kind === 'periods-added' ? { ...change, created: release.created } : [],
    ),
  )
  const own = added.filter(({ table }) => tables.some(({ spec }) => spec.name === table))
  // What the first version held is told by none.
  const isOfFirst = tables.some((table) => {
    const told = own.filter((one) => one.table === table.spec.name).flatMap(({ periods }) => periods)
    return hasOther(table, new Set(told))
  })
  return isOfFirst ? first.created : (own[0]?.created ?? first.created)
}

/** Whether a table has a row of a period that is none of these. */
function hasOther({ spec, rows }: ReadableTable, periods: ReadonlySet<string>): boolean {
  let before: PeriodIndex | undefined
  for (const { period } of rows) {
    if (period !== before && !periods.has(periodText(spec.period, period))) return true
    before = period
  }
  return false
}

/** Every CSV as a distribution, and the same as Parquet where it is there; how many bytes that has stands in no CSV. */
function csvNodes(edition: Edition, address: string): readonly DcatNode[] {
  const { publication, data } = edition
  const { language, hasParquet } = publication
  return data.flatMap(({ sheet, path, parts }) =>
    parts.flatMap((part) => {
      const url = `${address}${part.path}`
      const name = part.path.replace(/^data\/|\.csv$/g, '')
      const year = part.path === path ? '' : ` (${name.slice(-4)})`
      const told = { title: `${sheet.title[language]}${year}`, description: sheet.description[language] }
      const [csv, parquet] = [
        { ...told, name, format: 'csv', url, isFile: true, bytes: part.bytes },
        { ...told, name: `${name}.parquet`, format: 'parquet', url: parquetPath(url), isFile: true },
      ] as const
      return (hasParquet === true ? [csv, parquet] : [csv]).flatMap((one) => distributionNodes(one, edition))
    }),
  )
}

/**
 * One distribution an offer: of 800 badges a portal would make 800 files. Where it has many, the page says how they are called, each offer
 * at its own address: by it a harvester knows a distribution.
 */
function offerNodes(made: MadeOffer, edition: Edition, address: string): readonly DcatNode[] {
  const { name, title, description, format, paths } = made.offer
  const { language } = edition.publication
  const lone = loneFile(made)
  const told = { title: title[language], description: description[language], format }
  return distributionNodes(
    lone === undefined
      ? { ...told, id: `${address}#${name}`, name: paths[0], url: `${address}index.html#${name}` }
      : // No table has a dot in its name.
        { ...told, name: lone.path, url: `${address}${lone.path}`, isFile: true, bytes: Buffer.byteLength(lone.text) },
    edition,
  )
}

type Distribution = Readonly<Record<'name' | 'title' | 'description' | 'url', string>> & {
  readonly format: Parameters<typeof formatNodes>[0]
  /** Of its node; absent: it is told from the address. */
  readonly id?: string
  /** What the address leads to is the data themselves. */
  readonly isFile?: true
  readonly bytes?: number
}

/** A distribution, and the node of what it leads to. */
function distributionNodes(
  { id, name, title, description, format, url, isFile, bytes }: Distribution,
  { publication: { language, licences }, tier }: Edition,
): readonly DcatNode[] {
  return [
    {
      '@id': id ?? `${url}#distribution`,
      '@type': 'dcat:Distribution',
      'dct:identifier': name,
      'dct:title': inLanguage(title, language),
      'dct:description': inLanguage(description, language),
      'dcat:accessURL': { '@id': url },
      ...(isFile && { 'dcat:downloadURL': { '@id': url } }),
      'dct:license': { '@id': LICENCE_WORDS[licences[tier]].address },
      'dct:format': { '@id': fileTypeOf(format) },
      'dcat:mediaType': { '@id': mediaTypeOf(format) },
      ...(bytes !== undefined && { 'dcat:byteSize': typedValue(String(bytes), 'nonNegativeInteger') }),
    },
    { '@id': url, '@type': 'rdfs:Resource' },
  ]
}
