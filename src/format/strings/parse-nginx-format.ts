import type { Field } from '../../domain/contracts.ts'
import { SHAPE, type ParsedFormat, type FormatPiece, type Variable } from '../plan.ts'
import { CLF_TIME, epochTime, ISO_TIME } from '../time/read-time.ts'
import { unescape, unquote, type Unquoted } from './unquote.ts'

const text = (field: Field, rank = 0): Variable => ({ field, shape: SHAPE.text, rank })

const IS_ARGS: Variable = { shape: SHAPE.text }

// Of several variables of one field the higher rank is read: the raw target before the rewritten one, and so on.
const VARIABLES: Readonly<Record<string, Variable>> = {
  time_local: { field: 'time', shape: SHAPE.time, time: CLF_TIME, rank: 2 },
  time_iso8601: { field: 'time', shape: SHAPE.time, time: ISO_TIME, rank: 1 },
  msec: { field: 'time', shape: SHAPE.time, time: epochTime(1, 14), rank: 0 },
  request: text('request'),
  request_method: text('method'),
  server_protocol: text('protocol'),
  request_uri: { field: 'target', shape: SHAPE.greedy, rank: 1 },
  uri: { field: 'target', shape: SHAPE.greedy, decoded: true, caution: 'decoded-target' },
  document_uri: { field: 'target', shape: SHAPE.greedy, decoded: true, caution: 'decoded-target' },
  args: text('query'),
  query_string: text('query'),
  is_args: IS_ARGS,
  status: { field: 'status', shape: SHAPE.status },
  body_bytes_sent: { field: 'bytes', shape: SHAPE.number, rank: 1 },
  bytes_sent: { field: 'bytes', shape: SHAPE.number, caution: 'bytes-with-headers' },
  http_referer: text('referrer'),
  http_user_agent: text('agent'),
  host: text('host', 3),
  http_host: text('host', 2),
  server_name: text('host', 1),
  ssl_server_name: text('host'),
  request_time: { field: 'duration', shape: SHAPE.decimal, unit: 's', rank: 1 },
  upstream_response_time: { field: 'duration', shape: SHAPE.decimals, unit: 'upstream-s' },
}
const PASSED_OVER: Variable = { shape: SHAPE.text }
const PASSED_OVER_LIST: Variable = { shape: SHAPE.list }

/**
 * Takes an nginx `log_format` apart: the bare string, quoted pieces, or the whole directive as it stands in nginx.conf;
 * `escape=json` or `escape=none` may come before the string.
 */
export function parseNginxFormat(written: string): ParsedFormat | { readonly column: number } {
  const source = stringOf(written)
  if (source === undefined) return { column: written.length }
  const { escape } = source
  return {
    pieces: joinTargets(piecesOf(source), escape),
    escapes: escape === 'none' ? 'none' : 'backslash',
    forgeable: escape === 'none',
  }
}

type Source = Unquoted & { readonly escape: string }

/** The format string itself, its escapes undone. */
function stringOf(written: string): Source | undefined {
  const directive = /^\s*log_format\s+[\w-]+\s+/.exec(written)?.[0].length ?? 0
  const found = /^\s*escape=(?<kind>default|json|none)\s+/.exec(written.slice(directive))
  const front = directive + (found?.[0].length ?? 0)
  const escape = found?.groups?.['kind'] ?? 'default'
  const quoted = unquote(written, front)
  // `"$request" $status` begins with a quote and is no quoted string: then something but `;` follows. `"$a" "$b"` is none
  // either, unless the directive says so.
  if (quoted !== undefined && /^;?$/.test(quoted.rest.trim()))
    if (quoted.pieces === 1 || directive > 0 || written.charAt(front) === "'") return { ...quoted, escape }
  const rest = written.slice(front)
  if (directive > 0 && quoted === undefined && /^['"]/.test(rest)) return undefined
  const end = front + rest.trimEnd().length
  const isClosed = directive > 0 && written.charAt(end - 1) === ';'
  return { ...unescape(written, front + rest.search(/\S/), isClosed ? end - 1 : end), escape }
}

function piecesOf({ text, columns }: Source): readonly FormatPiece[] {
  const columnOf = (position: number): number => columns[position] ?? 1
  const pieces: FormatPiece[] = []
  let at = 0
  for (const match of text.matchAll(/\$(?:(?<bare>\w+)|\{(?<braced>\w+)\})/g)) {
    if (match.index > at) pieces.push({ literal: text.slice(at, match.index), column: columnOf(at) })
    const name = match.groups?.['bare'] ?? match.groups?.['braced'] ?? ''
    pieces.push({ variable: variableOf(name), column: columnOf(match.index) })
    at = match.index + match[0].length
  }
  if (at < text.length) pieces.push({ literal: text.slice(at), column: columnOf(at) })
  return pieces
}

function variableOf(name: string): Variable {
  const known = Object.hasOwn(VARIABLES, name) ? VARIABLES[name] : undefined
  if (known !== undefined) return known
  return /^upstream_|forwarded_for$/.test(name) ? PASSED_OVER_LIST : PASSED_OVER
}

/**
 * Pieces that make one target: `$scheme://$host$request_uri` is an absolute one, `$uri$is_args$args` a path and its query.
 */
function joinTargets(pieces: readonly FormatPiece[], escape: string): readonly FormatPiece[] {
  const joined: FormatPiece[] = []
  for (const piece of pieces) {
    const field = fieldOf(piece)
    const [scheme, colon, host] = joined.slice(-3)
    const isAbsolute =
      field === 'target' && fieldOf(host) === 'host' && literalOf(colon) === '://' && !literalOf(scheme)
    if (isAbsolute) joined.splice(-3)
    const target = joined.at(-1)
    if (target === undefined || !('variable' in target) || target.variable.field !== 'target' || !isQueryPart(piece))
      joined.push(piece)
    // nginx 1.26 writes `-` for `$args` where there are none, nothing for `$is_args`: `/aide-`.
    else if (escape === 'default' && field === 'query')
      joined.splice(-1, 1, { ...target, variable: { ...target.variable, dashAfter: true } })
  }
  return joined
}

function isQueryPart(piece: FormatPiece): boolean {
  return 'variable' in piece && (piece.variable.field === 'query' || piece.variable === IS_ARGS)
}

function fieldOf(piece: FormatPiece | undefined): Field | undefined {
  return piece !== undefined && 'variable' in piece ? piece.variable.field : undefined
}

function literalOf(piece: FormatPiece | undefined): string | undefined {
  return piece !== undefined && 'literal' in piece ? piece.literal : undefined
}
