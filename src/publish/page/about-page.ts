import type { Language } from '../../domain/service.ts'
import type { Edition } from '../edition.ts'
import type { FolderFile } from '../publication.ts'
import { privacyText } from '../texts/privacy-page.ts'
import { readMeText } from '../texts/read-me.ts'
import type { Text, TextSection } from '../texts/text.ts'
import { otherLanguage } from '../words.ts'
import { frame } from './frame.ts'
import { fromMarkdown, type Around } from './from-markdown.ts'
import { html, type Html } from './html.ts'
import { ABOUT, pageName, type Page } from './page.ts'
import { pageProse } from './page-prose.ts'
import { STYLE, STYLE_OF_TEXTS } from './style.ts'

/** The read-me and the text about privacy as a page of each language, for people who do not read Markdown. */
export function aboutPages(edition: Edition): readonly FolderFile[] {
  return (['fr', 'en'] as const).map((language) => ({ path: ABOUT[language], text: aboutPage(edition, language) }))
}

const PRIVACY = 'privacy'

function aboutPage(edition: Edition, language: Language): string {
  const page: Page = { edition, language, prose: pageProse(language), files: [] }
  const [readMe, privacy] = [readMeText(edition, language), privacyText(edition, language)]
  const title = `${page.prose.readMe} – ${edition.title[language]}`
  return frame(page, {
    title,
    description: title,
    style: STYLE + STYLE_OF_TEXTS,
    body: html`<header>
        ${pagesAround(page)}
        <h1>${page.prose.readMe}</h1>
        ${fromMarkdown(readMe.opening, around('contents'))} ${contents(page, readMe, privacy)}
      </header>
      <main class="text">
        ${readMe.sections.map((section) => html`<section aria-labelledby="${section.id}">${sectionHtml(section)}</section>`)}
        <section aria-labelledby="${PRIVACY}">
          <h2 id="${PRIVACY}">${privacy.title}</h2>
          ${fromMarkdown(privacy.opening, around(PRIVACY))} ${privacy.sections.map(privacyHtml)}
        </section>
      </main>`,
  })
}

function pagesAround({ edition, language, prose }: Page): Html {
  const other = otherLanguage(language)
  return html`<nav>
    <a href="${pageName(language, edition.publication.language)}">← <bdi>${edition.title[language]}</bdi></a
    ><a href="${ABOUT[other]}" lang="${other}" hreflang="${other}">${prose.otherLanguage}</a>
  </nav>`
}

function contents({ prose }: Page, readMe: Text, privacy: Text): Html {
  const all = [...readMe.sections, { id: PRIVACY, heading: privacy.title }]
  return html`<nav class="contents" id="contents" aria-label="${prose.contents}">
    <ul>
      ${all.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`)}
    </ul>
  </nav>`
}

function sectionHtml({ id, heading, paragraphs }: TextSection): Html {
  return html`<h2 id="${id}">${heading}</h2>
    ${fromMarkdown(paragraphs, around(id))}`
}

function privacyHtml({ id, heading, paragraphs }: TextSection): Html {
  const place = `${PRIVACY}-${id}`
  return html`<h3 id="${place}">${heading}</h3>
    ${fromMarkdown(paragraphs, around(place))}`
}

function around(headingId: string): Around {
  return { headingId, addressOf: (target) => (TOLD_HERE.has(target) ? `#${PRIVACY}` : target) }
}

const TOLD_HERE = new Set(['PRIVACY.md', 'CONFIDENTIALITE.md'])
