import type { Edition } from '../edition.ts'
import type { Words } from '../words.ts'
import { contactSection } from './contact-section.ts'
import { dataSections } from './data-sections.ts'
import { ENGLISH } from './english.ts'
import { FRENCH } from './french.ts'
import { licenceSection } from './licence-section.ts'
import { link, plain } from '../markdown.ts'
import { methodSections } from './method-sections.ts'
import { readingSection } from './reading-section.ts'
import { spanOf, type Section, type Telling } from './telling.ts'

/** What a person who opens the folder reads: README.md in English, LISEZMOI.md in French. */
export function readMe(edition: Edition, language: keyof Words): string {
  const telling: Telling = { edition, language, prose: language === 'fr' ? FRENCH : ENGLISH }
  const sections = [
    ...dataSections(telling),
    ...methodSections(telling),
    readingSection(telling),
    licenceSection(telling),
    contactSection(telling),
  ]
  return `${[...opening(telling), ...sections.map((section) => sectionText(section, telling))].join('\n\n')}\n`
}

function opening({ edition, language, prose }: Telling): readonly string[] {
  const { service } = edition.publication
  return [
    `# ${plain(edition.title[language])}`,
    prose.opening(link(plain(service.name), service.url), spanOf(edition.days, language)),
    prose.otherLanguage,
  ]
}

function sectionText({ heading, paragraphs }: Section, { prose }: Telling): string {
  return [`## ${prose.heading[heading]}`, ...paragraphs].join('\n\n')
}
