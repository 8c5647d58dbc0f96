import { periodText, type PeriodIndex } from '../../../domain/calendar.ts'
import type { PeriodKind } from '../../../domain/dictionary.ts'
import type { Feature } from '../../../domain/feature.ts'
import type { Language } from '../../../domain/service.ts'
import { titleOf } from '../../columns/features-sheet.ts'
import { dateInWords, monthInWords } from '../../words.ts'
import { chartOf } from '../chart.ts'
import { chartTitle } from '../chart-words.ts'
import { html, type Html } from '../html.ts'
import { rowId, titleHtml, type Page } from '../page.ts'
import { hiddenOf, MONTHS_OF_YEAR, type Comparison, type WindowFigure } from '../compare-figures.ts'
import type { Drawn, Series, Slot } from '../series.ts'
import { againstWords, changeText, countText, duringWords, leastText, percentText, shareText } from '../numbers.ts'
import type { Overview, Row } from '../overview.ts'
import { titleWithMarks } from '../voice-words.ts'
import { marksHtml } from './voice.ts'

/** A feature: its title, its chart, the latest figure, its change, its errors, and every figure to open. */
export function featureRow(
  { series, latest, change, isClear, entries, errors }: Row,
  page: Page,
  overview: Overview,
): Html {
  const { drawn } = overview
  const { feature, marks, slots } = series
  const title = titleWithMarks(chartTitle(series, drawn, page.language), marks, page.language)
  const chart = [chartOf(series, drawn, title), ...marksHtml(marks, slots.length)]
  return html`<tr role="row" id="${rowId(feature)}">
    <th role="rowheader" scope="row">
      <span class="t">${titleHtml(feature, page.language)}</span>${datesOf(feature, page)}
    </th>
    <td role="cell">${chart}</td>
    <td role="cell">${figureHtml(latest, page)}</td>
    <td role="cell">${changeHtml(change, isClear, page, overview)}</td>
    <td role="cell">${errorsHtml(errors, page, overview)}</td>
    <td role="cell">${allFigures(series, entries, page, overview)}</td>
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

function figureHtml(figure: WindowFigure, { language, prose }: Page): Html {
  if (figure.state !== 'shown') return html`<i>${prose.state[figure.state]}</i>`
  const text = leastText(figure.count, figure.isLeast, language)
  return figure.isLeast ? html`${text}` : html`<b>${text}</b>`
}

function changeHtml(change: Row['change'], isClear: boolean, page: Page, overview: Overview): Html {
  const { language, prose } = page
  if ('none' in change) return html`<i>${prose.change[change.none]}</i>`
  const { ratio, now, before } = change
  const isLeast = now.isLeast || before.isLeast
  // What is beyond a least figure is not known to be small.
  if (isLeast && !isClear) return html`<i>${prose.change[hiddenOf(now)]}</i>`
  const direction = directionOf(ratio, isClear)
  const least = percentText(Math.floor(Math.abs(ratio - 1) * 100), language)
  return html`<span class="${direction}"
      ><span aria-hidden="true">${SIGNS[direction]}</span
      ><span class="vh">${prose.direction[direction]}</span>
      ${isLeast ? `≥\u00A0${least}` : changeText(ratio - 1, language)}</span
    >${remarks(change, page, overview).map((words) => html`<small>${words}</small>`)}`
}

/** What it is held against, where the head of the column says otherwise, and that the way of counting changed between. */
function remarks(
  { base, isBroken }: Comparison,
  { language, prose }: Page,
  { drawn, latest }: Overview,
): readonly string[] {
  return [
    ...(base.first === usualBase(drawn, latest) ? [] : [againstWords(base, drawn, language)]),
    ...(isBroken ? [prose.acrossBreak] : []),
  ]
}

function directionOf(ratio: number, isClear: boolean): keyof typeof SIGNS {
  if (!isClear) return 'same'
  return ratio > 1 ? 'up' : 'down'
}

const SIGNS = { up: '▲', down: '▼', same: '≈' } as const

/** What the head of the column says that figures are held against. */
export function usualBase({ kind, partial }: Drawn, { first, last }: Overview['latest']): number {
  const yearAgo = last - MONTHS_OF_YEAR
  return kind === 'month' && yearAgo >= 0 && !partial.has(yearAgo) ? yearAgo : first - (last - first + 1)
}

function errorsHtml(errors: Row['errors'], { language, prose }: Page, { largestErrorShare }: Overview): Html {
  if (typeof errors === 'string') return html`<i>${{ ...prose.state, gap: '–', absent: '' }[errors]}</i>`
  const { share, isLeast } = errors
  const most = Math.max(largestErrorShare, LEAST_SCALE)
  return html`${isLeast ? '≥\u00A0' : ''}${shareText(share, language)}<span
      class="e"
      style="width:${Math.round((100 * share) / most)}%"
    ></span>`
}

/** A full bar is this share, or the largest of the page. */
const LEAST_SCALE = 0.05

/** Beyond, a title is cut to three lines. */
const LONG_TITLE = 60

/** The table behind a chart, closed: a row a year (of days: a month), a column each of its periods. */
function allFigures(series: Series, entries: WindowFigure | undefined, page: Page, { drawn, latest }: Overview): Html {
  const { language, prose } = page
  const { feature } = series
  const title = titleOf(feature, language)
  const [rows, columns] = gridOf(drawn)
  const cells = new Map(drawn.periods.map((period, position) => [periodText(drawn.kind, period), position]))
  const cellOf = (row: string, column: string) => {
    const position = cells.get(`${row}${column}`) ?? -1
    const isPart = drawn.inPart.has(position) || series.parts.has(position)
    const text = slotText(position < 0 ? undefined : series.slots[position], isPart, page)
    return html`<td>${text}</td>`
  }
  const head = columns.map((column) => html`<th scope="col">${columnTitle(drawn, column, language)}</th>`)
  const body = rows.map(
    (row) =>
      html`<tr>
        <th scope="row">${row}</th>
        ${columns.map((column) => cellOf(row, column))}
      </tr>`,
  )
  const entered =
    entries?.state === 'shown'
      ? `${prose.features.entries(duringWords(latest, drawn, language))} ${leastText(entries.count, entries.isLeast, language)}. `
      : ''
  const own = `t-${feature.id}`
  return html`<details>
    <summary><span class="vh">${prose.features.figuresOf(title)}</span></summary>
    <div class="scroll" role="group" tabindex="0" aria-label="${prose.features.figuresOf(title)}" id="${own}">
      <table>
        <thead>
          <tr>
            <td></td>
            ${head}
          </tr>
        </thead>
        <tbody>
          ${body}
        </tbody>
      </table>
    </div>
    <p class="note">
      ${title.length > LONG_TITLE ? html`<bdi>${title}</bdi><br />` : undefined}${entered}<a href="#${own}"
        >${prose.features.link}</a
      >
    </p>
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

function slotText(slot: Slot | undefined, isPartial: boolean, { language, prose }: Page): string {
  if (slot === undefined || slot.state === 'absent') return ''
  if (slot.state === 'gap') return '–'
  if (slot.state === 'withheld') return '×'
  const mark = isPartial ? '*' : ''
  if (slot.count === undefined) return `${prose.features.hiddenSign}${mark}`
  return `${slot.state === 'hidden' ? '≥' : ''}${countText(slot.count, language)}${mark}`
}
