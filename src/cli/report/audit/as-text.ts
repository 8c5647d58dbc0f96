import { columnsText, heading } from '../columns-text.ts'
import { sparkline, type ReportCell, type ReportSection } from './section.ts'

const WIDTH = 100

/** For a terminal. */
export function asText(sections: readonly ReportSection[]): string {
  return sections.map(sectionText).join('')
}

function sectionText({ title, before = [], columns, rows = [], after = [] }: ReportSection): string {
  const table =
    columns === undefined || rows.length === 0
      ? ''
      : columnsText(
          columns,
          rows.map((row) => row.map(cellText)),
        )
  return [heading(title), ...before.map(paragraph), table, ...after.map(paragraph)].join('')
}

export function cellText(cell: ReportCell): string {
  return typeof cell === 'string' ? cell : sparkline(cell.series)
}

/** Lines of a width that is read with ease. */
function paragraph(text: string): string {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line.length + word.length >= WIDTH) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines.map((line) => `  ${line}\n`).join('')
}
