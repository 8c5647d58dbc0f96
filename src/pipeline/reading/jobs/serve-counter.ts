import type { MessagePort } from 'node:worker_threads'
import { createTally } from '../../../tally/index.ts'
import { openDayBook } from '../days/day-book.ts'
import { countLines } from '../ledger.ts'
import { openLines, type HitTaker, type Lines as OpenLines } from '../open-lines.ts'
import { planCount, type CountRequest } from '../../plan-count.ts'
import type { Asked, SharedLog, Sums, Told } from './messages.ts'

/** Counts the lines that come over a port, and tells what became of them. */
export function serveCounter(port: MessagePort): void {
  let counting: Counting | undefined
  port.on('message', (asked: Asked) => {
    if (asked.kind === 'request') counting = startCounting(asked.request)
    if (counting === undefined) return
    if (asked.kind === 'log') counting.open(asked.log)
    if (asked.kind === 'end') port.postMessage({ kind: 'sums', sums: counting.sums() } satisfies Told)
    if (asked.kind !== 'lines') return
    const { buffer, length, position } = asked.lines
    const part = counting.read(new Uint8Array(buffer, 0, length))
    port.postMessage({ kind: 'part', buffer, position, part } satisfies Told, [buffer])
  })
}

type Counting = {
  readonly open: (log: SharedLog) => void
  readonly read: (bytes: Uint8Array) => ReturnType<ReturnType<typeof countLines>['handOver']>
  readonly sums: () => Sums
}

function startCounting(request: CountRequest): Counting {
  const plan = planCount(request)
  const tally = createTally(plan.specs, { features: plan.configuration.features.length, categories: plan.categories })
  const book = openDayBook(plan)
  const counter = countLines()
  let lines: OpenLines | undefined
  return {
    open: ({ input, head, lastDay }) => {
      const first = { bytes: head, start: 0, end: head.length, tooLong: false }
      const onHit: HitTaker = (hit) => {
        tally.add(hit)
        book.note(hit)
      }
      lines = openLines({ plan, input, counter, lastDay, onHit }, { head: first })
    },
    read: (bytes) => {
      lines?.read({ bytes, start: 0, end: bytes.length, tooLong: false })
      return counter.handOver()
    },
    sums: () => ({
      tables: tally.tables(),
      days: { daily: book.daily(), firstDay: book.firstDay(), lastHour: book.lastHour() },
    }),
  }
}
