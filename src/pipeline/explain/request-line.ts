import { ProblemError } from '../../domain/problem.ts'
import { LINE_LIMIT } from '../../source/index.ts'

// The documentation's address and a browser: all that is asked is what becomes of the method and the target.
const FRONT = '192.0.2.1 - - [01/Jan/2026:12:00:00 +0000] '
const BACK = ' 200 0 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"\n'

/** A request as somebody types it: `/path?query`, `POST /path`, `host/path`, `GET https://host/path`. */
export type TypedRequest = { readonly method: string; readonly target: string }

/** Without a method it is a GET. A host before the path makes an absolute target. */
export function readTyped(typed: string): TypedRequest {
  const text = typed.trim()
  const [, method = 'GET', target = text] = /^([A-Z][\w-]*) +(\S.*)$/is.exec(text) ?? []
  const hasHost = !/^(?:[/?*]|https?:\/\/)/i.test(target) && /^[^/?#]+\//.test(target)
  return { method, target: hasHost ? `http://${target}` : target }
}

/**
 * The line, with its line end, that a server would write for a request in the format `combined`.
 *
 * @throws ProblemError REQUEST_TOO_LONG for one that no log could hold
 */
export function requestLine({ method, target }: TypedRequest): Uint8Array {
  const line = new TextEncoder().encode(`${FRONT}"${method} ${escapeAsServersDo(target)} HTTP/1.1"${BACK}`)
  if (line.length <= LINE_LIMIT) return line
  throw new ProblemError({ code: 'REQUEST_TOO_LONG', limit: LINE_LIMIT })
}

function escapeAsServersDo(text: string): string {
  // What is above ASCII goes into a log as the bytes of its UTF-8.
  const escaped = (character: string): string => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
  return text.replace(/["\\\p{Cc}]/gu, (character) => (character > '~' ? character : escaped(character)))
}
