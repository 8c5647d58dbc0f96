import { attributionOf } from '../reuse/attribution.ts'
import { LICENCE_WORDS } from '../licence.ts'
import { block, link, plain } from '../markdown.ts'
import type { Section, Telling } from './telling.ts'

/** The licence, and the sentence that a reuser must give, word for word. */
export function licenceSection(telling: Telling): Section {
  const { edition, prose } = telling
  const id = edition.publication.licences[edition.tier]
  const { title, address, isShareAlike } = LICENCE_WORDS[id]
  const text = `LICENSES/${id}.txt`
  const shareAlike = isShareAlike ? [prose.shareAlike] : []
  return {
    heading: 'licence',
    paragraphs: [prose.licence(link(title, address), link(text, text)), ...attribution(telling), ...shareAlike],
  }
}

function attribution({ edition, language, prose }: Telling): readonly string[] {
  const { publication, title, address, tier } = edition
  const sentences = attributionOf(edition)
  if (sentences === undefined) return [prose.nothingToCite]
  const main = publication.language
  return [
    prose.cite,
    block('text', [...new Set([sentences[language], sentences[main]])].join('\n')),
    prose.citeAddresses(plain(title[main]), address, LICENCE_WORDS[publication.licences[tier]].address),
  ]
}
