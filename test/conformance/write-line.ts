import type { Exchange } from './exchanges.ts'

/** How a server writes a value that a client may choose. */
export type Spell = (value: string) => string

const hex = (char: string): string => char.charCodeAt(0).toString(16).padStart(2, '0')

const isPrinted = (char: string): boolean => char >= ' ' && char <= '~'

/** Each character that needs it, escaped. */
const escaping = (value: string, escape: (char: string) => string | undefined): string =>
  Array.from(value, (char) => escape(char) ?? char).join('')

/** nginx, `escape=default`. */
export const nginxDefault: Spell = (value) =>
  value === ''
    ? '-'
    : escaping(value, (char) =>
        isPrinted(char) && char !== '"' && char !== '\\' ? undefined : `\\x${hex(char).toUpperCase()}`,
      )

/** nginx, `escape=json`: bytes beyond ASCII stay as they are. */
export const nginxJson: Spell = (value) =>
  escaping(value, (char) => JSON_LETTERS[char] ?? (char < ' ' ? `\\u00${hex(char).toUpperCase()}` : undefined))

const QUOTE_AND_BACKSLASH = { '"': '\\"', '\\': '\\\\' }
const JSON_LETTERS: Readonly<Record<string, string>> = {
  ...QUOTE_AND_BACKSLASH,
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
}

/** nginx, `escape=none`. */
export const nginxNone: Spell = (value) => value

/** Apache since 2.0.46. */
export const apache: Spell = (value) =>
  value === ''
    ? '-'
    : escaping(value, (char) => APACHE_LETTERS[char] ?? (isPrinted(char) ? undefined : `\\x${hex(char)}`))

const APACHE_LETTERS: Readonly<Record<string, string>> = {
  ...QUOTE_AND_BACKSLASH,
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\v': '\\v',
}

/** What nginx logs of an exchange with this `log_format` string. */
export function writeNginx(format: string, exchange: Exchange, spell: Spell): string {
  const pieces = format.split(/(?=\$)/).map((piece) => {
    const [variable, braced, bare] = /^\$(?:\{(\w+)\}|(\w+))/.exec(piece) ?? []
    const name = braced ?? bare
    return name === undefined ? piece : nginxValue(name, exchange, spell) + piece.slice(variable?.length)
  })
  return pieces.join('')
}

function nginxValue(name: string, exchange: Exchange, spell: Spell): string {
  const { request, refused, clock } = exchange
  const parsed = refused === true ? undefined : request
  const uri = parsed?.target.replace(/^https?:\/\/[^/]*/, '')
  switch (name) {
    case 'remote_addr':
      return exchange.client
    case 'remote_user':
      return spell(exchange.user)
    case 'time_local':
      return clock.clf
    case 'time_iso8601':
      return clock.iso
    case 'msec':
      return clock.msec
    case 'request':
      return spell(exchange.line)
    case 'request_method':
      return spell(parsed?.method ?? '')
    case 'server_protocol':
      return spell(parsed?.protocol ?? '')
    case 'request_uri':
      return spell(uri ?? '')
    case 'uri':
      return spell(parsed === undefined ? '' : exchange.path)
    case 'is_args':
      // Found, and empty: nginx 1.26 writes nothing for it, but `-` for `$args`, which was not found.
      return exchange.query === '' ? '' : '?'
    case 'args':
      return spell(exchange.query)
    case 'status':
    case 'upstream_status':
      return exchange.status
    case 'body_bytes_sent':
      return exchange.bytes
    case 'http_referer':
      return spell(exchange.referrer)
    case 'http_user_agent':
      return spell(exchange.agent)
    case 'host':
      return exchange.host
    case 'http_host':
      return `${exchange.host}:${exchange.port}`
    case 'scheme':
      return 'https'
    case 'request_time':
      return '0.046'
    case 'upstream_response_time':
      return '0.000, 0.041 : 0.002'
    case 'upstream_addr':
      return '198.51.100.20:80, 198.51.100.21:80 : unix:/run/LEAK.sock'
    case 'http_x_forwarded_for':
      return spell('203.0.113.7, 198.51.100.9')
    default:
      return spell('')
  }
}

/** What Apache logs of an exchange with this `LogFormat` string. */
export function writeApache(format: string, exchange: Exchange): string {
  const pieces = directivesOf(format).map((piece) => {
    const [directive, argument, letter] = /^%[<>]?(?:\{([^}]*)\})?([a-z])/i.exec(piece) ?? []
    if (letter === undefined) return piece
    const value = argument === undefined ? apacheValue(letter, exchange) : apacheArgument(argument, letter, exchange)
    return value + piece.slice(directive?.length)
  })
  return pieces.join('')
}

/** Cut before each directive; a percent sign in braces begins none. */
function directivesOf(format: string): readonly string[] {
  const pieces = ['']
  let isInBraces = false
  for (const char of format) {
    if (char === '%' && !isInBraces) pieces.push('')
    if (char === '{' || char === '}') isInBraces = char === '{'
    pieces.push(`${pieces.pop() ?? ''}${char}`)
  }
  return pieces
}

function apacheValue(letter: string, exchange: Exchange): string {
  const { request, refused } = exchange
  const parsed = refused === true ? undefined : request
  switch (letter) {
    case 'h':
      return exchange.client
    case 'u':
      return apache(exchange.user)
    case 't':
      return `[${exchange.clock.clf}]`
    case 'r':
      return apache(exchange.line)
    case 'm':
      return apache(parsed?.method ?? '')
    case 'H':
      return apache(parsed?.protocol ?? '')
    case 'U':
      return apache(parsed === undefined ? '' : exchange.path)
    case 'q':
      return exchange.query === '' ? '' : apache(`?${exchange.query}`)
    case 's':
      return exchange.status
    case 'b':
      return exchange.bytes === '0' ? '-' : exchange.bytes
    case 'B':
    case 'O':
      return exchange.bytes
    case 'v':
    case 'V':
      return exchange.host
    case 'p':
      return exchange.port
    case 'D':
      return '46012'
    case 'T':
      return '0'
    default:
      return '-'
  }
}

function apacheArgument(argument: string, letter: string, exchange: Exchange): string {
  const { clf } = exchange.clock
  if (letter === 't')
    return argument
      .replace('msec_frac', '655')
      .replace('%d/%b/%Y', clf.slice(0, 11))
      .replace('%T', clf.slice(12, 20))
      .replace('%z', clf.slice(21))
  switch (argument.toLowerCase()) {
    case 'referer':
      return apache(exchange.referrer)
    case 'user-agent':
      return apache(exchange.agent)
    case 'host':
      return `${exchange.host}:${exchange.port}`
    case 'x-forwarded-for':
      return '203.0.113.7, 198.51.100.9'
    default:
      return '-'
  }
}
