import { FATE, isMisfit } from '../domain/fate.ts'
import type { Hit } from '../domain/hit.ts'
import type { Gate } from './open-gate.ts'

const LF = 0x0a
const { 'not-a-request': NOT_A_REQUEST } = FATE

/**
 * The gate of a log in which formats alternate: each line is read by the first gate that finds a request in it. Where none does,
 * it is what one of them knows to be no request, else what the first makes of it.
 *
 * @param others must read without the kernel: the first has its lines there, while they are asked
 */
export function gateOfSeveral(first: Gate, others: readonly Gate[]): Gate {
  let asked = first

  /** Asks the others of one line. */
  function askOthers(bytes: Uint8Array, start: number, end: number, ofFirst: Hit): Hit {
    asked = first
    let best = ofFirst
    for (const other of others) {
      other.readLines(bytes, start, end, (hit) => {
        const isBetter = isRequest(hit) || (hit.fate === NOT_A_REQUEST && best.fate !== NOT_A_REQUEST)
        if (isRequest(best) || !isBetter) return
        best = hit
        asked = other
      })
    }
    return best
  }

  return {
    readLines: (bytes, start, end, onHit) => {
      // Each line gives one Hit, in their order.
      let at = start
      first.readLines(bytes, start, end, (hit) => {
        const lf = bytes.indexOf(LF, at)
        const next = lf < 0 || lf >= end ? end : lf + 1
        asked = first
        onHit(isRequest(hit) ? hit : askOthers(bytes, at, next, hit))
        at = next
      })
    },
    column: () => asked.column(),
    shape: (shaper) => asked.shape(shaper),
    teach: (learner) => {
      asked.teach(learner)
    },
    isMissing: () => asked.isMissing(),
    isGone: () => asked.isGone(),
    isForeign: () => asked.isForeign(),
    near: (matcher) => asked.near(matcher),
  }
}

function isRequest(hit: Hit): boolean {
  return hit.fate !== NOT_A_REQUEST && !isMisfit(hit)
}
