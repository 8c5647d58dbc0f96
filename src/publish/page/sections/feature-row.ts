import { periodText, type PeriodIndex } from '../../../domain/calendar.ts'
import type { PeriodKind } from '../../../domain/dictionary.ts'
import type { Feature } from '../../../domain/feature.ts'
import type { Language } from '../../../domain/service.ts'
import { titleOf } from '../../columns/features-sheet.ts'
import { dateInWords, monthInWords } from '../../words.ts'
import { chartOf } from '../chart.ts'
import { html, type Html } from '../html.ts'
import { titleHtml, type Page } from '../page.ts'
import { changeOf, figureOf, type Change, type Figure } from '../compare-figures.ts'
import type { Drawn, Series, Slot } from '../series.ts'
import { changeText, countText, periodInWords, rateText } from '../numbers.ts'
import type { Overview } from './overview.ts'

/** A feature: its title, its chart, the latest window, the one before, the change, and every figure to open. */
export function featureRow(series: Series, page: Page, overview: Overview, isMany: boolean): Html {
  const { drawn, compared, latestLabel, beforeLabel } = overview
  const { grid } = page.edition.publication
  const latest = figureOf(series, compared.latest, drawn, grid)
  const before = compared.before && figureOf(series, compared.before, drawn, grid)
  const change = changeOf(latest, before, drawn.table.spec.protection)
  const isBroken = series.breaks.some((x) => x >= (compared.before?.first ?? Infinity) && x <= compared.latest.last + 1)
  return html`<tr role="row">
    <th role="rowheader" scope="row">${titleHtml(series.feature, page.language)}${datesOf(series.feature, page)}</th>
    <td role="cell">
      ${chartOf(series, drawn, chartTitle(series, drawn, page))}${axisOf(series, drawn, page, isMany)}
    </td>
    <td role="cell" data-of="${latestLabel}">${figureHtml(latest, page)}</td>
    <td role="cell" data-of="${beforeLabel ?? page.prose.features.before}">
      ${figureHtml(before ?? { state: 'none' }, page)}
    </td>
    <td role="cell" data-of="${page.prose.features.change}">
      ${changeHtml(change, page)}${isBroken && change.state === 'known' ? html`<small>${page.prose.acrossBreak}</small>` : undefined}
    </td>
    <td role="cell">${allFigures(series, drawn, page)}</td>
  </tr> `
}

function datesOf({ from, until, clients }: Feature, { language, prose }: Page): Html | undefined {
  const words = [
    from !== undefined && prose.features.since(dateInWords(from, language)),
    until !== undefined && prose.features.until(dateInWords(until, language)),
    clients === 'all' && prose.features.programsToo,
  ].filter((one) => one !== false)
  return words.length === 0 ? undefined : html`<small>${words.join(', ')}</small>`
}

function chartTitle({ feature, slots }: Series, { kind, periods }: Drawn, { language, prose }: Page): string {
  const counts = slots.flatMap((slot) => (slot.state === 'shown' ? [slot.count] : []))
  const inWords = (position: number) => {
    const period = periods.at(position)
    return period === undefined ? '' : periodInWords(kind, period, language)
  }
  const range = {
    first: countText(Math.min(...counts), language),
    last: countText(Math.max(...counts), language),
  }
  const number = (state: string) => slots.filter((slot) => slot.state === state).length
  return prose.chart(
    titleOf(feature, language),
    { first: inWords(0), last: inWords(-1) },
    counts.length > 0 ? range : undefined,
    number('hidden'),
    number('gap'),
  )
}

function axisOf({ slots }: Series, { kind, periods }: Drawn, { language, prose }: Page, isMany: boolean): Html {
  const greatest = Math.max(...slots.map((slot) => (slot.state === 'shown' ? slot.count : -1)))
  const at = slots.findIndex((slot) => slot.state === 'shown' && slot.count === greatest)
  const inWords = (position: number) => {
    const period = periods.at(position)
    return period === undefined ? '' : periodInWords(kind, period, language)
  }
  const most = at < 0 ? prose.features.nothingShown : prose.features.most(countText(greatest, language), inWords(at))
  if (isMany || periods.length < 2)
    return html`<small class="ax"><span></span><span>${most}</span><span></span></small>`
  return html`<small class="ax"><span>${inWords(0)}</span><span>${most}</span><span>${inWords(-1)}</span></small>`
}

function figureHtml(figure: Figure | { readonly state: 'none' }, { language, prose }: Page): Html {
  if (figure.state === 'none') return html`<i>–</i>`
  if (figure.state !== 'shown') return html`<i>${prose.state[figure.state]}</i>`
  const rate = rateText(figure.count / figure.days, language)
  return html`<b>${countText(figure.count, language)}</b><small>${prose.features.perDay(rate)}</small>`
}

function changeHtml(change: Change, { language, prose }: Page): Html {
  if (change.state !== 'known') return html`<i>${prose.change[change.state]}</i>`
  const direction = !change.isSure ? 'same' : change.share > 0 ? 'up' : 'down'
  return html`<span class="${direction}"
    ><span aria-hidden="true">${SIGNS[direction]}</span
    ><span class="vh">${prose.direction[direction]}</span> ${changeText(change.share, language)}</span
  >`
}

const SIGNS = { up: '▲', down: '▼', same: '≈' } as const

/** The table behind a chart, closed: a row a year (of days: a month), a column each of its periods. */
function allFigures(series: Series, drawn: Drawn, page: Page): Html {
  const { language, prose } = page
  const title = titleOf(series.feature, language)
  const [rows, columns] = gridOf(drawn)
  const cells = new Map(drawn.periods.map((period, position) => [periodText(drawn.kind, period), position]))
  const cellOf = (row: string, column: string) => {
    const position = cells.get(`${row}${column}`) ?? -1
    const text = textOf(position < 0 ? undefined : series.slots[position], drawn.partial.has(position), page)
    return html`<td>${text}</td>`
  }
  const body = rows.map(
    (row) =>
      html`<tr>
        <th scope="row">${row}</th>
        ${columns.map((column) => cellOf(row, column))}
      </tr>`,
  )
  return html`<details>
    <summary>
      ${prose.features.allFigures}<span class="vh">, <bdi>${title}</bdi></span>
    </summary>
    <div class="scroll" role="group" tabindex="0" aria-label="${prose.features.figuresOf(title)}">
      <table>
        <thead>
          <tr>
            <td></td>
            ${columns.map((column) => html`<th scope="col">${columnTitle(drawn, column, language)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${body}
        </tbody>
      </table>
    </div>
    <p class="note">${prose.features.key}</p>
  </details>`
}

/** Every text of a period is that of its row followed by that of its column: `2026` and `-03`. */
function gridOf({ kind, periods }: Drawn): readonly [readonly string[], readonly string[]] {
  const texts = periods.map((period: PeriodIndex) => periodText(kind, period))
  const rows = new Set(texts.map((text) => text.slice(0, ROW_LENGTH[kind])))
  const columns = new Set(texts.map((text) => text.slice(ROW_LENGTH[kind])))
  return [[...rows], [...columns].toSorted()]
}

const ROW_LENGTH: Readonly<Record<PeriodKind, number>> = { day: 7, week: 4, month: 4, quarter: 4, year: 4 }

function columnTitle({ kind, measure }: Drawn, column: string, language: Language): string {
  if (kind === 'month') return monthInWords(Number(column.slice(1)), language, 'abbreviated')
  return kind === 'year' ? measure[language] : column.slice(1).replace(/^0/, '')
}

function textOf(slot: Slot | undefined, isPartial: boolean, { language, prose }: Page): string {
  const mark = isPartial ? '*' : ''
  switch (slot?.state) {
    case undefined:
    case 'absent':
      return ''
    case 'gap':
      return '–'
    case 'hidden':
      return `${prose.features.hiddenSign}${mark}`
    case 'shown':
      return `${countText(slot.count, language)}${mark}`
  }
}
