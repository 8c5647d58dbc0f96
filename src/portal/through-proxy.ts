import { request as ask, type IncomingMessage } from 'node:http'
import { request as askSecurely } from 'node:https'
import { isIP, type Socket } from 'node:net'
import { connect } from 'node:tls'
import { codedError } from '../domain/problem.ts'

/** HTTPS_PROXY and NO_PROXY of the environment, in capitals or small letters. */
export type Proxies = { readonly https: string | undefined; readonly none: string | undefined }

/**
 * The proxy through which an address is asked; undefined: none. A portal on this machine, which alone may be plain http, never is.
 */
export function proxyFor(address: URL, { https = '', none = '' }: Proxies): URL | undefined {
  const written = https.trim()
  if (written === '' || address.protocol !== 'https:' || none.split(',').some((one) => isSpared(address, one)))
    return undefined
  return proxyAt(written.includes('://') ? written : `http://${written}`)
}

function proxyAt(address: string): URL {
  const proxy = URL.canParse(address) ? new URL(address) : undefined
  // Never quoted: a name and a password may stand in it.
  if (proxy?.protocol !== 'http:' || !canBeRead(proxy)) throw codedError('PROXY_ADDRESS')
  return proxy
}

/** %ff is no text in UTF-8. */
function canBeRead({ username, password }: URL): boolean {
  try {
    decoded(username)
    decoded(password)
    return true
  } catch {
    return false
  }
}

/** By one word of NO_PROXY: a host, with its port or without, and all that is below it. */
function isSpared({ hostname }: URL, word: string): boolean {
  const [host = ''] = word.trim().toLowerCase().split(':')
  if (host === '' || host === '*') return host === '*'
  const name = host.slice(host.lastIndexOf('*') + 1).replace(/^\./, '')
  return hostname === name || hostname.endsWith(`.${name}`)
}

type Asked = {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | FormData | null
  readonly signal: AbortSignal
}

/** As fetch, through a tunnel: the proxy sees the name of the portal, and nothing of what is said to it. */
export async function fetchThrough(proxy: URL, address: string, asked: Asked): Promise<Response> {
  const { signal } = asked
  const target = new URL(address)
  // Writes a form as fetch would.
  const request = new Request(address, asked)
  const headers = Object.fromEntries(request.headers)
  const body = Buffer.from(await request.arrayBuffer())
  try {
    const socket = await openTunnel(proxy, target, signal)
    const servername = isIP(target.hostname) === 0 ? target.hostname : ''
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      askSecurely(target, {
        method: asked.method,
        headers: body.length === 0 ? headers : { ...headers, 'content-length': String(body.length) },
        createConnection: () => connect({ socket, host: target.hostname, servername }),
        signal,
      })
        .on('response', resolve)
        .on('error', reject)
        .end(body)
    })
    // Out here: what an event's listener throws, of a status of 600, nobody catches.
    return responseOf(answer, signal)
  } catch (error) {
    signal.throwIfAborted()
    throw error
  }
}

/** A bare `%` stands for itself. */
function decoded(written: string): string {
  return decodeURIComponent(written.replaceAll(/%(?![0-9a-f]{2})/gi, '%25'))
}

function openTunnel(proxy: URL, { hostname, port }: URL, signal: AbortSignal): Promise<Socket> {
  const authority = `${hostname}:${port === '' ? '443' : port}`
  const name = decoded(proxy.username)
  const login = Buffer.from(`${name}:${decoded(proxy.password)}`).toString('base64')
  return new Promise((resolve, reject) => {
    ask({
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port === '' ? 80 : Number(proxy.port),
      method: 'CONNECT',
      path: authority,
      headers: { Host: authority, ...(name === '' ? {} : { 'Proxy-Authorization': `Basic ${login}` }) },
      agent: false,
      signal,
    })
      .on('connect', ({ statusCode = 0 }, socket: Socket) => {
        if (statusCode === 200) resolve(socket)
        else {
          socket.destroy()
          reject(codedError(`PROXY_${statusCode}`))
        }
      })
      .on('error', reject)
      .end()
  })
}

/** Its body may not be read at all by whoever asked. */
const WITHOUT_BODY = [204, 205, 304]

function responseOf(answer: IncomingMessage, signal: AbortSignal): Response {
  const { statusCode: status = 502, headers } = answer
  const told = new Headers()
  for (const [name, value] of Object.entries(headers)) if (typeof value === 'string') told.set(name, value)
  const body = WITHOUT_BODY.includes(status) ? null : ReadableStream.from(bytesOf(answer, signal))
  return new Response(body, { status, headers: told })
}

async function* bytesOf(answer: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* answer
  } catch (error) {
    signal.throwIfAborted()
    throw error
  }
}
