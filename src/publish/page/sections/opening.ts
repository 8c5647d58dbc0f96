import { otherFolderOf } from '../../edition.ts'
import { otherLanguage, spanOf } from '../../words.ts'
import { html, type Html } from '../html.ts'
import { pageName, type Page } from '../page.ts'

/** Who publishes what, in the words of three sentences, and the files that most people want. */
export function opening(page: Page): Html {
  const { edition, language, prose } = page
  const { service } = edition.publication
  const told = prose.lede(service.name, spanOf(edition.days, language))
  return html`<header>
    <nav>${publisherOf(page)}<span class="links">${otherPages(page)}</span></nav>
    <h1>${edition.title[language]}</h1>
    <p class="lede">${told} ${prose.notPeople} ${prose.noIdentifier}</p>
    <p class="buttons">${buttons(page)}</p>
  </header>`
}

function publisherOf({ edition, prose }: Page): Html {
  const { publisher } = edition.publication.service
  if (publisher === undefined) return html`<span></span>`
  const name = html`<bdi>${publisher.name}</bdi>`
  return html`<span
    >${prose.publishedBy} ${publisher.url === undefined ? name : html`<a href="${publisher.url}">${name}</a>`}</span
  >`
}

function otherPages({ edition, language, prose }: Page): Html {
  const main = edition.publication.language
  const [folder, other] = [otherFolderOf(edition), otherLanguage(language)]
  const tier = edition.tier === 'summary' ? 'detail' : 'summary'
  return html`${folder === undefined ? undefined : html`<a href="../${folder}/${pageName(language, main)}">${prose.otherTier[tier]}</a>`}<a
      href="${pageName(other, main)}"
      lang="${other}"
      hreflang="${other}"
      >${prose.otherLanguage}</a
    >`
}

const MOST_BUTTONS = 3

function buttons({ edition, language, prose, files }: Page): readonly Html[] {
  const isSummary = edition.tier === 'summary'
  const tables = edition.tables.slice(0, MOST_BUTTONS).map(({ spec }) => {
    const title = edition.data.find(({ sheet }) => sheet.name === spec.name)?.sheet.title[language] ?? spec.name
    const label = isSummary ? prose.table[spec.period] : `${title} ${prose.tableInDetail}`
    return html`<a href="data/${spec.name}.csv">${label}</a>`
  })
  const readMe = language === 'fr' ? 'LISEZMOI.md' : 'README.md'
  return files.includes(readMe) ? [...tables, html`<a href="${readMe}">${prose.readMe}</a>`] : tables
}
