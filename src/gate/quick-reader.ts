import {
  NO_AGENT,
  SPAN,
  type Escapes,
  type Kernel,
  type LineScanner,
  type Spans,
  type Tuple,
} from '../domain/contracts.ts'
import { indexOf } from '../domain/dictionary.ts'
import type { Hit } from '../domain/hit.ts'
import { judgeTuple, namesOtherHost, NO_FATES, type ReadRequest, type RequestRules } from './judge-request.ts'
import { blankHit, clearHit, type MutableHit } from './mutable-hit.ts'
import { statusClassOf } from './read/read-status.ts'
import { TARGET_KIND } from './read/read-target.ts'

// Own constants: an imported one is loaded anew at each use.
const HOST = SPAN.host
const PATH = TARGET_KIND.path
const WITHOUT = NO_AGENT
const AT = 0x40

/** The kernel, as the gate of one log uses it. */
export type QuickReader = {
  readonly kernel: Kernel
  readonly spans: Spans
  /** Hands lines to the kernel. @returns where they stand in its memory; −1: not there */
  readonly hold: (bytes: Uint8Array, start: number, end: number) => number
  /** Has the kernel remember the hour of a time. @returns whether it does: not every form of a time has a place for it */
  readonly keepHour: (bytes: Uint8Array, start: number, end: number) => boolean
}

/** Undefined where the kernel does not know the format. */
export function quickReader(scanner: LineScanner, kernel: Kernel | undefined): QuickReader | undefined {
  const { kernelPlan } = scanner
  if (kernel === undefined || kernelPlan === undefined) return undefined
  const escape = HIDING[scanner.escapes] ?? 0
  // One of its own: the gate of another log in the same format knows of another hour.
  const plan = { ...kernelPlan }
  return {
    kernel,
    spans: kernel.spans,
    hold: (bytes, start, end) => {
      // The gate of another log may have left its own.
      kernel.spans.fill(-1)
      return kernel.follow(plan, escape) ? kernel.hold(bytes, start, end) : -1
    },
    keepHour: (bytes, start, end) => {
      const minutesAt = bytes === kernel.bytes ? minutesOf(bytes, start, end) : -1
      if (minutesAt < 0) return false
      kernel.keepHour(start, end, minutesAt)
      return true
    },
  }
}

/** Escapes of which a `?` or a `#` may be made, which ends a path. */
const HIDING: Partial<Readonly<Record<Escapes, number>>> = { hash: 0x23, json: 0x5c }

const SLASH = 0x2f
const DASH = 0x2d
const COLON = 0x3a

/** Where `MM:SS` stands in `10/Mar/2026:09:31:24 +0100`, `2026-03-10T09:31:24+01:00` or `…Z`; −1 in times of any other form. */
function minutesOf(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start
  if (length === 26 && bytes[start + 2] === SLASH && bytes[start + 14] === COLON) return 15
  const isIso = (length === 25 || length === 20) && bytes[start + 4] === DASH
  return isIso && bytes[start + 13] === COLON ? 14 : -1
}

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
  rules: RequestRules,
  kernel: Kernel | undefined,
  { setKept, writing }: { readonly setKept: (hit: MutableHit) => void; readonly writing: number },
): LineSummer | undefined {
  const { fields, byLine } = options.scanner
  const { matcher, agents, referrers, knownHosts, namedHosts, readDuration, readFrom } = rules
  const isByLine = byLine?.has('agent') === true
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
    hit.fate = judgeTuple(rules, tuple, isByLine ? tuple.agent !== WITHOUT : fields.has('agent'), hit)
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
