import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads'
import { ProblemError } from '../../../domain/problem.ts'
import { leavePieces, type Chunk, type SharedPieces } from '../../../source/index.ts'
import type { LinePart } from '../ledger.ts'
import type { CountRequest } from '../../plan-count.ts'
import type { Noted } from '../open-accumulator.ts'
import type { JobMessage, PiecesToRead, Placing, SharedLog, JobAnswer } from './job-messages.ts'

/** One that counts what it is handed, at the other end of a port. */
export type Counter = {
  /** The lines that follow are of this log. @param logNow asked for it once the counter is up: by then more is found out */
  readonly open: (logNow: () => SharedLog, onPart: (position: number, part: LinePart) => void) => void
  /** Hands over a copy of whole lines. False: it has enough to do. */
  readonly take: (chunk: Chunk, position: number) => boolean
  /** Reads what it can take of a plain file. @param onRead told the bytes of each piece */
  readonly readPieces: (shared: SharedPieces, position: number, onRead: (bytes: number) => void) => void
  /** Waits until it has told of all that it took; of pieces, once nobody takes another. */
  readonly settle: () => Promise<void>
  /** What it counted of the log, if anything. */
  readonly noted: () => Promise<Noted | undefined>
  /** It will never answer: whoever waits is told why. */
  readonly fail: (error: Error) => void
}

/** One piece is being counted, two lie ready: so it need not wait for a reader who is counting itself. */
const MOST_UNDER_WAY = 3

export function hireCounter(port: MessagePort, request: CountRequest, placing: Placing): Counter {
  const free: ArrayBuffer[] = []
  let underWay = 0
  // Of the last file that it was asked to read, and of how many it has yet to say that no piece is left.
  let pieces: (PiecesToRead & { readonly onRead: (bytes: number) => void }) | undefined
  let files = 0
  let hasCounted = false
  let onPart: (position: number, part: LinePart) => void = () => undefined
  let noted: Noted | undefined
  // Of the log, which another may follow; of the thread, which nothing follows.
  let problems: ProblemError | undefined
  let failure: Error | undefined
  let wake = (): void => undefined
  // What it is asked before it is up; undefined: it is.
  let early: (() => void)[] | undefined = []

  /** @param asked made when it is handed over */
  function ask(asked: () => JobMessage, transfer: readonly ArrayBuffer[] = []): void {
    const post = (): void => port.postMessage(asked(), transfer)
    if (early === undefined) post()
    else early.push(post)
  }

  function handOver(): void {
    const posts = early ?? []
    early = undefined
    for (const post of posts) post()
  }

  function hear(told: JobAnswer): void {
    if (told.kind === 'up') handOver()
    else if (told.kind === 'noted') noted = told.noted
    else if (told.kind === 'left') files -= 1
    else if (told.kind === 'problems') {
      files -= 1
      problems = new ProblemError(...told.problems)
      leave()
    } else {
      hasCounted = true
      onPart(told.position, told.part)
      if (told.kind === 'piece') pieces?.onRead(told.bytes)
      else {
        underWay -= 1
        free.push(told.buffer)
      }
    }
    wake()
  }

  function fail(error: Error): void {
    failure ??= error
    leave()
    wake()
  }

  function leave(): void {
    if (pieces !== undefined) leavePieces(pieces.shared)
  }

  /** One that is not up yet when all pieces are taken need not be waited for. */
  function hasLeft(): boolean {
    return pieces === undefined || files === 0 || Atomics.load(pieces.begun, 0) === 0
  }

  // Between two pieces the reader may not come back to the event loop, where messages are heard.
  function hearAll(): void {
    const next = (): { readonly message: JobAnswer } | undefined => receiveMessageOnPort(port)
    for (let told = next(); told !== undefined; told = next()) hear(told.message)
  }

  async function until(isDone: () => boolean): Promise<void> {
    while (failure === undefined && !isDone()) await new Promise<void>((resolve) => (wake = resolve))
    const error = failure ?? problems
    if (error !== undefined) throw error
  }

  port.on('message', hear)
  port.postMessage({ kind: 'request', request, placing } satisfies JobMessage)
  return {
    open: (logNow, hearPart) => {
      onPart = hearPart
      hasCounted = false
      noted = undefined
      problems = undefined
      ask(() => ({ kind: 'log', log: logNow() }))
    },
    take: ({ bytes, start, end }, position) => {
      hearAll()
      if (underWay === MOST_UNDER_WAY) return false
      underWay += 1
      const length = end - start
      const buffer = bufferFor(length, free.pop())
      new Uint8Array(buffer).set(bytes.subarray(start, end))
      ask(() => ({ kind: 'lines', lines: { buffer, length, position } }), [buffer])
      return true
    },
    readPieces: (shared, position, onRead) => {
      files += 1
      const begun = new Int32Array(new SharedArrayBuffer(4))
      pieces = { shared, position, begun, onRead }
      ask(() => ({ kind: 'pieces', pieces: { shared, position, begun } }))
    },
    settle: () => until(() => underWay === 0 && hasLeft()),
    noted: async () => {
      // One that is not up yet need not be waited for.
      if (!hasCounted) return undefined
      ask(() => ({ kind: 'end' }))
      await until(() => noted !== undefined)
      return noted
    },
    fail,
  }
}

function bufferFor(length: number, used: ArrayBuffer | undefined): ArrayBuffer {
  return used !== undefined && used.byteLength >= length ? used : new ArrayBuffer(length)
}
