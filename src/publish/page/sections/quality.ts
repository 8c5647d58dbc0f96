import { gapsOf } from '../../../domain/calendar.ts'
import type { ReadableQuality } from '../../../domain/table.ts'
import { breaksOf, neverPublishedOf } from '../../changelog/history.ts'
import { whatBroke } from '../../changelog/change-words.ts'
import { FATE_CATEGORIES } from '../../columns/labels.ts'
import { hasGaps } from '../../columns/gaps-sheet.ts'
import { periodsInPart, withheldPeriods } from '../../known-figures.ts'
import { inPart, NOT_PUBLISHED, PARTIAL_LOG, robotsLeftOut } from '../../read-me-and-page-words.ts'
import { daysInWords, periodInWords, periodsInWords, updatedOn } from '../../words.ts'
import { html, type Html } from '../html.ts'
import type { Page } from '../page.ts'
import { countText } from '../numbers.ts'

/** What is missing, what changed, and what became of the lines of the last month. */
export function quality(page: Page): Html {
  const { edition, language, prose } = page
  const { robots, isPartialLog } = edition.publication
  return html`<section aria-labelledby="quality">
    <h2 id="quality">${prose.quality.heading}</h2>
    ${gapWords(page)} ${partialWords(page)} ${withheldWords(page)} ${breakWords(page)}
    <p>
      ${robotsLeftOut(robots.list, robots.version)[language]}${isPartialLog === true ? ` ${PARTIAL_LOG[language]}` : ''}
    </p>
    ${fates(page)}
  </section>`
}

/** Beyond, a list says no more than the file. */
const MOST_GAPS = 12

function gapWords({ edition, language, prose }: Page): Html {
  const gaps = gapsOf(edition.publication.grid)
  const isTold = hasGaps(edition.publication)
  const silence = isTold ? undefined : html`<p>${prose.quality.silence}</p>`
  if (gaps.length === 0) return silence ?? html`<p>${prose.quality.noGaps}</p>`
  const said = gaps
    .slice(-MOST_GAPS)
    .map((days) => html`<li>${prose.quality.gap(daysInWords(days, language), days.to - days.from + 1)}</li>`)
  const more = gaps.length - said.length
  return html`${silence}
    <p>${prose.quality.gaps}</p>
    <ul class="gaps">
      ${said}${more > 0 ? html`<li><a href="data/gaps.csv">${prose.quality.moreGaps(more)}</a></li>` : undefined}
    </ul>`
}

function partialWords({ edition, language }: Page): readonly Html[] {
  return edition.tables.flatMap((table) => {
    const { spec } = table
    const periods = periodsInPart(table, edition.publication)
    if (periods.length === 0) return []
    return [html`<p>${inPart(`${spec.name}.csv`, periodsInWords(spec.period, periods, language))[language]}</p>`]
  })
}

function withheldWords({ edition, language }: Page): readonly Html[] {
  const { grid, history } = edition.publication
  return edition.tables.flatMap((table) => {
    const { period: kind, name } = table.spec
    const never = neverPublishedOf(table.spec, history)
    return (['never', 'open'] as const).flatMap((why) => {
      const periods = withheldPeriods(table, grid).filter((period) => never.has(period) === (why === 'never'))
      if (periods.length === 0) return []
      return [html`<p>${NOT_PUBLISHED[why](`${name}.csv`, periodsInWords(kind, periods, language))[language]}</p>`]
    })
  })
}

function breakWords({ edition, language, prose }: Page): Html {
  const breaks = breaksOf(edition.publication.history)
  if (breaks.length === 0) return html`<p>${prose.quality.noBreaks}</p>`
  const said = breaks.map(
    (change) => html`<li>${updatedOn(change.date, language)}, ${whatBroke(change)[language]}</li>`,
  )
  return html`<p>${prose.quality.breaks}</p>
    <ul>
      ${said}
    </ul>`
}

type Row = ReadableQuality['rows'][number]

function fates({ edition, language, prose }: Page): Html | undefined {
  const { rows } = edition.publication.quality
  const last = Math.max(...rows.map(({ month }) => month))
  const ofLast = rows.filter(({ month }) => month === last).toSorted((a, b) => (b.lines ?? -1) - (a.lines ?? -1))
  const [first] = ofLast
  if (first === undefined) return undefined
  const greatest = Math.max(1, ...ofLast.map(({ lines }) => lines ?? 0))
  return html`<table class="plain fates">
      <caption>
        ${prose.quality.fates(periodInWords('month', first.month, language))}
      </caption>
      <thead>
        <tr>
          <th scope="col">${prose.quality.fate}</th>
          <th scope="col" class="n">${prose.quality.lines}</th>
          <td class="w"></td>
        </tr>
      </thead>
      <tbody>
        ${ofLast.map((row) => fateRow(row, greatest, { language, prose }))}
      </tbody>
    </table>
    <p class="note">${prose.quality.fatesNote}</p>`
}

function fateRow({ fate, lines }: Row, greatest: number, { language, prose }: Pick<Page, 'language' | 'prose'>): Html {
  const label = FATE_CATEGORIES.find(({ value }) => value === fate)?.label[language] ?? fate
  const count = lines === undefined ? html`<i>${prose.state.hidden}</i>` : html`${countText(lines, language)}`
  return html`<tr>
    <th scope="row">${label}</th>
    <td class="n">${count}</td>
    <td class="w">${lines === undefined ? undefined : bar(lines / greatest)}</td>
  </tr>`
}

/** A border and no background: printers leave backgrounds out. */
function bar(share: number): Html {
  return html`<span class="bar" style="width:${Math.round(share * 1000) / 10}%"></span>`
}
