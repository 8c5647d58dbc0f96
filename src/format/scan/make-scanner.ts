import {
  SPAN,
  type Field,
  type FormatFault,
  type KernelStep,
  type KernelSteps,
  type KernelWay,
  type LineScanner,
  type Spans,
} from '../../domain/contracts.ts'
import { SHAPE, type ParsedFormat, type VariableShape, type TimeForm, type Variable } from '../plan.ts'
import { cautionsWithout, fieldsGiven } from './fields-given.ts'
import { clearIfAbsent, endWithoutBlanks } from './find-bytes.ts'
import { chooseFields, placesOf, planOf, wayOf, type Placed, type Plan, type ScanStep } from './plan-of.ts'
import { scanCarefully } from './scan-carefully.ts'
import { scanStraight } from './scan-line.ts'
import { isMethod, splitRequest } from './split-request.ts'

const DASH = 0x2d
const PLUS = 0x2b
const QUESTION = 0x3f

/** Why a format string cannot be compiled, and where: columns count from 1. */
export type FaultInFormat = { readonly why: FormatFault; readonly column: number }

/** Makes the scanner of a format string that was taken apart. It keeps no state between lines. */
export function makeScanner(name: string, parsed: ParsedFormat): LineScanner | FaultInFormat {
  const [prefix, variables] = placesOf(parsed.pieces)
  const touching = variables.find((_, i) => touches(variables[i - 1]))
  if (touching !== undefined) return { why: 'variables-touch', column: touching.column }
  const chosen = chooseFields(variables)
  const time = chosen.get('time')?.variable.time
  if (time === undefined) return { why: 'no-time', column: 1 }
  if (!chosen.has('request') && !chosen.has('target')) return { why: 'no-target', column: 1 }
  if (!chosen.has('status')) return { why: 'no-status', column: 1 }
  return scannerOf(name, parsed, planOf(prefix, variables, chosen, parsed), chosen, time)
}

function touches(before: Placed | undefined): boolean {
  return before?.literal === '' && before.variable.shape !== SHAPE.spaces
}

function scannerOf(
  name: string,
  parsed: ParsedFormat,
  plan: Plan,
  chosen: ReadonlyMap<Field, Placed>,
  time: TimeForm,
): LineScanner {
  const taken = [...chosen.values()].map(({ variable }) => variable)
  const valueOf = (field: Field): Variable | undefined => chosen.get(field)?.variable
  const fields = fieldsGiven(chosen.keys())
  const kernelPlan = kernelPlanOf(plan, chosen)
  return {
    name,
    fields,
    zone: time.zone,
    escapes: parsed.escapes,
    targetDecoded: valueOf('target')?.decoded ?? false,
    durationUnit: valueOf('duration')?.unit ?? 's',
    bytesDash: valueOf('bytes')?.dashIsZero === true ? 'zero' : 'absent',
    cautions: [
      ...taken.flatMap(({ caution }) => caution ?? []),
      ...(parsed.forgeable ? (['forgeable'] as const) : []),
      ...cautionsWithout(fields),
    ],
    scan: scanOf(plan, chosen),
    ...(kernelPlan === undefined ? {} : { kernelPlan }),
    readTime: time.read,
  }
}

// Own constants: an imported one is loaded anew at each use.
const { request: REQUEST, method: METHOD, target: TARGET, bytes: BYTES } = SPAN

// Fields whose empty value and `-` mean "not in this line". `status` and `bytes` have a meaning of their own for `-`.
const OPTIONAL: readonly Field[] = ['query', 'protocol', 'referrer', 'agent', 'host', 'duration']

/** Reads lines by a plan: straight, and where that fails carefully. */
function scanOf(plan: Plan, chosen: ReadonlyMap<Field, Placed>): LineScanner['scan'] {
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
    for (const span of running!) if (bytes[spans[span]!] === PLUS) spans[span] = span === BYTES ? spans[span]! + 1 : -1
    for (const span of three!) clearIfNegative(bytes, span, spans)
    if (hasDashAfter) dropDash(bytes, spans)
    if (hasRequest) splitRequest(bytes, spans[REQUEST]!, spans[REQUEST + 1]!, spans)
    else checkParts(bytes, hasMethod, spans)
    return -1
  }
}

/** False where a line with raw quotes may fit straight as its forger wants it: then one more reading is the proof. */
function isReadStraight({ steps, rawQuotes, open }: Plan): boolean {
  const isSpaced = steps.some(({ shape }) => shape === SHAPE.greedy || shape === SHAPE.lazy)
  return (!rawQuotes || open) && !isSpaced
}

function spansOf(chosen: ReadonlyMap<Field, Placed>, shape: VariableShape): readonly number[] {
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

// nginx writes `-` for both parts of a request that is not HTTP.
function checkParts(bytes: Uint8Array, hasMethod: boolean, spans: Spans): void {
  clearIfAbsent(bytes, TARGET, spans)
  if (!hasMethod) return
  if (isMethod(bytes, spans[METHOD]!, spans[METHOD + 1]!)) return
  spans[METHOD] = -1
  spans[TARGET] = -1
}

/**
 * How the kernel reads the lines that `scanStraight` reads, if all steps are of the shapes that it knows: those of the
 * stock formats of nginx and Apache.
 */
function kernelPlanOf(plan: Plan, chosen: ReadonlyMap<Field, Placed>): KernelSteps | undefined {
  const isWhole = chosen.has('request') && isReadStraight(plan)
  const steps = plan.steps.map((step) => kernelStepOf(step))
  if (!isWhole || !steps.every((step) => step !== undefined)) return undefined
  const prefix: KernelStep = { way: 'fixed', width: 0, literal: plan.prefix, span: -1, isOptional: false }
  return { steps: [prefix, ...steps], backslash: plan.backslash, hasRequest: true }
}

const OPTIONAL_SPANS: readonly number[] = OPTIONAL.map((field) => SPAN[field])

function kernelStepOf(step: ScanStep): KernelStep | undefined {
  const way = kernelWayOf(step)
  const { span, literal, width } = step
  return way === undefined ? undefined : { way, width, literal, span, isOptional: OPTIONAL_SPANS.includes(span) }
}

const WAYS: readonly (KernelWay | undefined)[] = ['byte', 'quotes', 'digits', 'fixed']

function kernelWayOf(step: ScanStep): KernelWay | undefined {
  const known = WAYS[wayOf(step)]
  if (known !== undefined) return known
  if (step.shape === SHAPE.decimal) return 'decimal'
  if (step.shape !== SHAPE.text && step.shape !== SHAPE.status) return undefined
  if (step.timeAfter === undefined) return 'text'
  return step.timeAfter.clf ? 'before-clf' : 'before-fixed'
}
