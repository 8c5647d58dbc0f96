import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { GUIDE_CHANGED } from './exchanges.ts'

/** The application behind a proxy. */
export type Origin = {
  readonly port: number
  /** Comes true once the page that is never answered was asked for. */
  readonly isWaiting: () => Promise<void>
  readonly stop: () => Promise<void>
}

const PAGES: Readonly<Record<string, number>> = {
  '/pret': 200,
  '/': 200,
  '/simulateur': 200,
  '/recherche': 200,
  '/style.css': 200,
  '/api/v1/calculate': 200,
  '/depot': 201,
  '/vide': 204,
  '/guide.pdf': 206,
  '/ancien': 301,
  '/demarches/12/dossier': 303,
  '/panne': 500,
}

/** Starts an origin on a free port of loopback. It takes what comes, methods of nobody too, and closes after each answer. */
export async function startOrigin(): Promise<Origin> {
  const open = new Set<Socket>()
  let wake: () => void = () => undefined
  const waiting = new Promise<void>((resolve) => (wake = resolve))
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => undefined)
    let received = ''
    socket.on('data', (bytes: Buffer) => {
      received += bytes.toString('latin1')
      if (!isWhole(received)) return
      if (pathOf(received) === '/lent') wake()
      else socket.end(answerTo(received), 'latin1')
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    isWaiting: () => waiting,
    stop: async () => {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function isWhole(received: string): boolean {
  const end = received.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = Number(/^content-length: (\d+)/im.exec(received)?.[1] ?? 0)
  return received.length >= end + 4 + length
}

/** The path of the request line, whatever its form. */
function pathOf(received: string): string {
  const [, target = ''] = received.split(' ', 2)
  return target.replace(/^http:\/\/[^/]*/, '').replace(/[?#].*/, '')
}

function answerTo(received: string): string {
  const status = statusOf(received)
  const body = status === 204 || status === 304 || received.startsWith('HEAD ') ? '' : 'abcd'
  const range = status === 206 ? 'Content-Range: bytes 0-3/10\r\n' : ''
  const location = status === 301 || status === 303 ? 'Location: /simulateur\r\n' : ''
  const length = status === 204 || status === 304 ? '' : `Content-Length: ${body.length}\r\n`
  return `HTTP/1.1 ${status} -\r\n${location}${range}${length}Connection: close\r\n\r\n${body}`
}

function statusOf(received: string): number {
  const status = PAGES[pathOf(received)] ?? 404
  if (status !== 206) return status
  const since = /^if-modified-since: (.*)\r$/im.exec(received)?.[1]
  if (since !== undefined && Date.parse(since) >= GUIDE_CHANGED.getTime()) return 304
  return /^range: /im.test(received) ? 206 : 200
}
