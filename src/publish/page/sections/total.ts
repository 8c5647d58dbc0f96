import { dateOf, firstDayOf } from '../../../domain/calendar.ts'
import { isNoisy } from '../../../domain/table.ts'
import { breakLines, eventLines, isDense, SLOT, TOTAL_HEIGHT, totalFigures, type TotalSlot } from '../chart.ts'
import { chartWords } from '../chart-words.ts'
import { html, type Html } from '../html.ts'
import { comparedWords } from '../insight-words.ts'
import { changeText, countText, duringWords, usesWords } from '../numbers.ts'
import type { Overview } from '../overview.ts'
import type { Page } from '../page.ts'
import type { Drawn, Series, Slot } from '../series.ts'
import { wholeService } from '../whole-service.ts'
import { periodInWords } from '../../words.ts'
import { titleWithMarks } from '../voice-words.ts'
import { marksHtml } from './voice.ts'

/** What is said before the sum, by whether some figure is hidden and whether some has noise. */
const SIZES = {
  whole: { exact: undefined, noisy: 'about' },
  least: { exact: 'atLeast', noisy: 'atLeastAbout' },
} as const

/** The whole service: its latest figure as a headline, and a chart of all its features together. */
export function total(page: Page, overview: Overview): Html {
  const { language, prose } = page
  const { drawn, latest } = overview
  const slots = totalSlots(drawn)
  const { count, isLeast, isNoisy, change } = wholeService(overview)
  const during = duringWords(latest, drawn, language)
  const size = SIZES[isLeast ? 'least' : 'whole'][isNoisy ? 'noisy' : 'exact']
  const before = size === undefined ? '' : `${prose.total[size]} `
  const headline =
    count === undefined
      ? html`<span>${prose.features.none}</span>`
      : html`<b>${before}${countText(count, language)}</b>
          <span
            >${drawn.counted === 'requests' ? usesWords(count, during, language) : prose.total.measured(drawn.measure[language], during)}</span
          >`
  const changed =
    change === undefined
      ? ''
      : ` ${prose.total.changed(changeText(change.ratio - 1, language), comparedWords(change, language))}`
  return html`<figure class="total">
    <h2>${headline}</h2>
    <p class="note">${prose.total.allFeatures[drawn.kind]}${changed}</p>
    ${plot(slots, page, drawn)}
  </figure>`
}

/** What the chart of the whole service needs to be read: it stands behind the sentences on a phone. */
export function totalCaption({ language, prose }: Page, { drawn }: Overview): Html {
  const slots = totalSlots(drawn)
  const told = slots.filter((slot) => slot.count > 0)
  const least = told.filter((slot) => slot.unshown > 0)
  const range = prose.total.range(
    Math.min(...least.map(({ unshown }) => unshown)),
    Math.max(...least.map(({ unshown }) => unshown)),
  )
  const [isEvery, isLine] = [least.length === told.length, isDense(slots.length)]
  const says = [
    least.length > 0 &&
      (isEvery
        ? prose.total.everyLeast(range, countText(drawn.series.filter(isThere).length, language), isLine)
        : isLine
          ? prose.total.lineLeast
          : prose.total.someLeast),
    drawn.rules.some((protection) => isNoisy({ protection })) && prose.total.noisy,
    drawn.inPart.size > 0 && !isLine && prose.total.pale,
  ].filter((one) => one !== false)
  return html`<p class="note caption">${says.join(' ')}</p>`
}

/** In service in one of the periods. */
function isThere({ slots }: Series): boolean {
  return slots.some(({ state }) => state !== 'absent')
}

/** What is shown of all features in each period, and how many of them have a figure that is not shown. */
function totalSlots({ series, periods }: Drawn): readonly TotalSlot[] {
  return periods.map((_, position) => {
    const there = series.flatMap(({ slots }) => slots.slice(position, position + 1))
    return {
      count: there.reduce((sum, { count }) => sum + (count ?? 0), 0),
      unshown: there.filter(({ state }) => state === 'hidden' || state === 'withheld').length,
      without: withoutOf(new Set(there.map(({ state }) => state))),
    }
  })
}

function withoutOf(states: ReadonlySet<Slot['state']>): TotalSlot['without'] {
  if (states.has('shown') || states.has('hidden')) return undefined
  return WITHOUT.find((state) => states.has(state))
}

const WITHOUT = ['withheld', 'gap'] as const

/** A chart with two lines to read heights by; its texts are those of the page, so that they do not shrink with it. */
function plot(slots: readonly TotalSlot[], { language, prose }: Page, drawn: Drawn): Html {
  const { kind, periods, inPart, series, events } = drawn
  const most = ceilingOf(Math.max(1, ...slots.map(({ count }) => count)))
  const figures = slots.flatMap(({ count, unshown }) => (count > 0 ? [{ count, isLeast: unshown > 0 }] : []))
  const number = (state: TotalSlot['without']) => slots.filter((slot) => slot.without === state).length
  const without = { hidden: 0, gap: number('gap'), withheld: number('withheld') }
  const title = chartWords(prose.total.heading, figures, without, drawn, language)
  const shared = series[0]?.breaks.filter((x) => series.every(({ breaks }) => breaks.includes(x))) ?? []
  const numbers = marksHtml(events.marks, slots.length)
  return html`<div class="plot">
    <svg role="img" viewBox="0 0 ${slots.length * SLOT} ${TOTAL_HEIGHT}" preserveAspectRatio="none">
      <title>${titleWithMarks(title, events.marks, language)}</title>
      ${eventLines(events.marks, TOTAL_HEIGHT)}${totalFigures(slots, inPart, most)}${breakLines(shared, TOTAL_HEIGHT)}
    </svg>
    ${[...numbers, ...[most, most / 2, 0].map((count) => html`<span class="y" style="bottom:${Math.round((100 * count) / most)}%">${countText(count, language)}</span>`)]}
    ${axisLabels(kind, periods, language).map(({ at, says }) => {
      if (at === undefined) return html`<span class="x end">${says}</span>`
      const left = `min(${Math.round((1000 * at) / slots.length) / 10}%,100% - ${LABEL_WIDTH})`
      return html`<span class="x" style="left:${left}">${says}</span>`
    })}
  </div>`
}

/** The next number of one digit and zeros of which half is a number to read by, too. */
function ceilingOf(count: number): number {
  const size = 10 ** Math.floor(Math.log10(count))
  return size === 1 ? 10 : (HALVED.find((digit) => digit * size >= count) ?? 10) * size
}

const HALVED = [1, 2, 4, 5, 6, 8, 10]

/**
 * January of each year, by its year; where there is none, and of days, which are little more than a year: the first period and the last,
 * which stands at the end.
 */
function axisLabels(
  kind: Drawn['kind'],
  periods: Drawn['periods'],
  language: Page['language'],
): readonly { readonly at?: number; readonly says: string }[] {
  const years = (kind === 'day' ? [] : periods).flatMap((period, at) => {
    const { year, month, day } = dateOf(firstDayOf(kind, period))
    return month === 1 && (kind !== 'week' || day <= 7) ? [{ at, says: String(year) }] : []
  })
  const every = Math.ceil(years.length / MOST_YEARS)
  if (years.length > 0) return years.filter((_, position) => position % every === 0)
  const [first, last] = [periods.at(0), periods.at(-1)]
  return first === undefined || last === undefined
    ? []
    : [
        { at: 0, says: periodInWords(kind, first, language) },
        ...(first === last ? [] : [{ says: periodInWords(kind, last, language) }]),
      ]
}

const MOST_YEARS = 6

/** More than four digits take, so that the last year ends within the page. */
const LABEL_WIDTH = '2.75rem'
