import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterAll } from 'vitest'

/** What reached the server. */
export type Received = {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

export type Answered = {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** What goes wrong instead of an answer, or after it. */
export type Fault =
  | { readonly answer: Answered }
  /** The connection is cut before anything is done: at once, or in the middle of an upload. */
  | 'cut'
  | 'cut-upload'
  /** It is done, and the answer gets lost, or breaks off. */
  | 'lost-answer'
  | 'half-answer'
  /** It is done, and nothing comes, or a byte now and then and never the end. */
  | 'silence'
  | 'drip'

export type PortalServer = {
  readonly url: string
  /** Every call, in order. */
  readonly calls: Received[]
  /** Chooses what goes wrong with a call, by its position from 0. */
  fault: (position: number, call: Pick<Received, 'method' | 'path'>) => Fault | undefined
}

/** A portal on loopback, gone after the tests of the file. */
export async function startPortal(answer: (received: Received) => Promise<Answered> | Answered): Promise<PortalServer> {
  const portal: { -readonly [K in keyof PortalServer]: PortalServer[K] } = {
    url: '',
    calls: [],
    fault: () => undefined,
  }
  const server = createServer((request, response) => {
    void serve(request, response).catch((error: unknown) => {
      console.error(error)
      response.destroy()
    })
  })

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '', headers } = request
    const position = portal.calls.length
    const fault = portal.fault(position, { method, path })
    const received = { method, path, headers, body: Buffer.alloc(0) }
    portal.calls.push(received)
    if (fault === 'cut') {
      request.socket.destroy()
      return
    }
    if (fault === 'cut-upload') {
      request.once('data', () => request.socket.destroy())
      return
    }
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const whole = { ...received, body: Buffer.concat(pieces) }
    portal.calls[position] = whole
    if (typeof fault === 'object') {
      respond(response, fault.answer)
      return
    }
    const answered = await answer(whole)
    if (fault === 'silence') return
    if (fault === 'drip') {
      response.writeHead(answered.status, { 'Content-Type': 'application/json' })
      const dripping = setInterval(() => response.write(' '), 5)
      response.once('close', () => clearInterval(dripping))
      return
    }
    if (fault === 'lost-answer') {
      request.socket.destroy()
      return
    }
    if (fault === 'half-answer') {
      const text = JSON.stringify(answered.body ?? null)
      response.writeHead(answered.status, { 'Content-Type': 'application/json', 'Content-Length': text.length + 99 })
      response.write(text.slice(0, text.length / 2))
      setTimeout(() => request.socket.destroy(), 5)
      return
    }
    respond(response, answered)
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterAll(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  portal.url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  return portal
}

function respond(response: ServerResponse, { status, body, headers }: Answered): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
  if (body === undefined) response.end()
  else response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

/** The fields of a form, and its files. */
export function formOf({ body, headers }: Received): {
  readonly fields: Readonly<Record<string, string>>
  readonly files: Readonly<Record<string, { readonly name: string; readonly type: string; readonly bytes: Buffer }>>
} {
  const boundary = between(headers['content-type'] ?? '', 'boundary=', ';')
  const fields: Record<string, string> = {}
  const files: Record<string, { name: string; type: string; bytes: Buffer }> = {}
  // One byte a character; parts begin and end with a line end.
  for (const part of body.toString('latin1').split(`--${boundary}`).slice(1, -1)) {
    const [head = ''] = part.split('\r\n\r\n', 1)
    const bytes = Buffer.from(part.slice(head.length + 4, -2), 'latin1')
    const name = between(head, ' name="', '"')
    const file = between(head, 'filename="', '"')
    if (file === '') fields[name] = bytes.toString('utf8')
    else files[name] = { name: file, type: between(head, 'Content-Type: ', '\r'), bytes }
  }
  return { fields, files }
}

function between(text: string, before: string, after: string): string {
  return text.split(before)[1]?.split(after)[0] ?? ''
}
