import { FREQUENCIES, type PeriodKind } from '../../domain/dictionary.ts'
import { FORMATS } from '../offer.ts'
import type { Language } from '../../domain/service.ts'

/** Inline, so that a reader needs no network. Also how a file of ours is known. */
export const CONTEXT = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  eu: 'http://publications.europa.eu/resource/authority/',
} as const

export type DcatNode = Readonly<Record<string, unknown>> & { readonly '@id': string }

export const RESOLUTION: Readonly<Record<PeriodKind, string>> = {
  day: 'P1D',
  week: 'P1W',
  month: 'P1M',
  quarter: 'P3M',
  year: 'P1Y',
}

export const LANGUAGE: Readonly<Record<Language, string>> = { fr: 'eu:language/FRA', en: 'eu:language/ENG' }

export const GOVERNMENT = 'eu:data-theme/GOVE'
export const PUBLIC = 'eu:access-right/PUBLIC'

export function fileTypeOf(format: keyof typeof FORMATS): string {
  return `eu:file-type/${FORMATS[format].fileType}`
}

export function mediaTypeOf(format: keyof typeof FORMATS): string {
  return `https://www.iana.org/assignments/media-types/${FORMATS[format].mediaType}`
}

export function formatNodes(format: keyof typeof FORMATS): readonly DcatNode[] {
  return [
    termOf(fileTypeOf(format), 'dct:MediaTypeOrExtent', 'file-type'),
    { '@id': mediaTypeOf(format), '@type': 'dct:MediaType' },
  ]
}

function termOf(id: string, type: string, scheme: string): DcatNode {
  return { '@id': id, '@type': type, 'skos:inScheme': { '@id': `eu:${scheme}` } }
}

/**
 * Every term that is pointed at has its type in the file: the shapes of DCAT-AP ask for it, and fetch nothing.
 *
 * @param kind the finest period of the folder
 */
export function termNodes(kind: PeriodKind, language: Language): readonly DcatNode[] {
  return [
    termOf(`eu:frequency/${FREQUENCIES[kind]}`, 'dct:Frequency', 'frequency'),
    termOf(LANGUAGE[language], 'dct:LinguisticSystem', 'language'),
    termOf(PUBLIC, 'dct:RightsStatement', 'access-right'),
    {
      ...termOf(GOVERNMENT, 'skos:Concept', 'data-theme'),
      'skos:prefLabel': [
        inLanguage('Gouvernement et secteur public', 'fr'),
        inLanguage('Government and public sector', 'en'),
      ],
    },
    ...formatNodes('csv'),
  ]
}

export function inLanguage(text: string, language: Language): object {
  return { '@value': text, '@language': language }
}

export function typedValue(value: string, type: string): object {
  return { '@value': value, '@type': `xsd:${type}` }
}

/** Nodes as JSON-LD, each once. */
export function graphText(nodes: readonly DcatNode[]): string {
  const once = new Map(nodes.map((node) => [node['@id'], node]))
  return `${JSON.stringify({ '@context': CONTEXT, '@graph': [...once.values()] }, null, 2)}\n`
}
