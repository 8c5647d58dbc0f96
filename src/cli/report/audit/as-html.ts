import { spoken } from '../../language/language.ts'
import type { TextColumn } from '../columns-text.ts'
import { barsOf, type ReportCell, type ReportSection } from './section.ts'

/** One page that loads nothing and runs nothing, to be sent or printed. */
export function asHtml(sections: readonly ReportSection[]): string {
  const [opening, ...rest] = sections
  const [warning = '', ...lines] = opening?.before ?? []
  const title = escaped(opening?.title ?? '')
  return [
    `<!doctype html>`,
    `<html lang="${spoken()}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<meta name="robots" content="noindex"><title>${title}</title><style>${STYLE}</style></head>`,
    `<body><h1>${title}</h1>`,
    `<p class="warning" role="note">${escaped(warning)}</p>`,
    ...lines.map((line) => `<p>${escaped(line)}</p>`),
    ...rest.map(sectionHtml),
    `</body></html>`,
    '',
  ].join('\n')
}

const STYLE = `
:root{color-scheme:light dark;--line:#8886;--mark:#1f5fa8;--warn:#a33}
@media(prefers-color-scheme:dark){:root{--mark:#7fb4f0;--warn:#f99}}
body{font:1rem/1.5 system-ui,sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.75rem}h2{font-size:1.25rem;margin-top:2.5rem}
.warning{border:2px solid var(--warn);padding:.75rem 1rem;font-weight:650}
div{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:.3rem .75rem;border-bottom:1px solid var(--line)}
.r{text-align:right;white-space:nowrap}svg{display:block;fill:var(--mark)}
@media print{body{margin:0;max-width:none}}`.trim()

function sectionHtml({ title, before = [], columns, rows = [], after = [] }: ReportSection): string {
  const table = columns === undefined || rows.length === 0 ? [] : [tableHtml(title, columns, rows)]
  return [
    `<section><h2>${escaped(title)}</h2>`,
    ...before.map((text) => `<p>${escaped(text)}</p>`),
    ...table,
    ...after.map((text) => `<p>${escaped(text)}</p>`),
    '</section>',
  ].join('\n')
}

// A wide table scrolls, and can be reached by keyboard to do so.
function tableHtml(title: string, columns: readonly TextColumn[], rows: readonly (readonly ReportCell[])[]): string {
  const classOf = (at: number): string => (columns[at]?.align === 'right' ? ' class="r"' : '')
  const head = columns.map((column, at) => `<th scope="col"${classOf(at)}>${escaped(column.title)}</th>`).join('')
  const body = rows.map(
    (row) => `<tr>${row.map((cell, at) => `<td${classOf(at)}>${cellHtml(cell)}</td>`).join('')}</tr>`,
  )
  return [
    `<div role="region" tabindex="0" aria-label="${escaped(title)}"><table>`,
    `<thead><tr>${head}</tr></thead><tbody>`,
    ...body,
    '</tbody></table></div>',
  ].join('\n')
}

const [BAR, HEIGHT] = [6, 20]

function cellHtml(cell: ReportCell): string {
  if (typeof cell === 'string') return escaped(cell)
  const bars = barsOf(cell.series)
  const most = Math.max(...bars, 1)
  const path = bars.map((count, at) => {
    const height = Math.round((count / most) * HEIGHT)
    return height === 0 ? '' : `M${at * BAR} ${HEIGHT}v-${height}h${BAR - 1}v${height}z`
  })
  return `<svg width="${bars.length * BAR}" height="${HEIGHT}" aria-hidden="true"><path d="${path.join('')}"/></svg>`
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
