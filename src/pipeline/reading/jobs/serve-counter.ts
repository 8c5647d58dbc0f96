import type { MessagePort } from 'node:worker_threads'
import { ProblemError } from '../../../domain/problem.ts'
import { openPieces, type Chunk } from '../../../source/index.ts'
import { openStanding } from '../../../timeline/index.ts'
import type { LinePart } from '../ledger.ts'
import { takeUpLearnt } from './learnt.ts'
import { openAccumulator, type Accumulator, type Noted } from '../open-accumulator.ts'
import { openLines, type Lines as OpenLines } from '../open-counting.ts'
import { planCount, type CountRequest } from '../../plan-count.ts'
import type { JobMessage, PiecesToRead, Placing, SharedLog, JobAnswer } from './job-messages.ts'

/** Counts the lines that come over a port, and those of pieces that it reads itself, and tells what became of them. */
export function serveCounter(port: MessagePort): void {
  let counting: Counting | undefined
  const tell = (told: JobAnswer, transfer: readonly ArrayBuffer[] = []): void => port.postMessage(told, transfer)

  port.on('message', (asked: JobMessage) => {
    if (asked.kind === 'request') {
      counting = startCounting(asked.request, asked.placing)
      tell({ kind: 'up' })
    }
    if (counting === undefined) return
    if (asked.kind === 'log') counting.open(asked.log)
    if (asked.kind === 'end') tell({ kind: 'noted', noted: counting.noted() })
    if (asked.kind === 'pieces') readPieces(counting, asked.pieces, tell)
    if (asked.kind !== 'lines') return
    const { buffer, length, position } = asked.lines
    const bytes = new Uint8Array(buffer, 0, length)
    const part = counting.read([{ bytes, start: 0, end: length, tooLong: false }])
    if (part !== undefined) tell({ kind: 'part', buffer, position, part }, [buffer])
  })
}

function readPieces(
  { read, room }: Counting,
  { shared, position, begun }: PiecesToRead,
  tell: (told: JobAnswer) => void,
): void {
  Atomics.store(begun, 0, 1)
  const take = openPieces(shared, room)

  // Between two pieces messages are heard.
  function readOne(): void {
    try {
      const piece = take()
      const part = piece && read(piece.chunks)
      if (piece === undefined || part === undefined) return tell({ kind: 'left' })
      tell({ kind: 'piece', bytes: piece.bytes, position: position + piece.position, part })
      setImmediate(readOne)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      tell({ kind: 'problems', problems: error.problems })
    }
  }

  readOne()
}

type Counting = {
  readonly open: (log: SharedLog) => void
  /** @returns undefined: of no log */
  readonly read: (chunks: readonly Chunk[]) => LinePart | undefined
  /** Of the log. */
  readonly noted: () => Noted
  /** Where lines are read to. */
  readonly room: Uint8Array
}

function startCounting(request: CountRequest, placing: Placing): Counting {
  const plan = planCount(request)
  const { placementOf } = typeof placing === 'string' ? { placementOf: () => placing } : openStanding(placing)
  let accumulator: Accumulator = openAccumulator(plan, placementOf)
  let lines: OpenLines | undefined
  return {
    open: ({ input, head, lastDay, learnt }) => {
      // What was noted of one that broke off goes with it.
      accumulator = openAccumulator(plan, placementOf)
      const first = { bytes: head, start: 0, end: head.length, tooLong: false }
      lines = openLines({ plan, input, lastDay, onHit: accumulator.note, areSummed: true }, { head: first })
      takeUpLearnt(plan, learnt)
    },
    read: (chunks) => lines?.read(...chunks),
    noted: () => accumulator.noted(),
    room: plan.kernel.rooms[0],
  }
}
