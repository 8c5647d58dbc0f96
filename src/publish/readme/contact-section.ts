import type { Publisher } from '../../domain/service.ts'
import { addressOf, otherFolderOf } from '../edition.ts'
import { link, plain } from '../markdown.ts'
import type { Section, Telling } from './telling.ts'

/** Who answers, and where the other tier is, if there is one. */
export function contactSection({ edition, prose }: Telling): Section {
  const { publication } = edition
  const { service } = publication
  const other = otherFolderOf(edition)
  return {
    heading: 'contact',
    paragraphs: [
      prose.contact(service.publisher ? contactText(service.publisher) : link(plain(service.name), service.url)),
      ...(other === undefined ? [] : [prose.otherTier(otherFolder(other, publication.publicationUrl))]),
    ],
  }
}

export function contactText({ name, url, email }: Publisher): string {
  return [link(plain(name), url), ...(email === undefined ? [] : [`<${email}>`])].join(', ')
}

function otherFolder(name: string, publicationUrl: string | undefined): string {
  return link(`\`${name}/\``, addressOf(publicationUrl, name) ?? `../${name}/`)
}
