import { errnoOf, ProblemError, type Problem } from '../domain/problem.ts'
import { TryAgain } from './ask.ts'
import type { Call, Send } from './portal.ts'
import { fetchThrough, proxyFor, type Proxies } from './through-proxy.ts'
import { withoutKey } from './without-key.ts'

type Connection = {
  /** Without a slash at its end. */
  readonly base: string
  readonly keyHeader: string
  readonly key: string
  readonly userAgent: string
  /** For a call and its whole answer; one with a file gets the time more that the file takes. */
  readonly timeoutMs: number
  readonly proxies: Proxies
}

const MOST_REDIRECTS = 3
/** A slow line to the portal, 64 kB/s: a file of 1 MB gets 16 s more. */
const LEAST_BYTES_PER_MS = 64

/** The means to make calls. The key goes to the host of the base address and to no other, and is in no error. */
export function openSender(connection: Connection): Send {
  return async (call) => {
    const { response, answer } = await exchange(connection, call)
    if (call.isLookup === true && (response.status === 404 || response.status === 410)) return undefined
    if (response.ok) return jsonOf(answer, problemStart(connection, call))
    throw failureOf(response, portalMessage(contentOf(answer), connection.key), problemStart(connection, call))
  }
}

type Exchange = { readonly response: Response; readonly answer: Answer }

async function exchange(connection: Connection, call: Call): Promise<Exchange> {
  // Also while the answer comes: a portal that sends a byte now and then would hold us for as long as it likes.
  const signal = AbortSignal.timeout(connection.timeoutMs + sendingMs(call))
  let address = `${connection.base}${call.path}`
  for (let redirects = 0; ; redirects++) {
    const response = await fetchOnce(address, connection, call, signal)
    const next = nextAddress(response, address)
    if (next === undefined) return { response, answer: await readWhole(response, connection, call) }
    await response.body?.cancel()
    // A portal that moved a dataset to another address of its own; anything else would take the key, or the data, elsewhere.
    if (call.method !== 'GET' || redirects === MOST_REDIRECTS || next.origin !== new URL(address).origin)
      throw new ProblemError({
        code: 'PORTAL_REDIRECT',
        call: problemStart(connection, call),
        ...(next.origin !== new URL(address).origin && { to: next.origin }),
      })
    address = next.href
  }
}

function sendingMs({ form }: Call): number {
  return Math.ceil((form?.file.bytes.length ?? 0) / LEAST_BYTES_PER_MS)
}

async function fetchOnce(address: string, connection: Connection, call: Call, signal: AbortSignal): Promise<Response> {
  try {
    const proxy = proxyFor(new URL(address), connection.proxies)
    const asked = { method: call.method, headers: headersOf(connection, call), body: bodyOf(call), signal }
    return await (proxy === undefined
      ? fetch(address, { ...asked, redirect: 'manual' })
      : fetchThrough(proxy, address, asked))
  } catch (error) {
    throw lost(error, connection, call)
  }
}

async function readWhole(response: Response, connection: Connection, call: Call): Promise<Answer> {
  try {
    return await readAnswer(response)
  } catch (error) {
    throw lost(error, connection, call)
  }
}

function headersOf({ keyHeader, key, userAgent }: Connection, { json, wanted }: Call): Record<string, string> {
  return {
    Accept: 'application/json',
    'User-Agent': userAgent,
    [keyHeader]: key,
    ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(wanted === undefined ? {} : { 'X-Fields': wanted }),
  }
}

function bodyOf({ json, form }: Call): string | FormData | null {
  if (form === undefined) return json === undefined ? null : JSON.stringify(json)
  const { fields, file } = form
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  body.append(file.field, new Blob([file.bytes], { type: file.mediaType }), file.name)
  return body
}

function nextAddress(response: Response, address: string): URL | undefined {
  const location = response.headers.get('location')
  if (response.status < 300 || response.status >= 400 || location === null || !URL.canParse(location, address))
    return undefined
  return new URL(location, address)
}

function jsonOf(answer: Answer, call: string): unknown {
  if ('json' in answer) return answer.json
  // Perhaps the page of a proxy that is about to start the portal again.
  throw new TryAgain({ code: 'PORTAL_ANSWER', call, why: 'isTooLarge' in answer ? 'too-large' : 'not-json' })
}

function contentOf(answer: Answer): unknown {
  // A page of a server is no message: its status says as much.
  return 'json' in answer ? answer.json : ''
}

function failureOf({ status, headers }: Response, message: string, call: string): Error {
  const facts = { call, status, message }
  if (status === 401 || status === 403) return new ProblemError({ code: 'PORTAL_DENIED', ...facts })
  if (status >= 500 || [408, 425, 429].includes(status))
    return new TryAgain(
      { code: 'PORTAL_UNREACHABLE', call, why: String(status) },
      retryAfterMs(headers.get('retry-after'), Date.now()),
    )
  return new ProblemError({ code: 'PORTAL_REFUSED', ...facts })
}

function lost(error: unknown, connection: Connection, call: Call): Error {
  const why = errnoOfFailure(error)
  const problem: Problem = { code: 'PORTAL_UNREACHABLE', call: problemStart(connection, call), why }
  return isHopeless(why) ? new ProblemError(problem) : new TryAgain(problem)
}

function problemStart({ base }: Connection, { method, path }: Call): string {
  return `${method} ${base}${path}`
}

/** The system's or the client's code for a lost connection, never its message: that may quote headers. */
export function errnoOfFailure(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'ETIMEDOUT'
  const cause: unknown = error instanceof Error ? error.cause : undefined
  return errnoOf(cause) ?? errnoOf(error) ?? 'ECONNRESET'
}

/** A host that is not there, has a wrong certificate, or is behind a proxy that refuses, is no better in a minute. */
export function isHopeless(errno: string): boolean {
  return /^ENOTFOUND$|^PROXY_|CERT|^ERR_TLS|^ERR_SSL|UNABLE_TO_|SELF_SIGNED/.test(errno)
}

/** `Retry-After`: seconds, or a date. */
function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1_000
  const date = Date.parse(header)
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs)
}

/** Far more than any answer that is asked for. */
const MOST_BYTES = 16 * 1024 * 1024

type Answer = { readonly json: unknown } | { readonly text: string } | { readonly isTooLarge: true }

/** The body of a response: JSON, text where it is none, nothing kept of it where it is too large. */
async function readAnswer(response: Response): Promise<Answer> {
  const pieces: Uint8Array[] = []
  let size = 0
  const body: AsyncIterable<Uint8Array> | readonly never[] = response.body ?? []
  for await (const piece of body) {
    size += piece.length
    // Leaving the loop closes the connection.
    if (size > MOST_BYTES) return { isTooLarge: true }
    pieces.push(piece)
  }
  const text = Buffer.concat(pieces).toString('utf8')
  try {
    const json: unknown = text === '' ? undefined : JSON.parse(text)
    return { json }
  } catch {
    return { text }
  }
}

const LONGEST = 200
/** Levels of an answer that are looked into. */
const DEEPEST = 4

/**
 * What a portal says was wrong, in a form that may be shown: one short line, without anything that a terminal or a
 * reader could take for something else, and without the key, should the portal repeat it.
 *
 * @param answer the body, as JSON or as text
 */
export function portalMessage(answer: unknown, key: string): string {
  const text = textsIn(answer, DEEPEST).join('; ')
  const printable = withoutKey(text, key)
    .replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
  return printable.length > LONGEST ? `${printable.slice(0, LONGEST)}…` : printable
}

// `{ "message": …, "errors": { "title": ["required"] } }` of udata, `{ "error": { "name": ["in use"] } }` of CKAN.
function textsIn(answer: unknown, depth: number): readonly string[] {
  if (typeof answer === 'string') return [answer]
  if (typeof answer !== 'object' || answer === null || depth === 0) return []
  if (Array.isArray(answer)) return answer.flatMap((item: unknown) => textsIn(item, depth - 1))
  return Object.entries(answer).flatMap(([key, value]: [string, unknown]) => {
    // Where the help is, and what kind of error: said by the status.
    if (key === 'help' || key === '__type' || key === 'success') return []
    const texts = textsIn(value, depth - 1)
    return ['error', 'errors', 'message'].includes(key) ? texts : texts.map((text) => `${key}: ${text}`)
  })
}
