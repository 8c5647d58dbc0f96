import { SPAN, type Field } from '../../domain/contracts.ts'
import { SHAPE, type ParsedFormat, type FormatPiece, type VariableShape, type Variable } from '../plan.ts'

/** One variable and the text after it; `literal` is empty only for a variable that ends the line. */
export type ScanStep = {
  readonly shape: VariableShape
  /** How `scanStraight` finds the end of the value: `wayOf` the step. */
  readonly way: number
  /** Position in the span table, −1: passed over. */
  readonly span: number
  readonly literal: Uint8Array
  /** First byte of the literal; −1 if it is empty. */
  readonly first: number
  /** Bytes of a time whose width is known, else 0. */
  readonly width: number
  /** The next step, where it is a time: literals that no time follows are skipped. */
  readonly timeAfter: TimeAfter | undefined
}

export type TimeAfter = { readonly clf: boolean; readonly width: number; readonly literal: Uint8Array }

/** The text before the first variable, and the variables. */
export type Plan = {
  readonly prefix: Uint8Array
  readonly steps: readonly ScanStep[]
  /** A quote after a backslash is part of a value. */
  readonly backslash: boolean
  /** A quote inside a value may stand as it is. */
  readonly rawQuotes: boolean
  /** The last value takes whatever is left, quotes included: then the first reading is meant. */
  readonly open: boolean
}

/** How `scanStraight` finds the end of a value. */
export const WAY = { byte: 0, quotes: 1, digits: 2, width: 3, other: 4 } as const

/** The way of a step by which `scanStraight` reads it in line. */
export function wayOf(step: Pick<ScanStep, 'shape' | 'literal' | 'width' | 'timeAfter'>): number {
  const isSimple = step.shape === SHAPE.text || step.shape === SHAPE.status
  if (isSimple && step.literal.length === 1 && step.timeAfter === undefined) return WAY.byte
  if (step.shape === SHAPE.quoted) return WAY.quotes
  if (step.shape === SHAPE.number) return WAY.digits
  return step.shape === SHAPE.time && step.width > 0 ? WAY.width : WAY.other
}

/** A variable, where it was written, and the text after it. */
export type Placed = { readonly variable: Variable; readonly column: number; readonly literal: string }

/** The text before the first variable, and each variable with the text after it. */
export function placesOf(pieces: readonly FormatPiece[]): [string, readonly Placed[]] {
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
export function chooseFields(variables: readonly Placed[]): ReadonlyMap<Field, Placed> {
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

/** The steps by which a line is read. */
export function planOf(
  prefix: string,
  variables: readonly Placed[],
  chosen: ReadonlyMap<Field, Placed>,
  parsed: ParsedFormat,
): Plan {
  const steps = variables.map((place, i): ScanStep => {
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
  return {
    prefix: bytesOf(prefix),
    steps,
    backslash: parsed.escapes === 'backslash',
    rawQuotes: parsed.escapes === 'none',
    open: steps.at(-1)?.shape === SHAPE.tail,
  }
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function shapeOf({ variable, literal }: Placed, before: string | undefined, after: readonly Placed[]): VariableShape {
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
