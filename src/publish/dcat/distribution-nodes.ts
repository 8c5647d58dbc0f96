import type { DataFile, Edition } from '../edition.ts'
import { LICENCE_WORDS } from '../licence.ts'
import type { PartFacts } from '../csv/parts.ts'
import { CSV, inLanguage, TEXT_CSV, typed, type DcatNode } from './vocabulary.ts'

/** Every CSV as a distribution, each with the node of its file. */
export function distributionNodes(edition: Edition, address: string): readonly DcatNode[] {
  return edition.data.flatMap((file) =>
    file.parts.flatMap((part) => {
      const url = `${address}${part.path}`
      return [distributionNode(file, part, url, edition), { '@id': url, '@type': 'rdfs:Resource' }]
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
    'dct:format': { '@id': CSV },
    'dcat:mediaType': { '@id': TEXT_CSV },
    'dcat:byteSize': typed(String(part.bytes), 'nonNegativeInteger'),
  }
}
