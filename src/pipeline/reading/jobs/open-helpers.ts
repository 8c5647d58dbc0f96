import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads'
import {
  countersWithinLimit,
  leavePieces,
  openPieces,
  piecesIn,
  sharePieces,
  type Chunk,
  type LogChunk,
  type PlainRest,
  type SharedPieces,
} from '../../../source/index.ts'
import { isCompressed } from '../../../recognition/index.ts'
import { inFormat, type ChosenFormat } from '../format/choose-format.ts'
import type { Input } from '../input.ts'
import { learntBy } from './learnt.ts'
import { scannersOf } from '../format/choose-format.ts'
import type { Counting, LinesAround } from '../open-counting.ts'
import type { Noted } from '../open-accumulator.ts'
import type { CountRequest } from '../../plan-count.ts'
import { hireCounter, type Counter } from './hire-counter.ts'
import type { Placing } from './job-messages.ts'

/** Threads that count lines beside the one that reads them. None is started before a log is found to be long. */
export type Helpers = {
  /** Starts the threads, if that is long: they come up while its first lines are read. */
  readonly expect: (bytes: number) => void
  readonly shareLog: (around: LinesAround, counting: Counting) => LogShare
  /** Their memory is given back meanwhile: nobody waits for it. */
  readonly dismiss: () => void
  /** What is unpacked, or comes by a pipe, too. */
  readonly sharesArchives: boolean
}

/** They, and who takes what they noted of a log. */
export type Help = { readonly helpers: Helpers; readonly take: (noted: Noted) => void }

/** Their help with these logs, if there are any. */
export function helpWith(inputs: readonly Input[], helpers: Helpers | undefined, take: Help['take']): Help | undefined {
  const shared = inputs.filter(({ log }) => helpers?.sharesArchives === true || !isCompressed(log.path))
  helpers?.expect(Math.max(0, ...shared.map(({ log }) => log.sizeBytes)))
  return helpers && { helpers, take }
}

export type LogShare = {
  /** Counts lines, or gives them away, if it may and someone has time. */
  readonly read: (chunk: LogChunk) => void
  /** Reads the rest of a plain file, all threads together, right behind the lines that settled its format. False: do it yourself. */
  readonly readRest: (rest: PlainRest, onRead: (bytes: number) => void) => Promise<boolean>
  /** Waits until all that was given away is counted. @returns what others noted of it */
  readonly settle: () => Promise<readonly Noted[]>
}

// 16 MiB: 75,000 lines, counted in 0.1 s. To start a thread takes as long, on the other core.
const GRAIN = { leastBytes: 16_777_216, pieceBytes: 1_048_576, sharesArchives: true }
/** A server has other work than to count. */
const USUAL_JOBS = 2

// Measured, also with lines that are ever new: 113 MiB with one thread, half of which are taken by then, and 32 with each other.
const READER_BYTES = 67_108_864
const THREAD_BYTES = 33_554_432

// Node 20 runs no TypeScript, so the sources themselves, as in tests, have no thread to start.
const HAS_THREAD = !import.meta.url.endsWith('.ts')

/** Undefined where one thread is to do all. */
export function openHelpers(request: CountRequest, placing: Placing): Helpers | undefined {
  const cores = availableParallelism()
  const jobs = request.jobs ?? Math.min(USUAL_JOBS, cores)
  const helpers = countersWithinLimit(threadsWithin(process.availableMemory(), jobs - 1))
  // To unpack 445 MB takes a core as long as to count them: with a second thread that counts, two cores take 3 to 16 % longer.
  const sharesArchives = request.jobs !== undefined || cores > USUAL_JOBS
  return HAS_THREAD && helpers > 0
    ? shareWith(helpers, { request, placing }, startThread, { ...GRAIN, sharesArchives })
    : undefined
}

/** Of so many threads those that memory has room for: nothing but the time depends on how many there are. */
export function threadsWithin(availableBytes: number, threads: number): number {
  return Math.max(0, Math.min(threads, Math.floor((availableBytes - READER_BYTES) / THREAD_BYTES)))
}

/**
 * @param start gives the port of one that serves, and how to end it
 * @param grain how many bytes must be left of a plain file, which is read together in pieces of so many, or be read of anything else
 */
export function shareWith(
  count: number,
  { request, placing }: { readonly request: CountRequest; readonly placing: Placing },
  start: () => Started,
  grain = GRAIN,
): Helpers {
  const started: Started[] = []
  const counters: Counter[] = []

  function hire(): void {
    for (let i = counters.length; i < count; i++) {
      const thread = start()
      const counter = hireCounter(thread.port, request, placing)
      thread.onError(counter.fail)
      started.push(thread)
      counters.push(counter)
    }
  }

  return {
    expect: (bytes) => {
      if (bytes > grain.leastBytes) hire()
    },
    shareLog: ({ plan, input, lastDay }, counting) => {
      // A copy: where what is unpacked or piped is shared, other lines stand in their place.
      let firstLines: Uint8Array | undefined
      let bytesRead = 0
      let isOpen = false

      function open(head: Uint8Array): void {
        if (isOpen) return
        isOpen = true
        hire()
        const known = inFormat(plan, input, counting.chosen()?.scanner?.name ?? '')
        const log = { input: known, head, lastDay }
        for (const counter of counters) counter.open(() => ({ ...log, learnt: learntBy(plan) }), counting.sums.add)
      }

      /** Others choose the format by the same lines: by other lines they might choose another. */
      function decisiveLines(): Chunk | undefined {
        return isAlike(counting.chosen()) ? counting.settledBy() : undefined
      }

      function give(chunk: Chunk): boolean {
        if (firstLines === undefined || bytesRead < grain.leastBytes || chunk.tooLong) return false
        open(firstLines)
        return counters.some((counter) => counter.take(chunk, counting.position()))
      }

      // Each has to be at its end, whatever another met: what it tells later would be of the next log.
      async function waitForAll(): Promise<void> {
        const ended = await Promise.allSettled(counters.map((counter) => counter.settle()))
        const failed = ended.find((one) => one.status === 'rejected')
        if (failed !== undefined) throw failed.reason
      }

      return {
        read: (chunk) => {
          if (give(chunk)) return counting.pass()
          counting.read(chunk)
          bytesRead += chunk.end - chunk.start
          const first = grain.sharesArchives && chunk.rest === undefined ? decisiveLines() : undefined
          if (first !== undefined) firstLines = copyOf(first)
        },
        readRest: async (rest, onRead) => {
          const first = rest.to - rest.from < grain.leastBytes ? undefined : decisiveLines()
          if (first === undefined) return false
          open(copyOf(first))
          const shared = sharePieces(rest, grain.pieceBytes)
          // The file stays open until nobody reads it any more.
          await readTogether(counters, counting, { shared, room: plan.kernel.rooms[0] }, onRead).finally(waitForAll)
          return true
        },
        settle: async () => {
          if (!isOpen) return []
          await waitForAll()
          const all = await Promise.all(counters.map((counter) => counter.noted()))
          return all.filter((noted) => noted !== undefined)
        },
      }
    },
    dismiss: () => {
      for (const thread of started) void thread.end()
    },
    sharesArchives: grain.sharesArchives,
  }
}

function copyOf({ bytes, start, end }: Chunk): Uint8Array {
  // `slice` of a Buffer is none.
  return new Uint8Array(bytes.subarray(start, end))
}

/** Whoever is free takes the next piece, this thread too. */
async function readTogether(
  counters: readonly Counter[],
  counting: Counting,
  { shared, room }: { readonly shared: SharedPieces; readonly room: Uint8Array },
  onRead: (bytes: number) => void,
): Promise<void> {
  const position = counting.position()
  counting.pass(piecesIn(shared))
  for (const counter of counters) counter.readPieces(shared, position, onRead)
  const take = openPieces(shared, room)
  try {
    for (let piece = take(); piece !== undefined; piece = take()) {
      counting.readPassed(position + piece.position, piece.chunks)
      onRead(piece.bytes)
      // Signals, the bar and what the others tell come between two pieces.
      await setImmediate()
    }
  } finally {
    leavePieces(shared)
  }
}

/** What a line means does not depend on the lines before it: no header amid the log, no line in pieces. */
function isAlike(chosen: ChosenFormat | undefined): boolean {
  return (
    chosen?.scanner !== undefined &&
    chosen.isSettled &&
    scannersOf(chosen).every(({ memory }) => memory === undefined) &&
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
    onError: (fail) => {
      worker.once('error', fail)
      worker.once('exit', () => {
        fail(new Error('a thread that counts has ended'))
      })
    },
    end: () => {
      port.close()
      return worker.terminate()
    },
  }
}
