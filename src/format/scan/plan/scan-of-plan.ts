import { SPAN, type Field, type LineScanner, type Spans } from '../../../domain/contracts.ts'
import { SHAPE, type Shape } from '../../plan.ts'
import type { Placed } from './place-steps.ts'
import { endWithoutBlanks } from '../find-bytes.ts'
import { scanCarefully } from '../scan-carefully.ts'
import { scanStraight } from '../scan-line.ts'
import { isMethod, splitRequest } from '../split-request.ts'
import type { Plan } from './step.ts'

const DASH = 0x2d
const PLUS = 0x2b
const QUESTION = 0x3f
// Own constants: an imported one is loaded anew at each use.
const { request: REQUEST, method: METHOD, target: TARGET } = SPAN

// Fields whose empty value and `-` mean "not in this line". `status` and `bytes` have a meaning of their own for `-`.
export const OPTIONAL: readonly Field[] = ['query', 'protocol', 'referrer', 'agent', 'host', 'duration']

/** Reads lines by a plan: straight, and where that fails carefully. */
export function scanOf(plan: Plan, chosen: ReadonlyMap<Field, Placed>): LineScanner['scan'] {
  const optional = OPTIONAL.filter((field) => chosen.has(field)).map((field) => SPAN[field])
  const hasRequest = chosen.has('request')
  const hasMethod = chosen.has('method')
  const hasDashAfter = chosen.get('target')?.variable.dashAfter === true
  const onlyCareful = !isReadStraight(plan)
  const [running, three] = [SHAPE.running, SHAPE.three].map((shape) => spansOf(chosen, shape))

  // Blanks at the end are looked for in a misfit alone: few lines have any, and a value may end in one. The straight reading
  // comes first, since it is all that the kernel does.
  function readMisfit(bytes: Uint8Array, start: number, end: number, spans: Spans): boolean {
    const textEnd = endWithoutBlanks(bytes, start, end)
    if (textEnd < end && !onlyCareful && scanStraight(plan, bytes, start, textEnd, spans) < 0) return true
    if (scanCarefully(plan, bytes, start, end, spans)) return true
    return textEnd < end && scanCarefully(plan, bytes, start, textEnd, spans)
  }

  return (bytes, start, end, spans) => {
    const stopped = onlyCareful ? start : scanStraight(plan, bytes, start, end, spans)
    if (stopped >= 0 && !readMisfit(bytes, start, end, spans))
      return onlyCareful ? Math.max(scanStraight(plan, bytes, start, end, spans), start) : stopped
    for (const span of optional) clearIfAbsent(bytes, span, spans)
    for (const span of running!) if (bytes[spans[span]!] === PLUS) spans[span] = -1
    for (const span of three!) clearIfNegative(bytes, span, spans)
    if (hasDashAfter) dropDash(bytes, spans)
    if (hasRequest) splitRequest(bytes, spans[REQUEST]!, spans[REQUEST + 1]!, spans)
    else checkParts(bytes, hasMethod, spans)
    return -1
  }
}

/** False where a line with raw quotes may fit straight as its forger wants it: then one more reading is the proof. */
export function isReadStraight({ steps, rawQuotes, open }: Plan): boolean {
  const isSpaced = steps.some(({ shape }) => shape === SHAPE.greedy || shape === SHAPE.lazy)
  return (!rawQuotes || open) && !isSpaced
}

function spansOf(chosen: ReadonlyMap<Field, Placed>, shape: Shape): readonly number[] {
  return [...chosen].flatMap(([field, { variable }]) => (variable.shape === shape ? [SPAN[field]] : []))
}

function clearIfNegative(bytes: Uint8Array, span: number, spans: Spans): void {
  const end = spans[span + 1]!
  for (let i = Math.max(spans[span]!, 0); i < end; i++) if (bytes[i] === DASH) spans[span] = -1
}

function dropDash(bytes: Uint8Array, spans: Spans): void {
  const last = spans[TARGET + 1]! - 1
  if (bytes[last] !== DASH) return
  for (let i = spans[TARGET]!; i < last; i++) if (bytes[i] === QUESTION) return
  spans[TARGET + 1] = last
}

function clearIfAbsent(bytes: Uint8Array, span: number, spans: Spans): void {
  const length = spans[span + 1]! - spans[span]!
  if (length === 0 || (length === 1 && bytes[spans[span]!] === DASH)) spans[span] = -1
}

// nginx writes `-` for both parts of a request that is not HTTP.
function checkParts(bytes: Uint8Array, hasMethod: boolean, spans: Spans): void {
  clearIfAbsent(bytes, TARGET, spans)
  if (!hasMethod) return
  if (isMethod(bytes, spans[METHOD]!, spans[METHOD + 1]!)) return
  spans[METHOD] = -1
  spans[TARGET] = -1
}
