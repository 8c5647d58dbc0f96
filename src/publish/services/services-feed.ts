import type { Language } from '../../domain/service.ts'
import { html } from '../page/html.ts'
import type { Service } from './read-service.ts'
import { servicesProse } from './services-prose.ts'

type Around = { readonly base: string; readonly title: string; readonly author: string; readonly language: Language }

/**
 * The latest version of each service, the newest first, as Atom (RFC 4287). An entry is named as in the feed of its service: whoever
 * follows both reads it once.
 *
 * @param base address of the output folder, ending with a slash
 */
export function servicesFeed(services: readonly Service[], { base, title, author, language }: Around): string {
  const newest = services.toSorted(
    (a, b) => Date.parse(b.created) - Date.parse(a.created) || (a.folder < b.folder ? -1 : 1),
  )
  const prose = servicesProse(language)
  const entries = newest.map(({ folder, name, version, created }) => {
    const address = `${base}${folder}/`
    return [
      '  <entry>',
      `    ${element('id', `${address}#edition-${version}`)}`,
      `    ${element('title', prose.published(name, version))}`,
      `    ${element('updated', created)}`,
      `    ${link('alternate', address)}`,
      '  </entry>',
    ].join('\n')
  })
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    `  ${element('id', `${base}${FEED}`)}`,
    `  ${element('title', title)}`,
    `  ${element('updated', newest[0]?.created ?? '')}`,
    `  <author>${element('name', author)}</author>`,
    `  ${link('self', `${base}${FEED}`)}`,
    `  ${link('alternate', base)}`,
    `  ${element('generator', GENERATOR)}`,
    ...entries,
    '</feed>\n',
  ].join('\n')
}

export const FEED = 'feed.atom'

/** By which a page or a feed of services is known again as one of ours. */
export const GENERATOR = 'comptage services'

function element(name: string, text: string): string {
  return `<${name}>${html`${text}`.markup}</${name}>`
}

function link(relation: string, address: string): string {
  return `<link rel="${relation}" href="${html`${address}`.markup}"/>`
}
