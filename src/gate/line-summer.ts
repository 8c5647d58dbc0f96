import type { Kernel, LineScanner, Tuple } from '../domain/contracts.ts'
import { indexOf } from '../domain/dictionary.ts'
import type { Hit } from '../domain/hit.ts'
import { judgeTuple, NO_FATES, type Rules } from './judge-request.ts'
import { blankHit, clearHit, type MutableHit } from './mutable-hit.ts'
import { statusClassOf } from './read/read-status.ts'

/** Lines of which the kernel knows all: it adds them up, and each sum is judged once. */
export type LineSummer = {
  /** Turns the kernel to the memories of this log; false if it cannot sum its lines. */
  readonly begin: () => boolean
  /** Hands over what was added up, all of the hour that the kernel keeps. */
  readonly tell: (onHit: (hit: Hit) => void) => void
}

/**
 * Undefined where lines may not be summed, or more must be read of them than is remembered: a duration, where they came from, a host
 * that may be another service's, an agent that the log encodes.
 */
export function lineSummer(
  options: { readonly scanner: LineScanner; readonly areSummed?: boolean },
  rules: Rules,
  kernel: Kernel | undefined,
  { setKept }: { readonly setKept: (hit: MutableHit) => void },
): LineSummer | undefined {
  const { fields } = options.scanner
  const { matcher, agents, referrers, knownHosts, readDuration, readFrom } = rules
  const [paths, known, heads] = [matcher.verdicts, agents.known, referrers.heads]
  if (options.areSummed !== true || kernel === undefined) return undefined
  if (paths === undefined || known === undefined || heads === undefined) return undefined
  if (readDuration !== undefined || readFrom !== undefined) return undefined
  if (fields.has('host') && knownHosts.length > 0) return undefined
  const memories = { paths, agents: known.memo, referrers: heads, firstFeature: NO_FATES }
  const hit = blankHit()

  function judge(tuple: Tuple): Hit {
    clearHit(hit)
    setKept(hit)
    hit.status = statusClassOf(tuple.code)
    hit.method = indexOf<'method'>(tuple.method)
    hit.lines = tuple.lines
    hit.bytes = tuple.bytes
    hit.fate = judgeTuple(rules, tuple, fields.has('agent'), hit)
    return hit
  }

  return {
    begin: () => kernel.consult(memories),
    tell: (onHit) => {
      kernel.takeTuples((tuple) => {
        onHit(judge(tuple))
      })
    },
  }
}
