import { wide, widthOf } from '../terminal/wide.ts'
import { styleText } from 'node:util'

export type TextColumn = { readonly title: string; readonly align?: 'right' }

const INDENT = '  '

/** Rows under their titles, indented, one a line; the columns need no lines between them. */
export function columnsText(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string {
  const lines = [columns.map(({ title }) => title), ...rows]
  const widths = columns.map((_, i) => lines.reduce((most, line) => Math.max(most, widthOf(line[i] ?? '')), 0))
  const cellOf = (text: string, i: number): string => {
    const width = widths[i] ?? 0
    return INDENT + (columns[i]?.align === 'right' ? ' '.repeat(width - widthOf(text)) + text : wide(text, width))
  }
  return lines.map((line) => `${line.map(cellOf).join('').trimEnd()}\n`).join('')
}

/** A heading on stdout, after an empty line; bold where that is a terminal. */
export function heading(text: string): string {
  return `\n${styleText('bold', text, { stream: process.stdout })}\n`
}
