import type { Report } from '../../domain/finding.ts'
import { parsedJson } from '../../domain/parsed-json.ts'
import { unfitSignOfLines } from '../../domain/text.ts'
import type { Published } from '../folder/open-published.ts'

/**
 * A text file of the folder; undefined, and a finding, where it cannot be read or is no UTF-8.
 *
 * @param ending of its lines
 */
export function readPublishedText(
  published: Published,
  file: string,
  report: Report,
  ending = '\n',
): string | undefined {
  const bytes = published.read(file)
  if (bytes === undefined) return undefined
  const text = decoded(bytes)
  if (text === undefined) {
    report({ code: 'NOT_UTF8', file })
    return undefined
  }
  const lines = text.split(ending)
  const line = lines.findIndex((one) => unfitSignOfLines(one) !== undefined)
  if (line >= 0) report({ code: 'CONTROL_CHARACTER', file, line: line + 1 })
  return text
}

// The mark in front is kept, to be found: none of our files has one.
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** Ours has ten. */
const MOST_DEPTH = 40
/** Ours has 400,000 for 10,000 features; an empty object takes 56 bytes, and a file has room for ten million. */
const MOST_VALUES = 2_000_000

/** The value of a JSON file; undefined, and a finding, where it is none of ours to read. Its strings are as they stand there. */
export function parseJson(file: string, text: string, report: Report): unknown {
  // Counted before it is parsed: what is nested a million deep ends programs.
  const { depth, values } = sizeOf(text)
  if (depth > MOST_DEPTH) {
    report({ code: 'JSON_TOO_DEEP', file, expected: { is: 'levels-at-most', count: MOST_DEPTH } })
    return undefined
  }
  if (values > MOST_VALUES) {
    report({ code: 'FILE_TOO_LARGE', file })
    return undefined
  }
  const value = parsedJson(text)
  if (value === undefined) report({ code: 'JSON_SYNTAX', file })
  else for (const field of controlsIn(value, '')) report({ code: 'CONTROL_CHARACTER', file, field })
  return value
}

const SIGN = /["{}[\],]/g

// Brackets and commas outside of strings; one pass, whatever stands there.
function sizeOf(text: string): { readonly depth: number; readonly values: number } {
  let [depth, deepest, values] = [0, 0, 0]
  SIGN.lastIndex = 0
  for (let found = SIGN.exec(text); found !== null; found = SIGN.exec(text)) {
    const [sign] = found
    if (sign === '"') SIGN.lastIndex = endOfString(text, found.index)
    else if (sign === '}' || sign === ']') depth -= 1
    else {
      values += 1
      if (sign !== ',') deepest = Math.max(deepest, ++depth)
    }
  }
  return { depth: deepest, values }
}

function endOfString(text: string, start: number): number {
  let at = text.indexOf('"', start + 1)
  while (at >= 0 && isEscaped(text, at)) at = text.indexOf('"', at + 1)
  return at < 0 ? text.length : at + 1
}

/** Behind an odd number of backslashes. */
function isEscaped(text: string, quote: number): boolean {
  let at = quote
  while (text[at - 1] === '\\') at--
  return (quote - at) % 2 === 1
}

// The operator's words may have several lines.
function controlsIn(value: unknown, place: string): readonly string[] {
  if (typeof value === 'string') return unfitSignOfLines(value) !== undefined ? [place] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    controlsIn(key, joined(place, key)).concat(controlsIn(inner, joined(place, key))),
  )
}

function joined(place: string, key: string): string {
  return place === '' ? key : `${place}.${key}`
}
