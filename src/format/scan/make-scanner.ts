import { SPAN, type Field, type FormatFault, type LineScanner, type Spans } from '../../domain/contracts.ts'
import { SHAPE, type ParsedFormat, type Piece, type Shape, type TimeForm, type Variable } from '../plan.ts'
import { scanCarefully } from './scan-carefully.ts'
import { scanStraight, wayOf, type Plan, type Step, type TimeAfter } from './scan-line.ts'
import { endOfMethod, splitRequest } from './split-request.ts'

/** Why a format string cannot be compiled, and where: columns count from 1. */
export type Fault = { readonly why: FormatFault; readonly column: number }

type Placed = { readonly variable: Variable; readonly column: number; readonly literal: string }

const DASH = 0x2d
const QUESTION = 0x3f
// Own constants: an imported one is loaded anew at each use.
const { request: REQUEST, method: METHOD, target: TARGET } = SPAN

/** Makes the scanner of a format string that was taken apart. It keeps no state between lines. */
export function makeScanner(name: string, parsed: ParsedFormat): LineScanner | Fault {
  const [prefix, variables] = placesOf(parsed.pieces)
  const touching = variables.find((_, i) => variables[i - 1]?.literal === '')
  if (touching !== undefined) return { why: 'variables-touch', column: touching.column }
  const chosen = chooseFields(variables)
  const time = chosen.get('time')?.variable.time
  if (time === undefined) return { why: 'no-time', column: 1 }
  if (!chosen.has('request') && !chosen.has('target')) return { why: 'no-target', column: 1 }
  if (!chosen.has('status')) return { why: 'no-status', column: 1 }
  return scannerOf(name, parsed, planOf(prefix, variables, chosen, parsed), chosen, time)
}

/** The text before the first variable, and each variable with the text after it. */
function placesOf(pieces: readonly Piece[]): [string, readonly Placed[]] {
  let prefix = ''
  const places: Placed[] = []
  for (const piece of pieces) {
    const last = places.at(-1)
    if ('variable' in piece) places.push({ variable: piece.variable, column: piece.column, literal: '' })
    else if ('literal' in piece) {
      if (last === undefined) prefix += piece.literal
      else places[places.length - 1] = { ...last, literal: last.literal + piece.literal }
    }
  }
  return [prefix, places]
}

/** The variable that gives each field: the highest rank, then the first. A whole request makes its parts needless. */
function chooseFields(variables: readonly Placed[]): ReadonlyMap<Field, Placed> {
  const chosen = new Map<Field, Placed>()
  for (const place of variables) {
    const field = place.variable.field
    if (field === undefined) continue
    const before = chosen.get(field)
    if (before === undefined || (place.variable.rank ?? 0) > (before.variable.rank ?? 0)) chosen.set(field, place)
  }
  // Split from `$request`, a bad request is told from a good one; nginx writes `-` in the parts of both.
  if (chosen.has('request')) for (const part of ['method', 'target', 'query', 'protocol'] as const) chosen.delete(part)
  return chosen
}

function planOf(
  prefix: string,
  variables: readonly Placed[],
  chosen: ReadonlyMap<Field, Placed>,
  parsed: ParsedFormat,
): Plan {
  const steps = variables.map((place, i): Step => {
    const { variable, literal } = place
    const reach = {
      shape: shapeOf(place, i === 0 ? prefix : variables[i - 1]?.literal, variables.slice(i + 1)),
      literal: bytesOf(literal),
      width: variable.time?.width ?? 0,
      timeAfter: timeAfter(variables[i + 1]),
    }
    const { field } = variable
    return {
      ...reach,
      way: wayOf(reach),
      span: field !== undefined && chosen.get(field) === place ? SPAN[field] : -1,
      first: reach.literal[0] ?? -1,
    }
  })
  return { prefix: bytesOf(prefix), steps, backslash: parsed.escapes === 'backslash' }
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function shapeOf({ variable, literal }: Placed, before: string | undefined, after: readonly Placed[]): Shape {
  if (literal.startsWith('"') && before?.endsWith('"') === true) return SHAPE.quoted
  const maySpace = variable.shape === SHAPE.greedy || variable.field === 'request'
  return maySpace && literal !== '' ? spacedShape(literal, after) : variable.shape
}

function timeAfter(next: Placed | undefined): TimeAfter | undefined {
  const time = next?.variable.time
  if (next === undefined || time === undefined || (!time.clf && time.width === 0)) return undefined
  return { clf: time.clf, width: time.width, literal: bytesOf(next.literal) }
}

// Read from the right, unless something after it may hold spaces without quotes.
function spacedShape(own: string, after: readonly Placed[]): typeof SHAPE.greedy | typeof SHAPE.lazy {
  const loose = after.some(({ variable, literal }, i) => {
    const isAgent = variable.field === 'agent' || variable.field === 'referrer'
    return isAgent && !(literal.startsWith('"') && (after[i - 1]?.literal ?? own).endsWith('"'))
  })
  return loose ? SHAPE.lazy : SHAPE.greedy
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
  return {
    name,
    fields: fieldsOf(chosen),
    zone: time.zone,
    escapes: parsed.escapes,
    targetDecoded: valueOf('target')?.decoded ?? false,
    durationUnit: valueOf('duration')?.unit ?? 's',
    bytesDash: valueOf('bytes')?.dashIsZero === true ? 'zero' : 'absent',
    cautions: [
      ...taken.flatMap(({ caution }) => caution ?? []),
      ...(parsed.forgeable ? (['forgeable'] as const) : []),
      ...(chosen.has('agent') ? [] : (['no-agent'] as const)),
      ...(chosen.has('referrer') ? [] : (['no-referrer'] as const)),
      ...(chosen.has('host') ? [] : (['no-host'] as const)),
    ],
    scan: scanOf(plan, chosen),
    readTime: time.read,
  }
}

function fieldsOf(chosen: ReadonlyMap<Field, Placed>): ReadonlySet<Field> {
  const fields = new Set(chosen.keys())
  if (fields.has('request')) for (const part of ['method', 'target', 'protocol'] as const) fields.add(part)
  return fields
}

// Fields whose empty value and `-` mean "not in this line". `status` and `bytes` have a meaning of their own for `-`.
const OPTIONAL: readonly Field[] = ['query', 'protocol', 'referrer', 'agent', 'host', 'duration']

function scanOf(plan: Plan, chosen: ReadonlyMap<Field, Placed>): LineScanner['scan'] {
  const optional = OPTIONAL.filter((field) => chosen.has(field)).map((field) => SPAN[field])
  const hasRequest = chosen.has('request')
  const hasMethod = chosen.has('method')
  const hasDashAfter = chosen.get('target')?.variable.dashAfter === true
  // A line with raw quotes may fit straight as its forger wants it: then one more reading is the proof.
  const onlyCareful = !plan.backslash || plan.steps.some(({ shape }) => shape === SHAPE.greedy || shape === SHAPE.lazy)
  return (bytes, start, end, spans) => {
    const stopped = onlyCareful ? start : scanStraight(plan, bytes, start, end, spans)
    if (stopped >= 0 && !scanCarefully(plan, bytes, start, end, spans))
      return onlyCareful ? Math.max(scanStraight(plan, bytes, start, end, spans), start) : stopped
    for (const span of optional) clearIfAbsent(bytes, span, spans)
    if (hasDashAfter) dropDash(bytes, spans)
    if (hasRequest) splitRequest(bytes, spans[REQUEST]!, spans[REQUEST + 1]!, spans)
    else checkParts(bytes, hasMethod, spans)
    return -1
  }
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
  const end = spans[METHOD + 1]!
  if (endOfMethod(bytes, spans[METHOD]!, end) === end) return
  spans[METHOD] = -1
  spans[TARGET] = -1
}
