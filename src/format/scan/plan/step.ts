import { SHAPE, type Shape } from '../../plan.ts'

/** One variable and the text after it; `literal` is empty only for a variable that ends the line. */
export type Step = {
  readonly shape: Shape
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
  readonly steps: readonly Step[]
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
export function wayOf(step: Pick<Step, 'shape' | 'literal' | 'width' | 'timeAfter'>): number {
  const isSimple = step.shape === SHAPE.text || step.shape === SHAPE.status
  if (isSimple && step.literal.length === 1 && step.timeAfter === undefined) return WAY.byte
  if (step.shape === SHAPE.quoted) return WAY.quotes
  if (step.shape === SHAPE.number) return WAY.digits
  return step.shape === SHAPE.time && step.width > 0 ? WAY.width : WAY.other
}
