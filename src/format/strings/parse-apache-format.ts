import type { FormatFault } from '../../domain/contracts.ts'
import { SHAPE, type ParsedFormat, type Piece, type Unplaced, type Variable } from '../plan.ts'
import { joinTimes, timeDirective } from './apache-time.ts'
import { unescape, unquote } from './unquote.ts'

const PASSED_OVER: Variable = { shape: SHAPE.text }

const LETTERS: Readonly<Record<string, Variable>> = {
  r: { field: 'request', shape: SHAPE.text },
  m: { field: 'method', shape: SHAPE.text },
  H: { field: 'protocol', shape: SHAPE.text },
  U: { field: 'target', shape: SHAPE.greedy, decoded: true, caution: 'decoded-target' },
  q: { field: 'query', shape: SHAPE.text },
  b: { field: 'bytes', shape: SHAPE.number, rank: 2, dashIsZero: true },
  B: { field: 'bytes', shape: SHAPE.number, rank: 2 },
  O: { field: 'bytes', shape: SHAPE.number, rank: 1, caution: 'bytes-with-headers' },
  v: { field: 'host', shape: SHAPE.text, rank: 1 },
  V: { field: 'host', shape: SHAPE.text, rank: 2 },
  D: { field: 'duration', shape: SHAPE.text, unit: 'us', rank: 1 },
}
// Every other letter that Apache, lighttpd and varnishncsa know: identifiers and noise, passed over alike.
const KNOWN = /^(?:[aAcCefFhIkKlLnopPRSuxXZ]|\^(?:FB|t[io]))$/

const HEADERS: Readonly<Record<string, Variable>> = {
  referer: { field: 'referrer', shape: SHAPE.text },
  'user-agent': { field: 'agent', shape: SHAPE.text },
  host: { field: 'host', shape: SHAPE.text },
  'x-forwarded-for': { shape: SHAPE.list },
}

const GUNICORN: Readonly<Record<string, string>> = { f: '{Referer}i', a: '{User-Agent}i' }

/** Takes an Apache `LogFormat` apart: the bare string, quoted, or the whole directive as it stands in apache2.conf. */
export function parseApacheFormat(
  written: string,
): ParsedFormat | { readonly column: number; readonly why: FormatFault } {
  const source = stringOf(written)
  const pieces: Piece[] = []
  let at = 0
  for (const match of source.text.matchAll(
    /%(?:%|[!<>,\d]*(?:\{(?<argument>[^}]*)\})?(?<letter>\^[a-z]{2}|[a-z]))/gi,
  )) {
    if (match.index > at) pieces.push({ literal: source.text.slice(at, match.index), column: source.column + at })
    const column = source.column + match.index
    at = match.index + match[0].length
    const letter = match.groups?.['letter']
    if (letter === undefined) pieces.push({ literal: '%', column })
    else {
      const found = directive(letter, match.groups?.['argument'], /^%[^{]*>/.test(match[0]), source.isLighttpd)
      if (typeof found === 'string') return { why: found, column }
      pieces.push(...found.map((piece) => ({ ...piece, column })))
    }
  }
  if (at < source.text.length) pieces.push({ literal: source.text.slice(at), column: source.column + at })
  const lone = pieces.find((piece) => 'literal' in piece && piece.literal !== '%' && piece.literal.includes('%'))
  if (lone !== undefined) return { why: 'unknown-directive', column: lone.column }
  const timed = joinTimes(pieces)
  if ('why' in timed) return timed
  return { pieces: joinQueries(timed), escapes: 'backslash', forgeable: false }
}

function stringOf(written: string): { text: string; column: number; isLighttpd: boolean } {
  const before = /^\s*(?:lighttpd:|LogFormat\s)\s*/i.exec(written)?.[0] ?? ''
  const rest = written.slice(before.length).trim()
  const quoted = unquote(rest)
  // `LogFormat "string" nickname`, or one string in quotes; `"%r" %>s` begins with a quote and is neither.
  const isQuoted = quoted !== undefined && /^[\w-]*$/.test(quoted.rest) && quoted.text !== ''
  const text = isQuoted ? quoted.text : unescape(rest)
  return {
    text: text.replace(/%\((\w)\)s/g, (_, letter: string) => `%${GUNICORN[letter] ?? letter}`),
    column: before.length + (isQuoted ? 2 : 1),
    isLighttpd: /lighttpd/i.test(before),
  }
}

function directive(
  letter: string,
  argument: string | undefined,
  isFinal: boolean,
  isLighttpd: boolean,
): readonly Unplaced[] | FormatFault {
  if (letter === 't') return timeDirective(argument)
  if (letter === 's')
    return [{ variable: { field: 'status', shape: SHAPE.status, rank: isFinal ? 1 : 0, ...(isFinal ? {} : FIRST) } }]
  if (letter === 'T') return durationDirective(argument)
  if (letter === 'i') return [{ variable: HEADERS[argument?.toLowerCase() ?? ''] ?? PASSED_OVER }]
  if (letter === 'U' && isLighttpd) return [{ variable: { field: 'target', shape: SHAPE.greedy } }]
  const known = Object.hasOwn(LETTERS, letter) && argument === undefined ? LETTERS[letter] : undefined
  if (known !== undefined) return [{ variable: known }]
  return KNOWN.test(letter) || letter in LETTERS ? [{ variable: PASSED_OVER }] : 'unknown-directive'
}

const FIRST = { caution: 'first-status' } as const

function durationDirective(argument: string | undefined): readonly Unplaced[] {
  const unit = argument === 'ms' || argument === 'us' ? argument : 's'
  return [{ variable: { field: 'duration', shape: SHAPE.text, unit, rank: argument === undefined ? 0 : 1 } }]
}

/** `%U%q` is one target. */
function joinQueries(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.filter((piece, i) => {
    const before = pieces[i - 1]
    const afterTarget = before !== undefined && 'variable' in before && before.variable.field === 'target'
    return !(afterTarget && 'variable' in piece && piece.variable.field === 'query')
  })
}
