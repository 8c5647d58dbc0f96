import type { LineScanner } from '../../domain/contracts.ts'
import type { ReadLayout } from '../../domain/problem/log-problems.ts'
import { CUSTOM_FORMAT } from '../named-format.ts'
import { SHAPE, type ParsedFormat, type FormatPiece } from '../plan.ts'
import { makeScanner } from '../scan/make-scanner.ts'
import { parseNginxFormat } from '../strings/parse-nginx-format.ts'
import { columnsOf, SEPARATORS, type LayoutColumn, type Separator } from './columns-of.ts'
import { readColumns, type ReadColumns } from './read-columns.ts'

/** A layout that nobody named, which the lines themselves show. */
export type ProposedLayout = ReadLayout & { readonly make: () => LineScanner }

/** Longer lines tell no more, and take long to cut. */
const LONGEST_LINE = 8192
const NEARLY_ALL = 0.99

/**
 * Finds the layout of lines that hold what `common` or `combined` have among other columns: a host in front, a duration or
 * a cookie behind, another separator. Columns that are not read are passed over, and stand in the string without a name
 * of theirs: nothing of a line is in it.
 */
export function proposeLayout(lines: readonly string[]): ProposedLayout | undefined {
  const short = lines.filter(({ length }) => length <= LONGEST_LINE)
  for (const separator of SEPARATORS) {
    const rows = short.flatMap((line) => [columnsOf(line, separator) ?? []])
    const outlines = rows.map((row) => outlineOf(row, separator))
    const outline = commonest(outlines)
    const alike = rows.filter((_, i) => outlines[i] === outline)
    if (alike.length < NEARLY_ALL * rows.length) continue
    const shape = commonest(alike.map(kindsOf))
    const read = readColumns(alike.filter((row) => kindsOf(row) === shape))
    const [row] = alike.filter((one) => kindsOf(one) === shape)
    if (read !== undefined && row !== undefined) return layoutOf(row, separator, read)
  }
  return undefined
}

function kindsOf(row: readonly LayoutColumn[]): string {
  return row.map(({ kind }) => kind.charAt(0)).join('')
}

/** A user name or a list of times may have blanks: then one column without quotes looks like several. */
function outlineOf(row: readonly LayoutColumn[], separator: Separator): string {
  return separator === ' ' ? kindsOf(row).replaceAll(/b+/g, 'b') : kindsOf(row)
}

function commonest(texts: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), ['', 0])[0]
}

function layoutOf(row: readonly LayoutColumn[], separator: Separator, read: ReadColumns): ProposedLayout {
  const names = new Map(Object.entries(read).map(([field, column]) => [column, NAMES.get(field)]))
  const string = row.map(({ kind }, i) => AROUND[kind](`$${names.get(i) ?? `column_${i + 1}`}`, i + 1)).join(separator)
  return {
    string,
    columns: row.length,
    read: [...NAMES.keys()].flatMap((field) => {
      const column = Object.entries(read).find(([name]) => name === field)?.[1]
      return column === undefined ? [] : [{ field, column: column + 1 }]
    }),
    make: () => scannerOf(string, row.at(-1)?.kind === 'bare'),
  }
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['time', 'time_local'],
  ['request', 'request'],
  ['status', 'status'],
  ['referrer', 'http_referer'],
  ['agent', 'http_user_agent'],
])

const AROUND: Readonly<Record<LayoutColumn['kind'], (variable: string, column: number) => string>> = {
  quoted: (variable) => `"${variable}"`,
  bracketed: (variable) => `[${variable}]`,
  named: (variable, column) => `$name_${column}="${variable}"`,
  bare: (variable) => variable,
}

/** What stands behind the last quote has none: a line with more quoted values is another layout. */
function scannerOf(string: string, isBareAtEnd: boolean): LineScanner {
  const parsed = parseNginxFormat(`'${string}'`)
  if (!('pieces' in parsed)) throw new Error('a layout is closed')
  const scanner = makeScanner(CUSTOM_FORMAT, isBareAtEnd ? endingBare(parsed) : parsed)
  if ('why' in scanner) throw new Error(`a layout is whole: ${scanner.why}`)
  return scanner
}

function endingBare(parsed: ParsedFormat): ParsedFormat {
  const last = parsed.pieces.length - 1
  const pieces = parsed.pieces.map((piece, i): FormatPiece =>
    i === last && 'variable' in piece && piece.variable.field === undefined
      ? { ...piece, variable: { shape: SHAPE.bare } }
      : piece,
  )
  return { ...parsed, pieces }
}
