import { otherFolderOf } from '../../edition.ts'
import { loneFile } from '../../offer.ts'
import { endsOf, periodOf } from '../../../domain/calendar.ts'
import { dateInWords, otherLanguage, periodInWords } from '../../words.ts'
import { html, type Html } from '../html.ts'
import { ABOUT, pageName, type Page } from '../page.ts'

/** What this is, since when, and that it may be reused: all that somebody needs who stays for ten seconds. */
export function opening(page: Page): Html {
  const { edition, language, prose } = page
  return html`<header>
    <nav>${publisherOf(page)}<span class="links">${otherPages(page)}</span></nav>
    <h1>${edition.title[language]}</h1>
    <p class="lede">${prose.lede(sinceOf(edition.days, language))} ${prose.notPeople}</p>
    <p class="reuse">${reuse(page)}</p>
  </header>`
}

const DAYS_OF_A_QUARTER = 92

/** `novembre 2024`; of a young dataset the day. */
function sinceOf(days: Page['edition']['days'], language: Page['language']): string | undefined {
  const span = endsOf(days)
  if (span === undefined) return undefined
  const { from, to } = span
  if (to - from >= DAYS_OF_A_QUARTER) return periodInWords('month', periodOf('month', from), language)
  return `${language === 'fr' ? 'le ' : ''}${dateInWords(from, language)}`
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

const MOST_TABLES = 3

function reuse(page: Page): Html {
  const { edition, language, prose } = page
  const isSummary = edition.tier === 'summary'
  const [name, condition] = prose.licenceShort[edition.publication.licences[edition.tier]]
  const tables = edition.tables.slice(0, MOST_TABLES).map(({ spec }) => {
    const title = edition.data.find(({ sheet }) => sheet.name === spec.name)?.sheet.title[language] ?? spec.name
    const label = isSummary ? prose.table[spec.period] : `${title} ${prose.tableInDetail}`
    return html` · <a href="data/${spec.name}.csv">${label}</a>`
  })
  const others = page.offers.flatMap((made) => {
    const [label, file] = [made.offer.short?.[language], loneFile(made)]
    return label === undefined || file === undefined ? [] : [html` · <a href="${file.path}">${label}</a>`]
  })
  return html`<strong>${prose.freeToReuse}</strong>${prose.colon}
    <a href="#licence">${name}</a>${condition}${tables}${others} · <a href="${ABOUT[language]}">${prose.readMe}</a>`
}
