import type { LineScanner, UnclearKeys } from '../../../domain/contracts.ts'
import type { Place } from '../../../domain/place.ts'
import { ProblemError, type Problem } from '../../../domain/problem.ts'
import { isServerFile } from '../../../domain/service.ts'
import {
  compileFormat,
  compileKeyMap,
  detectFormat,
  detectWrapper,
  formatNames,
  UNWRAPPED,
  type FirstBytes,
  type ToldBefore,
  type Wrapped,
} from '../../../format/index.ts'
import { nearestWord } from '../../../config/index.ts'
import type { Chunk } from '../../../source/index.ts'
import { detectedRemark } from './detected-remark.ts'
import type { Input } from '../input.ts'
import type { CountPlan } from '../../plan-count.ts'

/** How a log is read. */
export type Chosen = {
  /** Undefined where its lines say nothing about a format, or none reads them. */
  readonly scanner: LineScanner | undefined
  readonly wrapped: Wrapped
  /** False: these lines hold no request, and later ones may tell more. */
  readonly isSettled: boolean
  readonly remarks: readonly Problem[]
  /** No format reads its lines: FORMAT_NOT_DETECTED. */
  readonly refusal?: Refusal
  /** Knows what lines without a request are, where no format was found. */
  readonly reader?: LineScanner
}

export type Refusal = Extract<Problem, { readonly code: 'FORMAT_NOT_DETECTED' }>

/**
 * The format of a log, and what is wrapped around its lines. The format is the one asked for, else that of its entry,
 * else the one that reads its first lines.
 *
 * @throws ProblemError FORMAT_UNKNOWN, FORMAT_SYNTAX
 */
export function chooseFormat(plan: CountPlan, input: Input, first: Chunk): Chosen {
  const chosen = chooseAnyFormat(plan, input, first)
  const unclear = chosen.scanner?.unclear
  return unclear === undefined ? chosen : refuse(chosen, input, unclear)
}

/** No line is counted by a key of which nobody can tell what it says. */
function refuse({ scanner, wrapped, isSettled }: Chosen, input: Input, { field, keys, line }: UnclearKeys): Chosen {
  const lines = { nearest: scanner?.name ?? '', fits: 0, of: 0, line, column: 1 }
  const refusal = {
    code: 'FORMAT_NOT_DETECTED',
    file: input.log.path,
    ...lines,
    why: 'keys-unclear',
    fields: [field],
    keys,
  } as const
  return { scanner: undefined, wrapped, isSettled, remarks: [], refusal }
}

function chooseAnyFormat(plan: CountPlan, input: Input, first: Chunk): Chosen {
  const keys = plan.request.format === undefined ? input.entry?.fields : undefined
  if (keys !== undefined) return unwrap(plan, input, first, () => compileKeyMap(keys))
  const { value, place } = input.format ?? writtenFormat(plan, input.entry)
  return value === 'auto'
    ? detect(plan, input, first)
    : unwrap(plan, input, first, (lines) => compileKnown(value, place, lines, input.before))
}

/** What is wrong with the formats that the command line names, else the configuration. */
export function formatProblems({ request, configuration }: CountPlan): readonly Problem[] {
  const named: readonly NamedFormat[] =
    request.format === undefined ? configuration.logs.map(({ format }) => format) : [{ value: request.format }]
  return named.filter(({ value }) => value !== 'auto' && !isServerFile(value)).flatMap(problemsOfFormat)
}

export function problemsOfFormat({ value, place }: NamedFormat): readonly Problem[] {
  try {
    compileKnown(value, place)
    return []
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return error.problems
  }
}

/** A format, and where it is written; nowhere, if on the command line. */
type NamedFormat = { readonly value: string; readonly place?: Place | undefined }

function writtenFormat({ request }: CountPlan, entry: Input['entry']): NamedFormat {
  if (request.format !== undefined) return { value: request.format }
  return entry?.format ?? { value: 'auto' }
}

function detect(plan: CountPlan, input: Input, first: Chunk): Chosen {
  const detected = detectFormat(first, input.before)
  if ('scanner' in detected) return { ...detected, isSettled: true, remarks: [detectedRemark(plan, input, detected)] }
  const { reader, ...none } = detected
  const chosen = { scanner: undefined, remarks: [], ...(reader !== undefined && { reader }) }
  if ('quiet' in none) return { ...chosen, wrapped: none.quiet, isSettled: false }
  const { wrapped = UNWRAPPED, ...why } = none
  return { ...chosen, wrapped, isSettled: true, refusal: { code: 'FORMAT_NOT_DETECTED', file: input.log.path, ...why } }
}

function unwrap(plan: CountPlan, input: Input, first: Chunk, make: (first: FirstBytes) => LineScanner): Chosen {
  const scanner = make(first)
  const detected = detectWrapper(first, make)
  if (detected === undefined) return { scanner, wrapped: UNWRAPPED, isSettled: true, remarks: [] }
  if ('quiet' in detected) return { scanner, wrapped: detected.quiet, isSettled: false, remarks: [] }
  const isWrapped = detected.wrapped.wrappers.length > 0
  return { ...detected, isSettled: true, remarks: isWrapped ? [detectedRemark(plan, input, detected)] : [] }
}

function compileKnown(written: string, place: Place | undefined, first?: FirstBytes, before?: ToldBefore): LineScanner {
  try {
    return compileFormat(written, place, first, before)
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    throw new ProblemError(...error.problems.map((problem) => withNearest(problem, written)))
  }
}

function withNearest(problem: Problem, written: string): Problem {
  if (problem.code !== 'FORMAT_UNKNOWN') return problem
  const nearest = nearestWord(written, formatNames())
  return nearest === undefined ? problem : { ...problem, nearest }
}
