import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads'
import type { Chunk } from '../../../source/index.ts'
import type { LinePart } from '../ledger.ts'
import type { CountRequest } from '../../plan-count.ts'
import type { Noted } from '../open-accumulator.ts'
import type { Asked, SharedLog, Told } from './messages.ts'

/** One that counts what it is handed, at the other end of a port. */
export type Counter = {
  /** The lines that follow are of this log. */
  readonly open: (log: SharedLog, onPart: (position: number, part: LinePart) => void) => void
  /** Hands over a copy of whole lines. False: it has enough to do. */
  readonly take: (chunk: Chunk, position: number) => boolean
  /** Waits until it has told of all that it took. */
  readonly settle: () => Promise<void>
  /** Everything that it counted. */
  readonly noted: () => Promise<Noted>
  /** It will never answer: whoever waits is told why. */
  readonly fail: (error: Error) => void
}

/** One piece is being counted, two lie ready: so it need not wait for a reader who is counting itself. */
const MOST_UNDER_WAY = 3

export function hireCounter(port: MessagePort, request: CountRequest): Counter {
  const free: ArrayBuffer[] = []
  let underWay = 0
  let onPart: (position: number, part: LinePart) => void = () => undefined
  let noted: Noted | undefined
  let failure: Error | undefined
  let wake = (): void => undefined

  function ask(asked: Asked, transfer: readonly ArrayBuffer[] = []): void {
    port.postMessage(asked, transfer)
  }

  function hear(told: Told): void {
    if (told.kind === 'noted') noted = told.noted
    else {
      underWay -= 1
      free.push(told.buffer)
      onPart(told.position, told.part)
    }
    wake()
  }

  // Between two pieces the reader may not come back to the event loop, where messages are heard.
  function hearAll(): void {
    const next = (): { readonly message: Told } | undefined => receiveMessageOnPort(port)
    for (let told = next(); told !== undefined; told = next()) hear(told.message)
  }

  async function until(isDone: () => boolean): Promise<void> {
    while (!isDone()) {
      if (failure !== undefined) throw failure
      await new Promise<void>((resolve) => (wake = resolve))
    }
  }

  port.on('message', hear)
  ask({ kind: 'request', request })
  return {
    open: (log, hearPart) => {
      onPart = hearPart
      ask({ kind: 'log', log })
    },
    take: ({ bytes, start, end }, position) => {
      hearAll()
      if (underWay === MOST_UNDER_WAY) return false
      underWay += 1
      const length = end - start
      const buffer = bufferFor(length, free.pop())
      new Uint8Array(buffer).set(bytes.subarray(start, end))
      ask({ kind: 'lines', lines: { buffer, length, position } }, [buffer])
      return true
    },
    settle: () => until(() => underWay === 0),
    noted: async () => {
      ask({ kind: 'end' })
      await until(() => noted !== undefined)
      return noted ?? { tables: [], fates: new Map(), oldestHour: -1, newestHour: -1 }
    },
    fail: (error) => {
      failure = error
      wake()
    },
  }
}

function bufferFor(length: number, used: ArrayBuffer | undefined): ArrayBuffer {
  return used !== undefined && used.byteLength >= length ? used : new ArrayBuffer(length)
}
