import { once } from 'node:events'
import { MessageChannel, Worker } from 'node:worker_threads'
import { ProblemError } from '../../domain/problem.ts'
import type { ByteReader } from '../byte-reader.ts'
import type { OnRead } from '../open/open-stored.ts'
import { CLOSE, type TextToRead, type Sent } from './messages.ts'

/** The text of a log, read and unpacked in the other thread, ahead of who asks for it. It begins at once. */
export function readInThread(asked: Omit<TextToRead, 'port'>, onRead: OnRead): ByteReader {
  const { port1: port, port2: theirs } = new MessageChannel()
  const thread = hireThread()
  const mail = openMail()
  port.on('message', mail.put)
  thread.worker.once('error', mail.fail)
  const sent: TextToRead = { ...asked, port: theirs }
  thread.worker.postMessage(sent, [theirs, ...(asked.file === undefined ? [] : [asked.file])])

  let text: Extract<Sent, { readonly kind: 'text' }> | undefined
  let taken = 0
  let isAtEnd = false

  async function next(): Promise<void> {
    const sent = await mail.take()
    if (sent.kind === 'problems') throw new ProblemError(...sent.problems)
    onRead(sent.storedBytes)
    isAtEnd = sent.kind === 'end'
    text = sent.kind === 'text' ? sent : undefined
    taken = 0
  }

  return {
    read: async (into, at, length) => {
      while (text === undefined && !isAtEnd) await next()
      if (text === undefined) return 0
      const { buffer, length: textLength } = text
      const bytes = Math.min(length, textLength - taken)
      into.set(new Uint8Array(buffer, taken, bytes), at)
      taken += bytes
      if (taken === textLength) {
        text = undefined
        port.postMessage(buffer, [buffer])
      }
      return bytes
    },
    close: async () => {
      const closed = once(port, 'close')
      port.postMessage(CLOSE)
      await closed
      thread.worker.off('error', mail.fail)
      thread.dismiss()
    },
  }
}

type Mail = {
  readonly put: (sent: Sent) => void
  readonly fail: (error: Error) => void
  readonly take: () => Promise<Sent>
}

/** What came and was not taken yet. */
function openMail(): Mail {
  const waiting: Sent[] = []
  let failure: Error | undefined
  let wake = (): void => undefined
  return {
    put: (sent) => {
      waiting.push(sent)
      wake()
    },
    fail: (error) => {
      failure = error
      wake()
    },
    take: async () => {
      for (;;) {
        const sent = waiting.shift()
        if (sent !== undefined) return sent
        if (failure !== undefined) throw failure
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}

/** One thread for all logs that are being read. It ends with the last, unless another comes soon: to start one takes 30 ms. */
type Hired = { readonly worker: Worker; readonly dismiss: () => void }

const LINGER_MS = 100

let worker: Worker | undefined
let logs = 0
let lingering: NodeJS.Timeout | undefined

function hireThread(): Hired {
  clearTimeout(lingering)
  const hired = (worker ??= startThread())
  logs += 1
  return {
    worker: hired,
    dismiss: () => {
      logs -= 1
      if (logs === 0) lingering = setTimeout(endThread, LINGER_MS).unref()
    },
  }
}

function startThread(): Worker {
  // Who reads a pipe closes it, which Node's list of what the thread opened never learns: at its end the thread would close that
  // number again, by then another file's.
  const started = new Worker(new URL('./unpack-thread.js', import.meta.url), { trackUnmanagedFds: false })
  // A log that is being read keeps the program alive, by its port; an idle thread does not.
  started.unref()
  started.once('exit', () => {
    if (worker === started) worker = undefined
  })
  return started
}

function endThread(): void {
  void worker?.terminate()
  worker = undefined
}
