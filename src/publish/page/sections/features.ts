import { html, type Html } from '../html.ts'
import { titleHtml, type Page } from '../page.ts'
import type { Series } from '../series.ts'
import { percentText, periodInWords } from '../numbers.ts'
import { featureRow } from './feature-row.ts'
import type { Overview } from './overview.ts'

/** Beyond, rows are lower, and print keeps the tables closed. */
const MANY = 24

/** The features that have a figure, most used first; those that ended; those that are always hidden. */
export function features(page: Page, overview: Overview): Html {
  const { prose } = page
  const { drawn, active, ended } = overview
  return html`<section aria-labelledby="features">
      <h2 id="features">${prose.features.heading}</h2>
      <p class="note">
        ${aboutTable(page, overview)}${drawn.isCut ? ` ${prose.features.cut(drawn.periods.length)}` : ''}${tenMake(page, overview)}
      </p>
      ${active.length > 0 ? rowsOf('features', active, page, overview) : html`<p>${prose.features.none}</p>`}
    </section>
    ${neverSection(page, overview)}
    ${
      ended.length === 0
        ? undefined
        : html`<section aria-labelledby="ended">
            <h2 id="ended">${prose.endedHeading}</h2>
            ${rowsOf('ended', ended, page, overview)}
          </section>`
    }`
}

function aboutTable({ edition, language }: Page, { drawn }: Overview): string {
  const { name } = drawn.table.spec
  return edition.data.find(({ sheet }) => sheet.name === name)?.sheet.description[language] ?? ''
}

const TEN = 10

// Noisy figures do not add up to a share.
function tenMake({ language, prose }: Page, { drawn, latest, active }: Overview): string {
  const counts = latest.flatMap((figure) => (figure.state === 'shown' ? [figure.count] : [])).toSorted((a, b) => b - a)
  const sum = (some: readonly number[]) => some.reduce((total, count) => total + count, 0)
  const { level } = drawn.table.spec.protection
  if (active.length <= 2 * TEN || sum(counts) === 0 || (level !== 'threshold' && level !== 'exact')) return ''
  return ` ${prose.features.tenMake(percentText(Math.round((100 * sum(counts.slice(0, TEN))) / sum(counts)), language))}`
}

function rowsOf(label: string, rows: readonly Series[], page: Page, overview: Overview): Html {
  const { prose } = page
  const isMany = rows.length > MANY
  return html`<table class="feat${isMany ? ' many' : ''}" role="table" aria-labelledby="${label}">
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${prose.features.feature}</th>
        <th role="columnheader" scope="col">
          ${prose.features.evolution}<small>${endsOf(page, overview)} · ${prose.features.ownScale}</small>
        </th>
        <th role="columnheader" scope="col">${overview.latestLabel}</th>
        <th role="columnheader" scope="col">${overview.beforeLabel ?? prose.features.before}</th>
        <th role="columnheader" scope="col">${prose.features.change}<small>${prose.features.changePerDay}</small></th>
        <th role="columnheader" scope="col" class="vh">${prose.features.allFigures}</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map((series) => featureRow(series, page, overview, isMany))}
    </tbody>
  </table>`
}

function endsOf({ language }: Page, { drawn: { kind, periods } }: Overview): string {
  return [...new Set([periods.at(0), periods.at(-1)])]
    .flatMap((period) => (period === undefined ? [] : [periodInWords(kind, period, language)]))
    .join(' – ')
}

function neverSection(page: Page, { drawn, never, notYet }: Overview): Html | undefined {
  if (never.length + notYet.length === 0) return undefined
  const { prose } = page
  const { protection } = drawn.table.spec
  const k = protection.level === 'exact' ? page.edition.publication.k : protection.k
  const list = html`<h2 id="never">${prose.never.heading}</h2>
    <p>${prose.never.why(k)}</p>
    <ul class="names">
      ${never.map(({ feature }) => html`<li>${titleHtml(feature, page.language)}</li>`)}
    </ul>`
  const later = html`<p>${prose.never.notYet}</p>
    <ul class="names">
      ${notYet.map(({ feature }) => html`<li>${titleHtml(feature, page.language)}</li>`)}
    </ul>`
  return html`<section>${never.length > 0 ? list : undefined}${notYet.length > 0 ? later : undefined}</section>`
}
