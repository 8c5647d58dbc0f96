import { dayText, endsOf, periodText, type PeriodIndex } from '../../domain/calendar.ts'
import { FREQUENCIES, PERIOD_KINDS, type PeriodKind } from '../../domain/dictionary.ts'
import type { ReadableTable } from '../../domain/table.ts'
import { toldNow } from '../changelog/history.ts'
import type { PartFacts } from '../csv.ts'
import type { DataFile, Edition } from '../edition.ts'
import { loneFile, type MadeOffer } from '../offer.ts'
import { LICENCE_WORDS } from '../licence.ts'
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
  typed,
  type DcatNode,
} from './vocabulary.ts'

/** A folder as a dataset of DCAT-AP 3. @param address public address of the folder */
export function datasetNodes(edition: Edition, address: string, offers: readonly MadeOffer[]): readonly DcatNode[] {
  const { publication, tier } = edition
  const kind = finestPeriod(edition)
  const licence = LICENCE_WORDS[publication.licences[tier]]
  const publisher = publisherNode(edition, address)
  const distributions = [
    ...distributionNodes(edition, address),
    ...offers.flatMap((made) => offerNodes(made, edition, address)),
  ]
  return [
    datasetNode(edition, address, {
      kind,
      publisher,
      distributions: distributions.filter((node) => node['@type'] === 'dcat:Distribution'),
    }),
    ...distributions,
    publisher,
    // A portal takes the label for the licence where it is one of its own ids.
    { '@id': licence.address, '@type': 'dct:LicenseDocument', 'rdfs:label': licence.portalId },
    { '@id': `${address}index.html`, '@type': 'foaf:Document' },
    ...PAGES.map((page) => ({ '@id': `${address}${page}`, '@type': 'foaf:Document' })),
    ...termNodes(kind, publication.language),
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

type Around = {
  readonly kind: PeriodKind
  readonly publisher: DcatNode
  readonly distributions: readonly DcatNode[]
}

function datasetNode(edition: Edition, address: string, { kind, publisher, distributions }: Around): DcatNode {
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
    'dcat:temporalResolution': typed(RESOLUTION[kind], 'duration'),
    'dct:issued': typed(firstCreated(edition).slice(0, 10), 'date'),
    'dct:modified': typed(created, 'dateTime'),
    'dct:publisher': ref(publisher['@id']),
    ...contactOf(edition),
    'dct:license': ref(LICENCE_WORDS[licences[tier]].address),
    'dcat:landingPage': ref(`${address}index.html`),
    'foaf:page': PAGES.map((page) => ref(`${address}${page}`)),
    'dcat:distribution': distributions.map((node) => ref(node['@id'])),
  }
}

// A period without an address of its own: a portal would fetch one.
function temporalOf(days: Edition['days']): object {
  const span = endsOf(days)
  if (span === undefined) return {}
  return {
    'dct:temporal': {
      '@type': 'dct:PeriodOfTime',
      'dcat:startDate': typed(dayText(span.from), 'date'),
      'dcat:endDate': typed(dayText(span.to), 'date'),
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

/** Every CSV as a distribution, each with the node of its file. */
function distributionNodes(edition: Edition, address: string): readonly DcatNode[] {
  return edition.data.flatMap((file) =>
    file.parts.flatMap((part) => {
      const url = `${address}${part.path}`
      return [
        {
          ...distributionNode(file, part, url, edition),
          'dcat:byteSize': typed(String(part.bytes), 'nonNegativeInteger'),
        },
        { '@id': url, '@type': 'rdfs:Resource' },
        ...(edition.publication.hasParquet === true ? parquetNodes(file, part, url, edition) : []),
      ]
    }),
  )
}

function distributionNode(
  { sheet, path }: DataFile,
  part: PartFacts,
  url: string,
  { publication, tier }: Edition,
): DcatNode {
  const { language, licences } = publication
  const name = part.path.replace(/^data\/|\.csv$/g, '')
  const year = part.path === path ? '' : ` (${name.slice(-4)})`
  return {
    '@id': `${url}#distribution`,
    '@type': 'dcat:Distribution',
    'dct:identifier': name,
    'dct:title': inLanguage(`${sheet.title[language]}${year}`, language),
    'dct:description': inLanguage(sheet.description[language], language),
    'dcat:accessURL': { '@id': url },
    'dcat:downloadURL': { '@id': url },
    'dct:license': { '@id': LICENCE_WORDS[licences[tier]].address },
    'dct:format': { '@id': fileTypeOf('csv') },
    'dcat:mediaType': { '@id': mediaTypeOf('csv') },
  }
}

/** The same in the other form; how many bytes it has stands in no CSV. */
function parquetNodes(file: DataFile, part: PartFacts, url: string, edition: Edition): readonly DcatNode[] {
  const own = parquetPath(url)
  const node = distributionNode(file, part, url, edition)
  return [
    {
      ...node,
      '@id': `${own}#distribution`,
      'dct:identifier': `${String(node['dct:identifier'])}.parquet`,
      'dcat:accessURL': { '@id': own },
      'dcat:downloadURL': { '@id': own },
      'dct:format': { '@id': fileTypeOf('parquet') },
      'dcat:mediaType': { '@id': mediaTypeOf('parquet') },
    },
    { '@id': own, '@type': 'rdfs:Resource' },
  ]
}

/** One distribution an offer: of 800 badges a portal would make 800 files. Where it has many, the page says how they are called. */
function offerNodes(made: MadeOffer, { publication, tier }: Edition, address: string): readonly DcatNode[] {
  const { offer } = made
  const { language, licences } = publication
  const lone = loneFile(made)
  const url = `${address}${lone?.path ?? 'index.html#programs'}`
  const node = {
    '@id': lone === undefined ? `${address}#${offer.name}` : `${url}#distribution`,
    '@type': 'dcat:Distribution',
    // No table has a dot in its name.
    'dct:identifier': lone?.path ?? offer.paths[0],
    'dct:title': inLanguage(offer.title[language], language),
    'dct:description': inLanguage(offer.description[language], language),
    'dcat:accessURL': { '@id': url },
    ...(lone !== undefined && { 'dcat:downloadURL': { '@id': url } }),
    'dct:license': { '@id': LICENCE_WORDS[licences[tier]].address },
    'dct:format': { '@id': fileTypeOf(offer.format) },
    'dcat:mediaType': { '@id': mediaTypeOf(offer.format) },
    ...(lone !== undefined && { 'dcat:byteSize': typed(String(Buffer.byteLength(lone.text)), 'nonNegativeInteger') }),
  }
  return [node, { '@id': url, '@type': 'rdfs:Resource' }]
}
