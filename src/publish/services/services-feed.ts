import type { Language } from '../../domain/service.ts'
import { html } from '../page/html.ts'
import type { IndexedService } from './read-service.ts'
import { servicesProse } from './services-prose.ts'

type FeedFacts = { readonly base: string; readonly title: string; readonly author: string; readonly language: Language }

/**
 * The latest version of each service, the newest first, as Atom (RFC 4287). An entry is named as in the feed of its service: whoever
 * follows both reads it once.
 *
 * @param base address of the output folder, ending with a slash
 */
export function servicesFeed(
  services: readonly IndexedService[],
  { base, title, author, language }: FeedFacts,
): string {
  const newest = services.toSorted(
    (a, b) => Date.parse(b.created) - Date.parse(a.created) || (a.folder < b.folder ? -1 : 1),
  )
  const prose = servicesProse(language)
  const { markup } = html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
    <id>${base}${FEED}</id>
    <title>${title}</title>
    <updated>${newest[0]?.created}</updated>
    <author><name>${author}</name></author>
    <link rel="self" href="${base}${FEED}" />
    <link rel="alternate" href="${base}" />
    <generator>${GENERATOR}</generator>
    ${newest.map(({ folder, name, version, created }) => {
      const address = `${base}${folder}/`
      return html`<entry>
        <id>${address}#edition-${version}</id>
        <title>${prose.published(name, version)}</title>
        <updated>${created}</updated>
        <link rel="alternate" href="${address}" />
      </entry>`
    })}
  </feed>`
  return `<?xml version="1.0" encoding="utf-8"?>\n${markup}\n`
}

export const FEED = 'feed.atom'

/** By which a page or a feed of services is known again as one of ours. */
export const GENERATOR = 'comptage services'
