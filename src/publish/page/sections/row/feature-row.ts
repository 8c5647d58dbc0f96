import type { Feature } from '../../../../domain/feature.ts'
import { titleOf } from '../../../columns/features-sheet.ts'
import { dateInWords } from '../../../words.ts'
import { chartOf } from '../../charts/chart-of.ts'
import { html, type Html } from '../../html.ts'
import type { Page } from '../../page.ts'
import { changeOf, type Change } from '../../series/change-of.ts'
import { figureOf, type Figure } from '../../series/figure-of.ts'
import type { Drawn, Series } from '../../series/series.ts'
import { changeText, countText, rateText } from '../../words/numbers.ts'
import { periodInWords } from '../../words/period-in-words.ts'
import { titleHtml } from './title-html.ts'
import { allFigures } from './all-figures.ts'
import type { Overview } from '../overview.ts'

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
