import { availableParallelism } from 'node:os'
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads'
import type { Chunk } from '../../../source/index.ts'
import type { Chosen } from '../format/choose-format.ts'
import type { Input } from '../input.ts'
import { scannersOf } from '../open-lines.ts'
import type { PartSums } from '../ledger.ts'
import type { Noted } from '../open-accumulator.ts'
import type { CountRequest } from '../../plan-count.ts'
import { hireCounter, type Counter } from './hire-counter.ts'

/** Threads that count lines beside the one that reads them. None is started before a log is found to be long. */
export type Helpers = {
  readonly shareLog: (input: Input, lastDay: number, sums: PartSums) => LogShare
  /** What they counted in all. */
  readonly noted: () => Promise<readonly Noted[]>
  readonly dismiss: () => Promise<void>
}

export type LogShare = {
  /** Gives lines away, if it may and someone has time. False: count them yourself. */
  readonly take: (chunk: Chunk, position: number, chosen: Chosen | undefined) => boolean
  /** Waits until all that was given away is counted. */
  readonly settle: () => Promise<void>
}

// 16 MiB: 75,000 lines, counted in 0.1 s. To start a thread takes as long, on the other core.
const LEAST_PIECES = 16
/** A server has other work than to count. */
const USUAL_JOBS = 2

// Node 20 runs no TypeScript, so the sources themselves, as in tests, have no thread to start.
const HAS_THREAD = !import.meta.url.endsWith('.ts')

/** Undefined where one thread is to do all. */
export function openHelpers(request: CountRequest): Helpers | undefined {
  const jobs = request.jobs ?? Math.min(USUAL_JOBS, availableParallelism())
  return HAS_THREAD && jobs > 1 ? shareWith(jobs - 1, request, startThread) : undefined
}

/** @param start gives the port of one that serves, and how to end it */
export function shareWith(count: number, request: CountRequest, start: () => Started): Helpers {
  const started: Started[] = []
  const counters: Counter[] = []

  function hire(): void {
    for (let i = counters.length; i < count; i++) {
      const thread = start()
      const counter = hireCounter(thread.port, request)
      thread.onError(counter.fail)
      started.push(thread)
      counters.push(counter)
    }
  }

  return {
    shareLog: (input, lastDay, sums) => {
      let head: Uint8Array | undefined
      let isOpen = false
      return {
        take: (chunk, position, chosen) => {
          if (position === 0) head = chunk.bytes.slice(chunk.start, chunk.end)
          if (head === undefined || position < LEAST_PIECES || chunk.tooLong || !isAlike(chosen)) return false
          if (!isOpen) {
            hire()
            for (const counter of counters) counter.open({ input, head, lastDay }, sums.add)
            isOpen = true
          }
          return counters.some((counter) => counter.take(chunk, position))
        },
        settle: async () => {
          for (const counter of counters) await counter.settle()
        },
      }
    },
    noted: () => Promise.all(counters.map((counter) => counter.noted())),
    dismiss: async () => {
      for (const thread of started) await thread.end()
    },
  }
}

/** What a line means does not depend on the lines before it: no header amid the log, no line in pieces. */
function isAlike(chosen: Chosen | undefined): boolean {
  return (
    chosen?.scanner !== undefined &&
    chosen.isSettled &&
    scannersOf(chosen).every(({ standing }) => standing === undefined) &&
    chosen.wrapped.wrappers.length === 0
  )
}

export type Started = {
  readonly port: MessagePort
  readonly onError: (fail: (error: Error) => void) => void
  readonly end: () => Promise<unknown>
}

function startThread(): Started {
  const { port1: port, port2: theirs } = new MessageChannel()
  const worker = new Worker(new URL('./counter-thread.js', import.meta.url), {
    workerData: theirs,
    transferList: [theirs],
  })
  return {
    port,
    onError: (fail) => worker.once('error', fail),
    end: () => {
      port.close()
      return worker.terminate()
    },
  }
}
