import { periodText, type PeriodIndex } from '../../../../domain/calendar.ts'
import type { PeriodKind } from '../../../../domain/dictionary.ts'
import type { Language } from '../../../../domain/service.ts'
import { titleOf } from '../../../columns/features-sheet.ts'
import { monthInWords } from '../../../words.ts'
import { html, type Html } from '../../html.ts'
import type { Page } from '../../page.ts'
import type { Drawn, Series, Slot } from '../../series/series.ts'
import { countText } from '../../words/numbers.ts'

/** The table behind a chart, closed: a row a year (of days: a month), a column each of its periods. */
export function allFigures(series: Series, drawn: Drawn, page: Page): Html {
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
