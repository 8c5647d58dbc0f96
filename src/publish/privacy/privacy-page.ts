import type { Edition } from '../edition.ts'
import { link, list, plain, table } from '../markdown.ts'
import { contactText } from '../readme/contact-section.ts'
import type { Words } from '../words.ts'
import { ENGLISH } from './english.ts'
import { FRENCH } from './french.ts'
import type { Heading, Prose } from './prose.ts'
import { guessParagraphs, protectionParagraphs } from './protection-paragraphs.ts'

/** What is dropped, what is protected and how, what is not promised: PRIVACY.md in English, CONFIDENTIALITE.md in French. */
export function privacyPage(edition: Edition, language: keyof Words): string {
  const prose = language === 'fr' ? FRENCH : ENGLISH
  const { service, privacy, graceHours, history } = edition.publication
  const sections: readonly (readonly [Heading, readonly string[]])[] = [
    ['responsible', responsible(edition, prose)],
    ['purpose', [privacy?.purpose === undefined ? prose.purpose : plain(privacy.purpose)]],
    ['dropped', [prose.read, table(prose.droppedHeader, prose.dropped), prose.noTracker]],
    ['protected', protectionParagraphs(edition, language, prose)],
    ['guesses', guessParagraphs(edition, prose)],
    ['closed', [prose.closed(graceHours), history === undefined ? prose.onePass : prose.corrected]],
    ['criteria', [list(prose.criteria)]],
    ['rawLogs', [prose.rawLogs(privacy?.retention === undefined ? undefined : plain(privacy.retention))]],
    ['notPromised', [list(prose.notPromised)]],
  ]
  const opening = [
    `# ${prose.title} — ${plain(edition.title[language])}`,
    prose.opening(link(plain(service.name), service.url)),
    prose.otherLanguage,
  ]
  const texts = sections.map(([heading, paragraphs]) => [`## ${prose.heading[heading]}`, ...paragraphs].join('\n\n'))
  return `${[...opening, ...texts].join('\n\n')}\n`
}

function responsible({ publication: { service, privacy } }: Edition, prose: Prose): readonly string[] {
  const names = service.publisher ? contactText(service.publisher) : link(plain(service.name), service.url)
  return [prose.responsible(names), ...(privacy?.contact === undefined ? [] : [prose.contact(plain(privacy.contact))])]
}
