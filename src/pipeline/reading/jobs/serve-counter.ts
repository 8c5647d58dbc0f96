import type { MessagePort } from 'node:worker_threads'
import type { LinePart } from '../ledger.ts'
import { openAccumulator, type Noted } from '../open-accumulator.ts'
import { openLines, type Lines as OpenLines } from '../open-lines.ts'
import { planCount, type CountRequest } from '../../plan-count.ts'
import type { Asked, SharedLog, Told } from './messages.ts'

/** Counts the lines that come over a port, and tells what became of them. */
export function serveCounter(port: MessagePort): void {
  let counting: Counting | undefined
  port.on('message', (asked: Asked) => {
    if (asked.kind === 'request') counting = startCounting(asked.request)
    if (counting === undefined) return
    if (asked.kind === 'log') counting.open(asked.log)
    if (asked.kind === 'end') port.postMessage({ kind: 'noted', noted: counting.noted() } satisfies Told)
    if (asked.kind !== 'lines') return
    const { buffer, length, position } = asked.lines
    const part = counting.read(new Uint8Array(buffer, 0, length))
    if (part !== undefined) port.postMessage({ kind: 'part', buffer, position, part } satisfies Told, [buffer])
  })
}

type Counting = {
  readonly open: (log: SharedLog) => void
  /** @returns undefined: of no log */
  readonly read: (bytes: Uint8Array) => LinePart | undefined
  readonly noted: () => Noted
}

function startCounting(request: CountRequest): Counting {
  const plan = planCount(request)
  const accumulator = openAccumulator(plan)
  let lines: OpenLines | undefined
  return {
    open: ({ input, head, lastDay }) => {
      const first = { bytes: head, start: 0, end: head.length, tooLong: false }
      lines = openLines({ plan, input, lastDay, onHit: accumulator.note, areSummed: true }, { head: first })
    },
    read: (bytes) => lines?.read({ bytes, start: 0, end: bytes.length, tooLong: false }),
    noted: accumulator.noted,
  }
}
