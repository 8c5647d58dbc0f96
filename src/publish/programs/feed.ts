import type { Change, Release } from '../../domain/change.ts'
import { releasesOfFolder } from '../changelog/change-log.ts'
import { changeWords, isBreak } from '../changelog/change-words.ts'
import type { Edition } from '../edition.ts'
import type { Offer } from '../offer.ts'
import { attributionOf, publisherName } from '../licence-files.ts'
import { LICENCE_WORDS } from '../listed-licences.ts'
import { bulletList } from '../markdown.ts'
import { descriptionOf } from '../metadata/data-package.ts'
import { fromMarkdown } from '../page/from-markdown.ts'
import { html, type Html } from '../page/html.ts'
import type { Overview } from '../page/overview.ts'
import { toldSentences } from '../page/sections/sentences.ts'
import type { FolderFile } from '../publication.ts'
import type { Both, Language } from '../../domain/service.ts'

export const feeds: Offer = {
  name: 'feed',
  title: { fr: 'Flux des versions (Atom)', en: 'Feed of versions (Atom)' },
  short: { fr: 'Flux', en: 'Feed' },
  description: {
    fr: 'Pour être averti des nouveaux chiffres, des corrections et des ruptures de série.',
    en: 'To be told of new figures, corrections and breaks in the series.',
  },
  paths: ['feed.atom'],
  format: 'atom',
  filesOf: feed,
}

/**
 * `feed.atom` (RFC 4287): an entry a version that brought this folder something, the newest first, in the language of the dataset: what is
 * new, revised, broken; of the newest also what the page says in sentences.
 *
 * @param overview undefined: there is nothing to say in sentences
 * @returns none without a public address, of which ids are made
 */
function feed(edition: Edition, overview: Overview | undefined): readonly FolderFile[] {
  const { address } = edition
  if (address === undefined) return []
  const { markup } = feedXml(edition, address, overview)
  return [{ path: 'feed.atom', text: `<?xml version="1.0" encoding="utf-8"?>\n${markup}\n` }]
}

/** Readers fetch a feed often, and `CHANGELOG.md` has all: a year of daily versions would be half a megabyte. */
const MOST_ENTRIES = 50

function feedXml(edition: Edition, address: string, overview: Overview | undefined): Html {
  const { title, tier, publication } = edition
  const { language, service, created, licences } = publication
  const licence = LICENCE_WORDS[licences[tier]]
  const url = service.publisher?.url
  const newestFirst = releasesOfFolder(edition).toReversed().slice(0, MOST_ENTRIES)
  return html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
    <id>${address}</id>
    <title>${title[language]}</title>
    <subtitle>${descriptionOf(service.name)[language]}</subtitle>
    <updated>${created}</updated>
    <author><name>${publisherName(service)}</name>${url === undefined ? undefined : html`<uri>${url}</uri>`}</author>
    <rights>${attributionOf(edition)?.[language] ?? licence.title}</rights>
    <link rel="self" type="application/atom+xml" href="${address}feed.atom" />
    <link rel="alternate" type="text/html" href="${address}index.html" />
    <link rel="license" href="${licence.address}" />
    ${newestFirst.map((release, position) => entry(release, edition, address, position === 0 ? overview : undefined))}
  </feed>`
}

function entry(
  { version, created, changes }: Release,
  { publication: { language } }: Edition,
  address: string,
  overview: Overview | undefined,
): Html {
  const page = `${address}index.html`
  const about = ABOUT.filter(({ isTold }) => changes.some(isTold))
  const title = [`Version ${version}`, ...about.map(({ words }) => words[language])].join(', ')
  const content = html`${sentences(overview, language, page)}${changesHtml(changes, language, page)}`
  return html`<entry>
    <id>${address}#edition-${version}</id>
    <title>${title}</title>
    <updated>${created}</updated>
    <link rel="alternate" type="text/html" href="${page}" />
    ${about.map(({ term }) => html`<category term="${term}" />`)}
    <content type="html">${content.markup}</content>
  </entry>`
}

type About = { readonly term: string; readonly words: Both; readonly isTold: (change: Change) => boolean }

/** What readers of a feed choose by. */
const ABOUT: readonly About[] = [
  {
    term: 'new',
    words: { fr: 'nouveaux chiffres', en: 'new figures' },
    isTold: ({ kind }) => kind === 'dataset-begun' || kind === 'periods-added',
  },
  {
    term: 'revised',
    words: { fr: 'chiffres corrigés', en: 'revised figures' },
    isTold: ({ kind }) => kind === 'periods-revised' || kind === 'percentiles-raised',
  },
  { term: 'break', words: { fr: 'rupture de série', en: 'break in the series' }, isTold: isBreak },
]

function sentences(overview: Overview | undefined, language: Language, page: string): Html | undefined {
  const told = overview === undefined ? [] : toldSentences(overview, language, page)
  if (told.length === 0) return undefined
  return html`<dl>
    ${told.map(
      ({ heading, text }) =>
        html`<dt>${heading}</dt>
          <dd>${text}</dd>`,
    )}
  </dl>`
}

function changesHtml(changes: readonly Change[], language: Language, page: string): readonly Html[] {
  if (changes.length === 0) return []
  const lines = changes.map((change) => changeWords(change)[language])
  return fromMarkdown([bulletList(lines)], {
    headingId: '',
    addressOf: (target) => new URL(target, page).href,
    known: new Map(),
  })
}
