import { NO_AGENT, SPAN, type Kernel, type LineScanner, type Tuple } from '../domain/contracts.ts'
import { indexOf } from '../domain/dictionary.ts'
import type { Hit } from '../domain/hit.ts'
import { judgeTuple, namesOtherHost, NO_FATES, type ReadRequest, type Rules } from './judge-request.ts'
import { blankHit, clearHit, type MutableHit } from './mutable-hit.ts'
import { statusClassOf } from './read/read-status.ts'
import { TARGET } from './read/read-target.ts'

// Own constants: an imported one is loaded anew at each use.
const HOST = SPAN.host
const PATH = TARGET.path
const WITHOUT = NO_AGENT
const AT = 0x40

/** Lines of which the kernel knows all: it adds them up, and each sum is judged once. */
export type LineSummer = {
  /** Turns the kernel to the memories of this log; false if it cannot sum its lines. */
  readonly begin: () => boolean
  /** Hands over what was added up, all of the hour that the kernel keeps. */
  readonly tell: (onHit: (hit: Hit) => void) => void
  /** Has a host remembered that a line names, if it is the service's. */
  readonly learn: (request: ReadRequest) => void
}

/**
 * Undefined where lines may not be summed, or more must be read of them than is remembered: a duration, where they came from, an
 * agent that the log encodes.
 */
export function lineSummer(
  options: { readonly scanner: LineScanner; readonly areSummed?: boolean },
  rules: Rules,
  kernel: Kernel | undefined,
  { setKept, writing }: { readonly setKept: (hit: MutableHit) => void; readonly writing: number },
): LineSummer | undefined {
  const { fields, agentByLine = false } = options.scanner
  const { matcher, agents, referrers, knownHosts, namedHosts, readDuration, readFrom } = rules
  const [paths, known, heads] = [matcher.verdicts, agents.known, referrers.heads]
  if (options.areSummed !== true || kernel === undefined) return undefined
  if (paths === undefined || known === undefined || heads === undefined || namedHosts === undefined) return undefined
  if (readDuration !== undefined || readFrom !== undefined) return undefined
  const asksHosts = fields.has('host') && knownHosts.length > 0
  const memories = {
    ...{ paths, writing, agents: known.memo, referrers: heads, firstFeature: NO_FATES },
    ...(asksHosts && { hosts: namedHosts }),
  }
  const hit = blankHit()

  function judge(tuple: Tuple): Hit {
    clearHit(hit)
    setKept(hit)
    hit.status = statusClassOf(tuple.code)
    hit.method = indexOf<'method'>(tuple.method)
    hit.lines = tuple.lines
    hit.bytes = tuple.bytes
    hit.fate = judgeTuple(rules, tuple, agentByLine ? tuple.agent !== WITHOUT : fields.has('agent'), hit)
    return hit
  }

  return {
    begin: () => kernel.consult(memories),
    tell: (onHit) => {
      kernel.takeTuples((tuple) => {
        onHit(judge(tuple))
      })
    },
    learn: (request) => {
      const { bytes, spans, form } = request
      const [start, end] = [spans[HOST]!, spans[HOST + 1]!]
      // An absolute target names the host itself, whatever the column says.
      if (!asksHosts || start < 0 || form !== PATH || namesOtherHost(knownHosts, request)) return
      // User info is nobody's business.
      if (bytes.subarray(start, end).includes(AT) || namedHosts.find(bytes, start, end) >= 0) return
      namedHosts.keep(bytes, start, end, 0)
    },
  }
}
