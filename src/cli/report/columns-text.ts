import Table from 'cli-table3'

export type Column = { readonly title: string; readonly align?: 'right' }

const BORDERS = [
  'top',
  'top-mid',
  'top-left',
  'top-right',
  'bottom',
  'bottom-mid',
  'bottom-left',
  'bottom-right',
  'left',
  'left-mid',
  'mid',
  'mid-mid',
  'right',
  'right-mid',
  'middle',
] as const

/** Rows under their titles, indented, one a line; the columns need no lines between them. */
export function columnsText(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    head: columns.map(({ title }) => title),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    chars: Object.fromEntries(BORDERS.map((border) => [border, ''])),
    // Its colours would go into pipes as well.
    style: { head: [], border: [], 'padding-left': 2, 'padding-right': 0 },
  })
  table.push(...rows.map((row) => [...row]))
  return table
    .toString()
    .split('\n')
    .map((line) => `${line.trimEnd()}\n`)
    .join('')
}
