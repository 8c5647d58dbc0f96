import type { Feature } from '../../../domain/feature.ts'
import { isNoisy, type ProtectedRow, type ReadableTable } from '../../../domain/table.ts'
import { openInPart } from '../../known-figures.ts'
import { html, type Html } from '../html.ts'
import { titleHtml, type Page } from '../page.ts'
import { measureOf } from '../draw-table.ts'
import { countText, INCOMPLETE } from '../numbers.ts'
import { periodInWords } from '../../words.ts'

/** The last period of each table, categories across. No sums, no percentages: figures with noise do not add up. */
export function detail(page: Page): Html {
  const { edition, prose } = page
  return html`<section aria-labelledby="detail">
    <h2 id="detail">${prose.detail.heading}</h2>
    <p class="note">
      ${edition.tables.some(({ spec }) => isNoisy(spec)) ? `${prose.detail.apart} ` : ''}${prose.detail.barsShare}
    </p>
    ${edition.tables.map((table) => lastPeriod(table, page))}
  </section>`
}

/** Beyond, the file is the better place. */
const MOST_ROWS = 60

function lastPeriod(table: ReadableTable, page: Page): Html {
  const { name } = table.spec
  const sheet = page.edition.data.find((file) => file.sheet.name === name)?.sheet
  return html`<h3 id="t-${name}">${sheet?.title[page.language]}</h3>
    <p class="note">${sheet?.description[page.language]}</p>
    ${lastRows(table, page)}`
}

function lastRows(table: ReadableTable, page: Page): Html {
  const { language, prose } = page
  const { name, period: kind } = table.spec
  const last = table.rows.at(-1)?.period
  if (last === undefined) return html`<p>${prose.detail.noRows}</p>`
  const isInPart = openInPart(table.spec, page.edition.publication)(last)
  const rows = Array.from(table.rows).filter(({ period }) => period === last)
  const lines = linesOf(rows, table, page)
  const shown = lines.slice(0, MOST_ROWS)
  const rest = prose.detail.firstRows(shown.length, lines.length, `${name}.csv`)
  return html`<p>
      ${prose.detail.lastPeriod(`${periodInWords(kind, last, language)}${isInPart ? INCOMPLETE[language] : ''}`)}
    </p>
    ${crossTable(shown, table, rows, page)}
    ${lines.length > shown.length ? html`<p class="note">${rest}</p>` : undefined}`
}

/** A feature, or a feature and its category of the first of two dimensions, and its figure of each category of the last. */
type Line = {
  readonly feature: Feature
  readonly category: string
  readonly counts: ReadonlyMap<string, number | undefined>
}

function linesOf(rows: readonly ProtectedRow[], { spec }: ReadableTable, { edition }: Page): readonly Line[] {
  const { position } = measureOf(spec)
  const features = new Map(edition.publication.features.map((feature) => [feature.id, feature]))
  const lines = new Map<string, { feature: Feature; category: string; counts: Map<string, number | undefined> }>()
  for (const { feature: id, categories, counts } of rows) {
    const feature = features.get(id)
    const category = categories.slice(0, -1).join(' ')
    if (feature === undefined) continue
    const key = `${id} ${category}`
    const line = lines.get(key) ?? { feature, category, counts: new Map<string, number | undefined>() }
    line.counts.set(categories.at(-1) ?? '', counts[position])
    lines.set(key, line)
  }
  return [...lines.values()]
}

function crossTable(lines: readonly Line[], table: ReadableTable, rows: readonly ProtectedRow[], page: Page): Html {
  const { language, prose } = page
  const { name, dimensions } = table.spec
  const across = dimensions.length - 1
  const used = new Set(rows.map(({ categories }) => categories[across]))
  const columns = (table.categories[across] ?? []).filter((word) => used.has(word))
  const counts = lines.flatMap((line) => [...line.counts.values()].flatMap((count) => count ?? []))
  const greatest = Math.max(1, ...counts)
  return html`<div class="scroll" role="group" tabindex="0" aria-labelledby="t-${name}">
    <table class="plain cross">
      <thead>
        <tr>
          <th scope="col">${prose.features.feature}</th>
          ${columns.map((word) => html`<th scope="col" class="n">${labelOf(table, across, word, page)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${lines.map(
          (line) =>
            html`<tr>
              <th scope="row">
                ${titleHtml(line.feature, language)}${line.category === '' ? undefined : html` <small>${labelOf(table, 0, line.category, page)}</small>`}
              </th>
              ${columns.map((word) => cellOf(line, word, greatest, page))}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`
}

/** As the column of the file calls it, behind those of the period and the feature. */
function labelOf({ spec }: ReadableTable, position: number, word: string, { edition, language }: Page): string {
  const { columns = [] } = edition.data.find(({ sheet }) => sheet.name === spec.name)?.sheet ?? {}
  return columns[position + 2]?.categories?.find(({ value }) => value === word)?.label[language] ?? word
}

function cellOf({ counts }: Line, word: string, greatest: number, { language, prose }: Page): Html {
  if (!counts.has(word)) return html`<td></td>`
  const count = counts.get(word)
  if (count === undefined) return html`<td class="n"><i>${prose.features.hiddenSign}</i></td>`
  const width = Math.round((1000 * count) / greatest) / 10
  return html`<td class="n">${countText(count, language)}<span class="bar" style="width:${width}%"></span></td>`
}
