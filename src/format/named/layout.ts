import { SPANS_LENGTH, type DurationUnit, type Escapes, type Field, type LineScanner } from '../../domain/contracts.ts'
import { SHAPE, type FormatPiece, type TimeForm, type Variable } from '../plan.ts'
import { makeScanner } from '../scan/make-scanner.ts'
import { chooseFields, placesOf, planOf } from '../scan/plan-of.ts'
import { scanStraight } from '../scan/scan-line.ts'

/** The pieces of a line that no server's format string says: `layout`[${time(CLF_TIME)}] "${REQUEST}" ${STATUS}``. */
export function layout(texts: TemplateStringsArray, ...variables: readonly Variable[]): readonly FormatPiece[] {
  return texts.flatMap((text, i): readonly FormatPiece[] => {
    const variable = variables[i]
    const before = text === '' ? [] : [{ literal: text, column: 1 }]
    return variable === undefined ? before : [...before, { variable, column: 1 }]
  })
}

const text = (field: Field): Variable => ({ field, shape: SHAPE.text })

export const REQUEST = text('request')
export const METHOD = text('method')
export const TARGET = text('target')
export const PROTOCOL = text('protocol')
export const STATUS: Variable = { field: 'status', shape: SHAPE.status }
export const BYTES: Variable = { field: 'bytes', shape: SHAPE.number }
export const REFERRER = text('referrer')
export const AGENT = text('agent')
export const HOST = text('host')

/** Passed over, up to the next text. */
export const SKIP: Variable = { shape: SHAPE.text }
export const NUMBER: Variable = { shape: SHAPE.number }
export const RUNNING: Variable = { shape: SHAPE.running }
export const SPACES: Variable = { shape: SHAPE.spaces }
export const WORD: Variable = { shape: SHAPE.word }
export const TOKEN: Variable = { shape: SHAPE.token }
export const TAIL: Variable = { shape: SHAPE.tail }
export const BARE: Variable = { shape: SHAPE.bare }

/** @throws Error where the pattern of the form was none */
export function time(form: TimeForm | undefined): Variable {
  if (form === undefined) throw new Error('a layout whose time is no pattern')
  return { field: 'time', shape: SHAPE.time, time: form }
}

export function duration(unit: DurationUnit, shape: Variable['shape'] = SHAPE.decimal): Variable {
  return { field: 'duration', shape, unit }
}

/** The scanner of a layout, which is known to be whole. `more` is what no piece says. */
export function fromLayout(
  name: string,
  escapes: Escapes,
  pieces: readonly FormatPiece[],
  more: Partial<LineScanner> = {},
): LineScanner {
  const scanner = makeScanner(name, { pieces, escapes, forgeable: false })
  if ('why' in scanner) throw new Error(`the layout of ${name} cannot be compiled`)
  return { ...scanner, ...more }
}

/** True for the lines of a layout, whatever they say. */
export function layoutTest(pieces: readonly FormatPiece[]): NonNullable<LineScanner['isNotRequest']> {
  const [prefix, variables] = placesOf(pieces)
  const plan = planOf(prefix, variables, chooseFields(variables), { pieces, escapes: 'backslash', forgeable: false })
  const spans = new Int32Array(SPANS_LENGTH)
  return (bytes, start, end) => scanStraight(plan, bytes, start, end, spans) < 0
}
