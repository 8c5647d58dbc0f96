import { cellText } from './as-text.ts'
import type { ReportSection } from './section.ts'

/** For a page of a wiki, or a ticket. */
export function asMarkdown(sections: readonly ReportSection[]): string {
  const [opening, ...rest] = sections
  if (opening === undefined) return ''
  const [warning = '', ...lines] = opening.before ?? []
  const head = [`# ${escaped(opening.title)}`, `> **${escaped(warning)}**`, ...lines.map(escaped)]
  return `${[...head, ...rest.flatMap(partsOf)].join('\n\n')}\n`
}

function partsOf({ title, before = [], columns, rows = [], after = [] }: ReportSection): readonly string[] {
  const lines =
    columns === undefined || rows.length === 0
      ? []
      : [
          rowOf(columns.map((column) => column.title)),
          rowOf(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
          ...rows.map((row) => rowOf(row.map(cellText))),
        ]
  const sentences = before.length > 1 ? [before.map((text) => `- ${escaped(text)}`).join('\n')] : before.map(escaped)
  return [
    `## ${escaped(title)}`,
    ...sentences,
    ...(lines.length === 0 ? [] : [lines.join('\n')]),
    ...after.map(escaped),
  ]
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => escaped(cell)).join(' | ')} |`
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_|<>[\]{}]/g, String.raw`\$&`)
}
