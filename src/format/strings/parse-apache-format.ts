import type { FormatFault } from '../../domain/contracts.ts'
import { SHAPE, type ParsedFormat, type FormatPiece, type TimeForm, type Unplaced, type Variable } from '../plan.ts'
import { CLF_TIME, epochTime } from '../time/read-time.ts'
import { strftimeTime } from '../time/read-strftime.ts'
import { unescape, unquote, type Unquoted } from './unquote.ts'

const PASSED_OVER: Variable = { shape: SHAPE.text }

const LETTERS: Readonly<Record<string, Variable>> = {
  r: { field: 'request', shape: SHAPE.text },
  m: { field: 'method', shape: SHAPE.text },
  H: { field: 'protocol', shape: SHAPE.text },
  U: { field: 'target', shape: SHAPE.greedy, decoded: true, caution: 'decoded-target' },
  // The name of a file, decoded: it may hold spaces.
  f: { shape: SHAPE.greedy },
  q: { field: 'query', shape: SHAPE.text },
  b: { field: 'bytes', shape: SHAPE.number, rank: 2, dashIsZero: true },
  B: { field: 'bytes', shape: SHAPE.number, rank: 2 },
  O: { field: 'bytes', shape: SHAPE.number, rank: 1, caution: 'bytes-with-headers' },
  v: { field: 'host', shape: SHAPE.text, rank: 1 },
  V: { field: 'host', shape: SHAPE.text, rank: 2 },
  D: { field: 'duration', shape: SHAPE.decimal, unit: 'us', rank: 1 },
}
// Every other letter that Apache, lighttpd and varnishncsa know: identifiers and noise, passed over alike.
const KNOWN = /^(?:[aAcCefFhIkKlLnopPRSuxXZ]|\^(?:FB|t[io]))$/

const HEADERS: ReadonlyMap<string, Variable> = new Map<string, Variable>([
  ['referer', { field: 'referrer', shape: SHAPE.text }],
  ['user-agent', { field: 'agent', shape: SHAPE.text }],
  ['host', { field: 'host', shape: SHAPE.text }],
  ['x-forwarded-for', { shape: SHAPE.list }],
])

/** gunicorn's letters that Apache writes in another way. */
const GUNICORN: Readonly<Record<string, Directive>> = {
  f: { letter: 'i', argument: 'Referer', isFinal: false },
  a: { letter: 'i', argument: 'User-Agent', isFinal: false },
  s: { letter: 's', argument: undefined, isFinal: true },
  M: { letter: 'T', argument: 'ms', isFinal: false },
  // Decimal seconds, more exact than its %T, which are whole ones.
  L: { letter: 'T', argument: 's', isFinal: false },
}

type Directive = { readonly letter: string; readonly argument: string | undefined; readonly isFinal: boolean }

/** `%Dms`, as for Tomcat, whose %D counts milliseconds: the text behind it says so. */
function asWritten(piece: Unplaced, after: string): Unplaced {
  const isDuration = 'variable' in piece && piece.variable === LETTERS['D']
  return isDuration && /^ ?ms(?![\w/])/.test(after) ? { variable: { ...piece.variable, unit: 'ms' } } : piece
}

/** Takes an Apache `LogFormat` apart: the bare string, quoted, or the whole directive as it stands in apache2.conf. */
export function parseApacheFormat(
  written: string,
): ParsedFormat | { readonly column: number; readonly why: FormatFault } {
  const { text, columns, isLighttpd } = stringOf(written)
  const columnOf = (position: number): number => columns[position] ?? 1
  const pieces: FormatPiece[] = []
  let at = 0
  for (const match of text.matchAll(DIRECTIVE)) {
    const lone = text.slice(at, match.index).indexOf('%')
    if (lone >= 0) return { why: 'unknown-directive', column: columnOf(at + lone) }
    if (match.index > at) pieces.push({ literal: text.slice(at, match.index), column: columnOf(at) })
    const column = columnOf(match.index)
    at = match.index + match[0].length
    const found = placedFor(match, isLighttpd)
    if (typeof found === 'string') return { why: found, column }
    pieces.push(...found.map((piece) => ({ ...asWritten(piece, text.slice(at)), column })))
  }
  const lone = text.indexOf('%', at)
  if (lone >= 0) return { why: 'unknown-directive', column: columnOf(lone) }
  if (at < text.length) pieces.push({ literal: text.slice(at), column: columnOf(at) })
  const timed = joinTimes(pieces)
  if ('why' in timed) return timed
  return { pieces: isLighttpd ? timed : joinQueries(timed), escapes: 'backslash', forgeable: false }
}

const DIRECTIVE =
  /%(?:%|\((?:\{(?<name>[^}]*)\}(?<kind>[ioe])|(?<gunicorn>\w))\)s|[!<>,\d]*(?:\{(?<argument>[^}]*)\})?(?<letter>\^[a-z]{2}|[a-z]))/gi

function placedFor(match: RegExpExecArray, isLighttpd: boolean): readonly Unplaced[] | FormatFault {
  const { name, kind, gunicorn, letter = kind ?? gunicorn, argument = name } = match.groups ?? {}
  if (letter === undefined) return [{ literal: '%' }]
  const asApache = gunicorn === undefined ? undefined : GUNICORN[gunicorn]
  return directive(asApache ?? { letter, argument, isFinal: /^%[^{]*>/.test(match[0]) }, isLighttpd)
}

function stringOf(written: string): Unquoted & { readonly isLighttpd: boolean } {
  const before = /^\s*(?:lighttpd:|LogFormat\s)?\s*/i.exec(written)?.[0] ?? ''
  const isLighttpd = /lighttpd/i.test(before)
  const quoted = unquote(written, before.length)
  // `LogFormat "string" nickname`, or one string in quotes; `"%r" %>s` begins with a quote and is neither.
  const isQuoted = quoted?.pieces === 1 && /^[\w-]*$/.test(quoted.rest.trim()) && quoted.text !== ''
  return { ...(isQuoted ? quoted : unescape(written, before.length, written.trimEnd().length)), isLighttpd }
}

function directive({ letter, argument, isFinal }: Directive, isLighttpd: boolean): readonly Unplaced[] | FormatFault {
  if (letter === 't') return timeDirective(argument)
  if (letter === 's')
    return [{ variable: { field: 'status', shape: SHAPE.status, rank: isFinal ? 1 : 0, ...(isFinal ? {} : FIRST) } }]
  if (letter === 'T') return durationDirective(argument)
  if (letter === 'i') return [{ variable: HEADERS.get(argument?.toLowerCase() ?? '') ?? PASSED_OVER }]
  if (letter === 'U' && isLighttpd) return [{ variable: { field: 'target', shape: SHAPE.greedy } }]
  const known = Object.hasOwn(LETTERS, letter) && argument === undefined ? LETTERS[letter] : undefined
  if (known !== undefined) return [{ variable: known }]
  return KNOWN.test(letter) || letter in LETTERS ? [{ variable: PASSED_OVER }] : 'unknown-directive'
}

const FIRST = { caution: 'first-status' } as const

function durationDirective(argument: string | undefined): readonly Unplaced[] {
  const unit = argument === 'ms' || argument === 'us' ? argument : 's'
  return [{ variable: { field: 'duration', shape: SHAPE.decimal, unit, rank: argument === undefined ? 0 : 1 } }]
}

/** `%U%q` is one target. */
function joinQueries(pieces: readonly FormatPiece[]): readonly FormatPiece[] {
  return pieces.filter((piece, i) => {
    const before = pieces[i - 1]
    const afterTarget = before !== undefined && 'variable' in before && before.variable.field === 'target'
    return !(afterTarget && 'variable' in piece && piece.variable.field === 'query')
  })
}

const EPOCHS: ReadonlyMap<string, TimeForm> = new Map([
  ['sec', epochTime(1, 10)],
  ['%s', epochTime(1, 10)],
  ['msec', epochTime(1000, 13)],
  ['usec', epochTime(1_000_000, 16)],
])
const FRACTIONS: ReadonlyMap<string, string> = new Map([
  ['msec_frac', '%3'],
  ['usec_frac', '%6'],
])

/** What a `%t` or `%{argument}t` stands for. */
function timeDirective(argument: string | undefined): readonly Unplaced[] {
  const timeOf = (time: TimeForm): Unplaced => ({ variable: { field: 'time', shape: SHAPE.time, time } })
  // A bare %t brings its own brackets.
  if (argument === undefined || argument === '') return [{ literal: '[' }, timeOf(CLF_TIME), { literal: ']' }]
  const pattern = argument.replace(/^(?:begin|end):/, '')
  const epoch = EPOCHS.get(pattern)
  return [epoch === undefined ? { pattern: FRACTIONS.get(pattern) ?? pattern } : timeOf(epoch)]
}

/** Several `%{…}t` with nothing but text between them make one time; every strftime pattern is compiled. */
function joinTimes(
  pieces: readonly FormatPiece[],
): readonly FormatPiece[] | { readonly why: FormatFault; readonly column: number } {
  const joined: FormatPiece[] = []
  for (const piece of pieces) {
    const before = joined.at(-2)
    const last = joined.at(-1)
    if (!('pattern' in piece) || last === undefined) joined.push(piece)
    else if ('pattern' in last) joined.splice(-1, 1, { ...last, pattern: last.pattern + piece.pattern })
    else if (before !== undefined && 'pattern' in before && 'literal' in last)
      joined.splice(-2, 2, { ...before, pattern: before.pattern + last.literal.replaceAll('%', '%%') + piece.pattern })
    else joined.push(piece)
  }
  return compilePatterns(joined)
}

function compilePatterns(pieces: readonly FormatPiece[]): ReturnType<typeof joinTimes> {
  const patterns = pieces.filter((piece) => 'pattern' in piece)
  const [, second] = patterns
  if (second !== undefined) return { why: 'scattered-time', column: second.column }
  const compiled: FormatPiece[] = []
  for (const piece of pieces) {
    if (!('pattern' in piece)) compiled.push(piece)
    else {
      const time = strftimeTime(piece.pattern)
      if (time === undefined) return { why: 'unsupported-time', column: piece.column }
      compiled.push({ column: piece.column, variable: { field: 'time', shape: SHAPE.time, time } })
    }
  }
  return compiled
}
