import { hasNoise } from '../compare-figures.ts'
import { html, type Html } from '../html.ts'
import { NO_FIGURE } from '../insight-words.ts'
import { countText, duringWords, percentText, periodInWords, usesWords, windowInWords } from '../numbers.ts'
import { largestThreshold, monthsWithout, rulesOver, type Overview, type Row } from '../overview.ts'
import { rowId, titleHtml, type Page } from '../page.ts'
import type { Series } from '../series.ts'
import { featureRow, usualBase } from './feature-row.ts'

/** Up to here all rows stand open; beyond, the first ten, and the others to be unfolded. */
const MOST_OPEN = 20
const TEN = 10

/** The features that have a figure, most used first; those of which there is none; those that ended. */
export function features(page: Page, overview: Overview): Html {
  const { prose } = page
  const { drawn, active, ended } = overview
  const first = active.length > MOST_OPEN ? active.slice(0, TEN) : active
  return html`<section aria-labelledby="features">
      <h2 id="features">${prose.features.heading}</h2>
      <p class="note">
        ${prose.features.ownScale}
        ${aboutTable(page, overview)}${drawn.isCut ? ` ${prose.features.cut(drawn.periods.length)}` : ''}${tenMake(page, overview)}
      </p>
      ${active.length > 0 ? rowsOf('features', first, page, overview) : html`<p>${prose.features.none}</p>`}
      ${others(active.slice(first.length), page, overview)}
    </section>
    ${withoutFigure(page, overview)}
    ${
      ended.length === 0
        ? undefined
        : html`<section aria-labelledby="ended">
            <h2 id="ended">${prose.endedHeading}</h2>
            ${rowsOf('ended', ended, page, overview)}
          </section>`
    }`
}

function others(rows: readonly Row[], page: Page, overview: Overview): Html | undefined {
  if (rows.length === 0) return undefined
  const { language, prose } = page
  const { drawn, latest } = overview
  const sum = sumOf(rows)
  const uses = usesWords(sum, duringWords(latest, drawn, language), language)
  const made = hasNoise(latest, drawn) || drawn.counted !== 'requests' ? '' : `${countText(sum, language)} ${uses}`
  return html`<details class="rest">
    <summary>
      <span id="others">${prose.features.others(countText(rows.length, language))}</span> <small>${made}</small>
    </summary>
    ${rowsOf('others', rows, page, overview)}
  </details>`
}

function sumOf(rows: readonly Row[]): number {
  return rows.reduce((sum, { latest }) => sum + (latest.state === 'shown' ? latest.count : 0), 0)
}

function aboutTable({ edition, language }: Page, { drawn }: Overview): string {
  const { name } = drawn.table.spec
  return edition.data.find(({ sheet }) => sheet.name === name)?.sheet.description[language] ?? ''
}

// Noisy figures do not add up to a share.
function tenMake({ language, prose }: Page, { drawn, latest, rows, active }: Overview): string {
  const all = sumOf(rows)
  if (active.length <= MOST_OPEN || all === 0 || hasNoise(latest, drawn)) return ''
  return ` ${prose.features.tenMake(percentText(Math.round((100 * sumOf(active.slice(0, TEN))) / all), language))}`
}

function rowsOf(label: string, rows: readonly Row[], page: Page, overview: Overview): Html {
  const { language, prose } = page
  const { drawn, latest } = overview
  const length = latest.last - latest.first + 1
  const base = usualBase(drawn, latest)
  const isYear = latest.first - base > length
  const figure = capitalized(windowInWords(latest, drawn, language))
  const change = isYear ? prose.features.inAYear : prose.features.change
  const window = { first: base, last: base + length - 1 }
  const against =
    base < 0 || isYear ? '' : prose.against(length > 1 ? prose.features.before : windowInWords(window, drawn, language))
  return html`<table
    class="feat${rows.length > MOST_OPEN ? ' many' : ''}"
    role="table"
    aria-labelledby="${label}"
    style="--f:'${figure}';--c:'${change}';--e:'${prose.features.errors}'"
  >
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${prose.features.feature}</th>
        <th role="columnheader" scope="col">${prose.features.evolution}<small>${endsOf(page, overview)}</small></th>
        <th role="columnheader" scope="col">${figure}</th>
        <th role="columnheader" scope="col">
          ${change}<small>${prose.features.changePerDay}${against === '' ? '' : `, ${against}`}</small>
        </th>
        <th role="columnheader" scope="col">${prose.features.errors}</th>
        <th role="columnheader" scope="col" class="vh">${prose.features.allFigures}</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map((row) => featureRow(row, page, overview))}
    </tbody>
  </table>`
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function endsOf({ language }: Page, { drawn: { kind, periods } }: Overview): string {
  return [...new Set([periods.at(0), periods.at(-1)])]
    .flatMap((period) => (period === undefined ? [] : [periodInWords(kind, period, language)]))
    .join(' – ')
}

function withoutFigure(page: Page, overview: Overview): Html | undefined {
  const { silent, never, notYet } = overview
  if (silent.length + never.length + notYet.length === 0) return undefined
  const { prose } = page
  const why = html`<p>${prose.never.why(thresholdOf(page, overview))}</p>`
  const list = html`<h3>${prose.never.heading}</h3>
    ${namesOf(never, page)}`
  const later = html`<p>${prose.never.notYet}</p>
    ${namesOf(notYet, page)}`
  return html`<section aria-labelledby="${NO_FIGURE}">
    <h2 id="${NO_FIGURE}">${prose.never.section}</h2>
    ${silent.length + never.length > 0 ? why : undefined}${silent.length > 0 ? rowsOf(NO_FIGURE, silent, page, overview) : undefined}
    ${never.length > 0 ? list : undefined}${notYet.length > 0 ? later : undefined}
  </section>`
}

/** The largest in force while they have no figure. */
function thresholdOf({ edition }: Page, { drawn, latest, silent, never }: Overview): number {
  const months = Math.max(0, ...silent.map(({ series }) => monthsWithout(series, latest, drawn)))
  const told = never.length > 0 ? drawn.rules : rulesOver(months, { latest, drawn })
  return largestThreshold(told) || edition.publication.k
}

function namesOf(some: readonly Series[], { language }: Page): Html {
  return html`<ul class="names">
    ${some.map(({ feature }) => html`<li id="${rowId(feature)}">${titleHtml(feature, language)}</li>`)}
  </ul>`
}
