import { FATE, isMisfit } from '../domain/fate.ts'
import type { Hit } from '../domain/hit.ts'
import type { Gate, HitTaker, LineAtHand } from './open-gate.ts'

const LF = 0x0a
const { 'not-a-request': NOT_A_REQUEST } = FATE

/**
 * The gate of a log in which formats alternate: each line is read by the first gate that finds a request in it. Where none does,
 * it is what one of them knows to be no request, else what the first makes of it.
 *
 * @param others must read without the kernel: the first has its lines there, while they are asked
 */
export function gateOfSeveral(first: Gate, others: readonly Gate[]): Gate {
  /** What the others make of one line, where that is better. */
  function askOthers(
    bytes: Uint8Array,
    start: number,
    end: number,
    ofFirst: Hit,
    line: LineAtHand,
    onHit: HitTaker,
  ): void {
    let [best, bestLine] = [ofFirst, line]
    for (const other of others) {
      other.readLines(bytes, start, end, (hit, itsLine) => {
        const isBetter = isRequest(hit) || (hit.fate === NOT_A_REQUEST && best.fate !== NOT_A_REQUEST)
        if (isRequest(best) || !isBetter) return
        best = hit
        bestLine = itsLine
      })
    }
    onHit(best, bestLine)
  }

  return {
    readLines: (bytes, start, end, onHit) => {
      // Each line gives one Hit, in their order.
      let at = start
      first.readLines(bytes, start, end, (hit, line) => {
        const lf = bytes.indexOf(LF, at)
        const next = lf < 0 || lf >= end ? end : lf + 1
        if (isRequest(hit)) onHit(hit, line)
        else askOthers(bytes, at, next, hit, line, onHit)
        at = next
      })
    },
  }
}

function isRequest(hit: Hit): boolean {
  return hit.fate !== NOT_A_REQUEST && !isMisfit(hit)
}
