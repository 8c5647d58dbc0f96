/** A column of a line: where it ends is said by quotes, by brackets, by both a name and quotes (`rt="0.001, 0.002"`), or by the separator alone. */
export type LayoutColumn = { readonly kind: 'quoted' | 'bracketed' | 'named' | 'bare'; readonly value: string }

/** What parts columns, the likelier first. */
export const SEPARATORS = [' ', '\t', ' | ', '|', ';', ','] as const
export type Separator = (typeof SEPARATORS)[number]

/** The columns of a line; undefined where a quote or a bracket is not closed. */
export function columnsOf(line: string, separator: Separator): readonly LayoutColumn[] | undefined {
  const columns: LayoutColumn[] = []
  for (let at = 0; at <= line.length;) {
    const stop = endOfColumn(line, at, separator)
    if (stop < 0) return undefined
    columns.push(columnOf(line.slice(at, stop)))
    at = stop + separator.length
  }
  return columns
}

function endOfColumn(line: string, from: number, separator: Separator): number {
  const closing = CLOSING[line.charAt(from)]
  if (closing !== undefined) {
    const stop = endOfClosed(line, from + 1, closing, separator)
    // A bracket may be the first letter of a word.
    if (stop >= 0 || closing === '"') return stop
  }
  const end = line.indexOf(separator, from)
  const stop = end < 0 ? line.length : end
  const quote = line.indexOf('="', from)
  return quote < 0 || quote >= stop ? stop : endOfClosed(line, quote + 2, '"', separator)
}

const CLOSING: Readonly<Record<string, '"' | ']'>> = { '"': '"', '[': ']' }

/** Behind the closing quote or bracket, where the separator stands, or nothing. */
function endOfClosed(line: string, from: number, closing: '"' | ']', separator: Separator): number {
  for (let at = from; at < line.length; at++) {
    if (closing === '"' && line.charAt(at) === '\\') at++
    else if (line.charAt(at) === closing)
      return at + 1 === line.length || line.startsWith(separator, at + 1) ? at + 1 : -1
  }
  return -1
}

function columnOf(text: string): LayoutColumn {
  const last = text.length > 1 ? text.slice(-1) : ''
  if (text.startsWith('"')) return { kind: 'quoted', value: text.slice(1, -1) }
  if (text.startsWith('[') && last === ']') return { kind: 'bracketed', value: text.slice(1, -1) }
  return { kind: last === '"' ? 'named' : 'bare', value: text }
}
