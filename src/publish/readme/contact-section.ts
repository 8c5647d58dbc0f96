import type { Publisher } from '../../domain/service.ts'
import type { Tier } from '../../domain/table.ts'
import { addressOf, folderName, tablesOf } from '../edition.ts'
import { link, plain } from '../markdown.ts'
import type { Section, Telling } from './telling.ts'

/** Who answers, and where the other tier is, if there is one. */
export function contactSection({ edition, prose }: Telling): Section {
  const { publication, tier } = edition
  const { service } = publication
  return {
    heading: 'contact',
    paragraphs: [
      prose.contact(service.publisher ? contactText(service.publisher) : link(plain(service.name), service.url)),
      ...(tablesOf(publication, other(tier)).length > 0
        ? [prose.otherTier(otherFolder(folderName(publication, other(tier)), publication.publicationUrl))]
        : []),
    ],
  }
}

function other(tier: Tier): Tier {
  return tier === 'summary' ? 'detail' : 'summary'
}

function contactText({ name, url, email }: Publisher): string {
  return [link(plain(name), url), ...(email === undefined ? [] : [`<${email}>`])].join(', ')
}

function otherFolder(name: string, publicationUrl: string | undefined): string {
  return link(`\`${name}/\``, addressOf(publicationUrl, name) ?? `../${name}/`)
}
