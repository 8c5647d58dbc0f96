import { html, type Html } from '../html.ts'
import type { Page } from '../page.ts'
import { countText, sizeText } from '../numbers.ts'
import { parquetPath } from '../../shapes/parquet-files.ts'

/** Every file of data with its rows and size, then what describes them. */
export function files(page: Page): Html {
  const { edition, prose } = page
  const there = Object.entries(prose.files.documents).filter(([name]) => page.files.includes(name))
  const documents = there.map(([name, words]) => html`<li><a href="${name}">${name}</a> ${words}</li>`)
  return html`<section aria-labelledby="files">
    <h2 id="files">${prose.files.heading}</h2>
    <div class="scroll" role="group" tabindex="0" aria-labelledby="files">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">${prose.files.content}</th>
            <th scope="col">${prose.files.file}</th>
            <th scope="col" class="n">${prose.files.rows}</th>
            <th scope="col" class="n">${prose.files.size}</th>
          </tr>
        </thead>
        <tbody>
          ${edition.data.flatMap((file) => fileRows(file, page))}
        </tbody>
      </table>
    </div>
    ${forPrograms(page)}
    <h3>${prose.files.about}</h3>
    <ul class="documents">
      ${documents}
    </ul>
  </section>`
}

/** A line an offer: 200 features have 800 files. */
function forPrograms({ offers, language, prose }: Page): Html | undefined {
  if (offers.length === 0) return undefined
  const lines = offers.map(({ offer, files }) => {
    const patterns = offer.paths.filter((path) => path.includes('*'))
    const linked = patterns.length > 0 ? files.slice(0, patterns.length) : files
    const links = inARow(linked.map(({ path }) => html`<a href="${path}">${path}</a>`))
    const names = inARow(patterns.map((pattern) => html`<code>${pattern}</code>`))
    const description = offer.description[language]
    return patterns.length > 0
      ? html`<li id="${offer.name}">${description} ${names} (${links})</li>`
      : html`<li>${description} ${links}</li>`
  })
  return html`<h3 id="programs">${prose.files.programs}</h3>
    <ul class="documents">
      ${lines}
    </ul>`
}

function inARow(items: readonly Html[]): readonly Html[] {
  return items.map((item, position) => (position === 0 ? item : html`, ${item}`))
}

function fileRows(
  { sheet, parts }: Page['edition']['data'][number],
  { edition: { publication }, language }: Page,
): readonly Html[] {
  return parts.map(({ path, bytes, rows }) => {
    const beside = publication.hasParquet === true ? html`, <a href="${parquetPath(path)}">Parquet</a>` : undefined
    return html`<tr>
      <td>${sheet.title[language]}</td>
      <td><a href="${path}">${path}</a>${beside}</td>
      <td class="n">${countText(rows, language)}</td>
      <td class="n">${sizeText(bytes, language)}</td>
    </tr>`
  })
}
