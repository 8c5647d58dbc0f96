import type { Edition } from '../edition.ts'
import { levelsOf, type Levels } from '../levels.ts'
import { link, list, plain, table } from '../markdown.ts'
import { contactText } from '../readme/contact-section.ts'
import { listed, type Words } from '../words.ts'
import { criteriaOf, paddingOf } from './criteria.ts'
import { ENGLISH } from './english.ts'
import { FRENCH } from './french.ts'
import type { Heading, Prose } from './prose.ts'
import { correctedGuesses, guessParagraphs, protectionParagraphs } from './protection-paragraphs.ts'

/** What is dropped, what is protected and how, what is not promised: PRIVACY.md in English, CONFIDENTIALITE.md in French. */
export function privacyPage(edition: Edition, language: keyof Words): string {
  const prose = language === 'fr' ? FRENCH : ENGLISH
  const { service, privacy, graceHours } = edition.publication
  const levels = levelsOf(edition)
  const sections: readonly (readonly [Heading, readonly string[]])[] = [
    ['responsible', responsible(edition, prose)],
    ['purpose', [privacy?.purpose === undefined ? prose.purpose : plain(privacy.purpose)]],
    ['dropped', [prose.read, table(prose.droppedHeader, prose.dropped), prose.noTracker]],
    ['protected', protectionParagraphs(edition, language, prose)],
    ['guesses', guessParagraphs(edition, language, prose)],
    ['closed', [prose.closed(graceHours), corrected(edition, levels, language, prose)]],
    ['criteria', [list(criteriaOf(levels, language, prose))]],
    ['rawLogs', [prose.rawLogs(privacy?.retention === undefined ? undefined : plain(privacy.retention))]],
    ['notPromised', [list([...paddingOf(levels, prose), ...prose.notPromised])]],
  ]
  const head = [
    `# ${prose.title} — ${plain(edition.title[language])}`,
    opening(link(plain(service.name), service.url), levels, language, prose),
    prose.otherLanguage,
  ]
  const texts = sections.map(([heading, paragraphs]) => [`## ${prose.heading[heading]}`, ...paragraphs].join('\n\n'))
  return `${[...head, ...texts].join('\n\n')}\n`
}

function opening(service: string, { at, from }: Levels, language: keyof Words, prose: Prose): string {
  return [
    prose.opening(service),
    from.length > 0 ? prose.openingFrom(listed(from, language)) : prose.openingWithoutFrom,
    ...(at.exact.length > 0 ? [prose.openingExact(listed(at.exact, language))] : []),
    prose.openingEnd,
  ].join(' ')
}

function corrected(edition: Edition, { at, noisy }: Levels, language: keyof Words, prose: Prose): string {
  const { history } = edition.publication
  const isHiding = at.threshold.length + noisy.length > 0
  if (history === undefined) return isHiding ? `${prose.onePass} ${prose.onePassHidden}` : prose.onePass
  return [
    prose.corrected,
    ...(at.threshold.length > 0 ? [prose.correctedHidden] : []),
    ...(noisy.length > 0 ? [prose.correctedNoisy] : []),
    ...correctedGuesses(edition, language, prose),
    ...(at.dp.length > 0 ? [prose.correctedDp] : []),
  ].join(' ')
}

function responsible({ publication: { service, privacy } }: Edition, prose: Prose): readonly string[] {
  const names = service.publisher ? contactText(service.publisher) : link(plain(service.name), service.url)
  return [prose.responsible(names), ...(privacy?.contact === undefined ? [] : [prose.contact(plain(privacy.contact))])]
}
