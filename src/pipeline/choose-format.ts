import type { LineScanner } from '../domain/contracts.ts'
import type { Place } from '../domain/place.ts'
import { ProblemError, type Problem } from '../domain/problem.ts'
import { compileFormat, detectFormat, formatNames } from '../format/index.ts'
import { nearestWord } from '../config/index.ts'
import type { Chunk } from '../source/index.ts'
import type { Input } from './find-inputs.ts'
import type { CountPlan } from './plan-count.ts'

/** The scanner of a log, and what to say about how it was found. */
export type Chosen = { readonly scanner: LineScanner; readonly remarks: readonly Problem[] }

/**
 * The format of a log: the one asked for, else that of its entry, else the one that reads its first lines.
 *
 * @returns undefined if the lines say nothing about a format, as blank ones
 * @throws ProblemError FORMAT_UNKNOWN, FORMAT_SYNTAX, FORMAT_NOT_DETECTED
 */
export function chooseFormat(plan: CountPlan, { log, entry }: Input, first: Chunk): Chosen | undefined {
  const { value, place } = writtenFormat(plan, entry)
  return value === 'auto' ? detect(log.path, first) : { scanner: compileKnown(value, place), remarks: [] }
}

/** What is wrong with the formats that the command line names, else the configuration. */
export function formatProblems({ request, configuration }: CountPlan): readonly Problem[] {
  const named: readonly NamedFormat[] =
    request.format === undefined ? configuration.logs.map(({ format }) => format) : [{ value: request.format }]
  return named.filter(({ value }) => value !== 'auto').flatMap(problemsOfFormat)
}

function problemsOfFormat({ value, place }: NamedFormat): readonly Problem[] {
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

function detect(file: string, first: Chunk): Chosen | undefined {
  const detected = detectFormat(first.bytes, first.start, first.end)
  if (detected === undefined) return undefined
  const { fits, of } = detected
  if (!('scanner' in detected)) throw new ProblemError({ code: 'FORMAT_NOT_DETECTED', file, ...detected })
  const { scanner } = detected
  return { scanner, remarks: [{ code: 'FORMAT_DETECTED', file, format: scanner.name, fits, of }] }
}

function compileKnown(written: string, place: Place | undefined): LineScanner {
  try {
    return compileFormat(written, place)
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
