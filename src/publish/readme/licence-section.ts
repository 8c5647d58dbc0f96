import { LICENCE_WORDS } from '../licence.ts'
import { inBoth } from '../words.ts'
import { block, link, plain } from '../markdown.ts'
import { updatedOn, type Section, type Telling } from './telling.ts'

/** The licence, and the sentence that a reuser must give, word for word. */
export function licenceSection(telling: Telling): Section {
  const { edition, prose } = telling
  const id = edition.publication.licences[edition.tier]
  const { title, address } = LICENCE_WORDS[id]
  const text = `LICENSES/${id}.txt`
  const shareAlike = id === 'ODbL-1.0' ? [prose.shareAlike] : []
  return {
    heading: 'licence',
    paragraphs: [prose.licence(link(title, address), link(text, text)), ...attribution(telling), ...shareAlike],
  }
}

function attribution({ edition, language, prose }: Telling): readonly string[] {
  const { publication, title, address, tier } = edition
  const { service, licences, created } = publication
  const { sentence, address: licence } = LICENCE_WORDS[licences[tier]]
  if (sentence === undefined) return [prose.nothingToCite]
  const main = publication.language
  const sentences = sentence({
    publisher: service.publisher?.name ?? service.name,
    title: title[main],
    address,
    updated: inBoth((l) => updatedOn(created, l)),
  })
  return [
    prose.cite,
    block('text', [...new Set([sentences[language], sentences[main]])].join('\n')),
    prose.citeAddresses(plain(title[main]), address, licence),
  ]
}
