import { once } from 'node:events'
import { connect } from 'node:net'
import type { Origin } from './start-origin.ts'

/** What one connection carries. */
export type Conversation = {
  /** The bytes, each a Latin-1 character, in one write; several: each once the one before is answered. */
  readonly sends: string | readonly string[]
  /**
   * How the client ends it. `read` (the usual): once the server closes. `hang-up`: it closes its side right after
   * sending. `reset`: without a word, once the origin was asked.
   */
  readonly ends?: 'read' | 'hang-up' | 'reset'
}

const PATIENCE_MS = 10_000

/** Speaks to a server over a bare socket; gives the status codes that came back. */
export async function talk(
  port: number,
  { sends, ends = 'read' }: Conversation,
  origin?: Origin,
): Promise<{ readonly statuses: readonly number[] }> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  const answer: Buffer[] = []
  socket.on('data', (bytes: Buffer) => answer.push(bytes))
  await once(socket, 'connect')
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()))
  // A server may slam the door while bytes are still under way.
  socket.on('error', () => undefined)
  socket.on('end', () => socket.end())
  socket.setTimeout(PATIENCE_MS, () => socket.destroy())
  for (const [position, piece] of [sends].flat().entries()) {
    if (position > 0) await Promise.race([once(socket, 'data'), closed])
    if (piece !== '') socket.write(piece, 'latin1')
  }
  if (ends === 'hang-up') socket.end()
  if (ends === 'reset') {
    await origin?.isWaiting()
    socket.resetAndDestroy()
  }
  await closed
  return { statuses: statusesIn(Buffer.concat(answer).toString('latin1')) }
}

// No page of the servers' or of ours holds such a text, so bodies need not be told from heads.
function statusesIn(answer: string): readonly number[] {
  return [...answer.matchAll(/HTTP\/1\.[01] (\d{3})[ \r]/g)]
    .map(([, code]) => Number(code))
    .filter((code) => code !== 100)
}
