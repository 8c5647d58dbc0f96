import { attributionOf } from '../../licence-files.ts'
import { LICENCE_WORDS } from '../../listed-licences.ts'
import { asksFor, NOTHING_TO_CITE } from '../../read-me-and-page-words.ts'
import { html, type Html } from '../html.ts'
import type { Page } from '../page.ts'

/** The licence, its full text, and what to say when reusing. */
export function licence(page: Page): Html {
  const { edition, prose } = page
  const id = edition.publication.licences[edition.tier]
  const { title, address } = LICENCE_WORDS[id]
  const text = `LICENSES/${id}.txt`
  return html`<section aria-labelledby="licence">
    <h2 id="licence">${prose.licence.heading}</h2>
    <p>${prose.licence.under} <a href="${address}">${title}</a>. <a href="${text}">${prose.licence.fullText}</a></p>
    ${citation(page)}
  </section>`
}

function citation({ edition, language, prose }: Page): Html {
  const { publication, title, address, tier } = edition
  const sentences = attributionOf(edition)
  if (sentences === undefined) return html`<p>${NOTHING_TO_CITE[language]}</p>`
  const { address: licenceAddress, asks } = LICENCE_WORDS[publication.licences[tier]]
  const dataset = address === undefined ? undefined : html`${title[language]}, <a href="${address}">${address}</a>; `
  return html`<p>${prose.licence.cite}</p>
    <blockquote>${sentences[language]}</blockquote>
    <p class="note">${prose.licence.addresses} ${dataset}<a href="${licenceAddress}">${licenceAddress}</a></p>
    <p>${asksFor(asks)[language]}</p>`
}
