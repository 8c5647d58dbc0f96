import type { Both } from '../../domain/service.ts'
import { titleOf } from '../columns/features-sheet.ts'
import type { Edition } from '../edition.ts'
import type { MadeOffer } from '../offer.ts'
import { plain } from '../markdown.ts'
import type { FolderFile } from '../publication.ts'
import type { Text, TextSection } from '../texts/folder-text.ts'
import { otherLanguage } from '../words.ts'
import { frame } from './frame.ts'
import { fromMarkdown, type PageAround } from './from-markdown.ts'
import { html, type Html } from './html.ts'
import { ABOUT, inEither, pageName, titleHtml, type Page } from './page.ts'
import { paragraphsOf } from './sections/voice.ts'
import { pageProse } from './page-prose.ts'
import { STYLE, STYLE_OF_TEXTS } from './style.ts'

/** The read-me and the text about privacy as a page of each language, for people who do not read Markdown. */
export function aboutPages(edition: Edition, offers: readonly MadeOffer[], texts: Both<Texts>): readonly FolderFile[] {
  return (['fr', 'en'] as const).map((language) => ({
    path: ABOUT[language],
    text: aboutPage({ edition, language, prose: pageProse(language), files: [], offers }, texts[language]),
  }))
}

/** What a page of them is made of, in its language. */
export type Texts = { readonly readMe: Text; readonly privacy: Text }

const PRIVACY = 'privacy'

function aboutPage(page: Page, { readMe, privacy }: Texts): string {
  const ground = groundOf(page)
  const title = `${page.prose.readMe} – ${page.edition.title[page.language]}`
  return frame(page, {
    title,
    description: title,
    style: STYLE + STYLE_OF_TEXTS,
    body: html`<header>
        ${pagesAround(page)}
        <h1>${page.prose.readMe}</h1>
        ${fromMarkdown(readMe.opening, { ...ground, headingId: 'contents' })} ${contents(page, readMe, privacy)}
      </header>
      <main class="text">
        ${readMe.sections.map((section) => html`<section aria-labelledby="${section.id}">${sectionHtml(section, ground)}</section>`)}
        <section aria-labelledby="${PRIVACY}">
          <h2 id="${PRIVACY}">${privacy.title}</h2>
          ${fromMarkdown(privacy.opening, { ...ground, headingId: PRIVACY })}
          ${privacy.sections.map((section) => privacyHtml(section, ground))}
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

function sectionHtml({ id, heading, paragraphs }: TextSection, ground: Ground): Html {
  return html`<h2 id="${id}">${heading}</h2>
    ${fromMarkdown(paragraphs, { ...ground, headingId: id })}`
}

function privacyHtml({ id, heading, paragraphs }: TextSection, ground: Ground): Html {
  const place = `${PRIVACY}-${id}`
  return html`<h3 id="${place}">${heading}</h3>
    ${fromMarkdown(paragraphs, { ...ground, headingId: place })}`
}

type Ground = Pick<PageAround, 'addressOf' | 'known'>

/** What the rendering of each text asks of this page. */
function groundOf({ edition, language }: Page): Ground {
  const cells = edition.publication.features.map(
    (feature) =>
      [plain(titleOf(feature, language)).replaceAll(String.raw`\|`, '|'), titleHtml(feature, language)] as const,
  )
  const { text: said, lang } = inEither(edition.publication.voice?.words ?? {}, language)
  const foreign = said === undefined || lang === undefined ? [] : paragraphsOf(said)
  const words = foreign.map((paragraph) => [plain(paragraph), html`<bdi lang="${lang}">${paragraph}</bdi>`] as const)
  return { addressOf: (target) => TOLD_HERE.get(target) ?? target, known: new Map([...cells, ...words]) }
}

const TOLD_HERE = new Map([
  ...['PRIVACY.md', 'CONFIDENTIALITE.md'].map((file) => [file, `#${PRIVACY}`] as const),
  // The text on privacy names the read-me for the periods that are covered in part.
  ...['README.md', 'LISEZMOI.md'].map((file) => [file, '#time'] as const),
])
