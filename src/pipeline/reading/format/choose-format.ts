import * as z from 'zod'
import { FIELDS, type LineScanner, type UnclearKeys } from '../../../domain/contracts.ts'
import { once } from '../../../domain/once.ts'
import type { Place } from '../../../domain/place.ts'
import { ProblemError, type Problem } from '../../../domain/problem.ts'
import { isServerFile, KEY_UNITS, type LogKeys } from '../../../domain/service.ts'
import {
  compileFormat,
  compileKeyMap,
  detectFormat,
  detectWrapper,
  formatNames,
  holdRequests,
  UNWRAPPED,
  type Detected,
  type FirstBytes,
  type ToldBefore,
  type Wrapped,
} from '../../../format/index.ts'
import { nearestWord } from '../../../config/index.ts'
import type { Chunk } from '../../../source/index.ts'
import { detectedRemark } from './detected-remark.ts'
import type { Input, AskedFormat } from '../input.ts'
import type { CountPlan } from '../../plan-count.ts'

/** How a log is read. */
export type ChosenFormat = {
  /** Undefined where its lines say nothing about a format, or none reads them. */
  readonly scanner: LineScanner | undefined
  /** Of a log whose format changed: they read what the scanner does not, one after the other. */
  readonly others?: readonly LineScanner[]
  readonly wrapped: Wrapped
  /** False: these lines hold no request, and later ones may tell more. */
  readonly isSettled: boolean
  readonly remarks: readonly Problem[]
  /** Of the first line that the scanner reads, minutes east of UTC; NO_OFFSET where it says none. */
  readonly offset?: number
  /** No format reads its lines: FORMAT_NOT_DETECTED. */
  readonly refusal?: Refusal
  /** Knows what lines without a request are, where no format was found. */
  readonly reader?: LineScanner
  /** Formats that were named read none of the first lines, though some should be requests; `instead`: these do. */
  readonly readsNone?: true
  readonly instead?: readonly string[]
}

export type Refusal = Extract<Problem, { readonly code: 'FORMAT_NOT_DETECTED' }>

/**
 * The format of a log, and what is wrapped around its lines. The formats are those asked for, else those of its
 * entry, else the one that reads its first lines.
 *
 * @throws ProblemError FORMAT_UNKNOWN, FORMAT_SYNTAX
 */
export function chooseFormat(plan: CountPlan, input: Input, first: Chunk): ChosenFormat {
  const chosen = chooseAnyFormat(plan, input, first)
  const unclear = [chosen.scanner, ...(chosen.others ?? [])].find((one) => one?.unclear !== undefined)?.unclear
  return unclear === undefined ? chosen : refuse(chosen, input, unclear)
}

/** No line is counted by a key of which nobody can tell what it says. */
function refuse(
  { scanner, wrapped, isSettled }: ChosenFormat,
  input: Input,
  { field, keys, line }: UnclearKeys,
): ChosenFormat {
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

function chooseAnyFormat(plan: CountPlan, input: Input, first: Chunk): ChosenFormat {
  const { format, others } = writtenFormats(plan, input)
  if (format.value === 'auto') return detect(plan, input, first)
  const read = ({ value, place }: AskedFormat): Known =>
    unwrap(plan, input, first, (lines) =>
      compileKnown(value, place, lines, others.length === 0 ? input.before : undefined),
    )
  const known = [read(format), ...others.map(read)] as const
  return known.every(({ readsNone }) => readsNone) ? doubted(known, first) : chooseAll(known)
}

/** What is wrapped around the lines, the first format may not show. */
function chooseAll(all: readonly [Known, ...Known[]]): ChosenFormat {
  const [chosen, ...others] = all
  if (others.length === 0) return chosen
  const { wrapped, remarks } = all.find((one) => one.wrapped.wrappers.length > 0) ?? chosen
  return {
    scanner: chosen.scanner,
    others: others.map(({ scanner }) => scanner),
    wrapped,
    isSettled: all.some(({ isSettled }) => isSettled),
    remarks,
  }
}

/** In which formats the lines of a log are read, as they are written; the one that was found, where that is left open. */
export function formatsTried(plan: CountPlan, input: Input, found: LineScanner | undefined): readonly string[] {
  const { format, others } = writtenFormats(plan, input)
  if (format.value === 'auto') return found === undefined ? [] : [found.name]
  return [format, ...others].map(({ value }) => value)
}

/** The input in the format that was found for it before, where the operator leaves that open. */
export function inFormat(plan: CountPlan, input: Input, name: string): Input {
  const { format, others } = writtenFormats(plan, input)
  if (name === '' || format.value !== 'auto' || others.length > 0) return input
  const found = { ...format, value: name }
  return problemsOfFormat(found).length > 0 ? input : { ...input, format: found }
}

/** What is wrong with the formats that the command line names, else the configuration. */
export function formatProblems({ request, configuration }: CountPlan): readonly Problem[] {
  const named: readonly AskedFormat[] =
    request.format === undefined
      ? configuration.logs.flatMap(({ format, otherFormats = [] }) => [format, ...otherFormats])
      : [{ value: request.format }]
  return named.filter(({ value }) => value !== 'auto' && !isServerFile(value)).flatMap(problemsOfFormat)
}

export function problemsOfFormat({ value, place }: AskedFormat): readonly Problem[] {
  try {
    compileKnown(value, place)
    return []
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return error.problems
  }
}

/** How the keys of lines are written down, where formats are. */
const OF_KEYS = 'fields:'
const OF_PAIRS = 'fields of logfmt:'
const keysShape = once(() => z.partialRecord(z.enum(FIELDS), z.array(z.string())))
const unitShape = once(() => z.looseObject({ duration_unit: z.enum(KEY_UNITS).exactOptional() }))

/** The format of a log, and those for lines that it does not read. */
function writtenFormats(
  { request }: CountPlan,
  { entry, format, otherFormats = [] }: Input,
): { readonly format: AskedFormat; readonly others: readonly AskedFormat[] } {
  if (format !== undefined) return { format, others: otherFormats }
  if (request.format !== undefined) return { format: { value: request.format }, others: [] }
  if (entry === undefined) return { format: { value: 'auto' }, others: [] }
  if (entry.fields === undefined) return { format: entry.format, others: entry.otherFormats ?? [] }
  const front = entry.format.value === 'logfmt' ? OF_PAIRS : OF_KEYS
  return { format: { ...entry.format, value: front + JSON.stringify(entry.fields) }, others: [] }
}

function detect(plan: CountPlan, input: Input, first: Chunk): ChosenFormat {
  const detected = detectFormat(first, input.before)
  if ('scanner' in detected) return { ...detected, isSettled: true, remarks: [detectedRemark(plan, input, detected)] }
  const { reader, ...none } = detected
  const chosen = { scanner: undefined, remarks: [], ...(reader !== undefined && { reader }) }
  if ('quiet' in none) return { ...chosen, wrapped: none.quiet, isSettled: false }
  const { wrapped = UNWRAPPED, ...why } = none
  return { ...chosen, wrapped, isSettled: true, refusal: { code: 'FORMAT_NOT_DETECTED', file: input.log.path, ...why } }
}

type Known = ChosenFormat & { readonly scanner: LineScanner }

function unwrap(plan: CountPlan, input: Input, first: Chunk, make: (first: FirstBytes) => LineScanner): Known {
  const detected = detectWrapper(first, make)
  if (detected === undefined || 'messages' in detected) {
    const wrapped = detected?.messages ?? UNWRAPPED
    return { scanner: make(first), wrapped, isSettled: true, remarks: [], readsNone: true }
  }
  if ('quiet' in detected) return { scanner: make(first), wrapped: detected.quiet, isSettled: false, remarks: [] }
  const isWrapped = detected.wrapped.wrappers.length > 0
  return { ...detected, isSettled: true, remarks: isWrapped ? [detectedRemark(plan, input, detected)] : [] }
}

/**
 * Formats of which none reads any of the first lines. Where another reads them, or they hold requests all the same, they are no messages
 * of its server, whatever that writes beside requests: a whole access log would be passed over as such.
 */
function doubted(all: readonly [Known, ...Known[]], first: Chunk): ChosenFormat {
  const detected = detectFormat(first)
  const instead = formatsFound(detected)
  if (instead.length === 0 && !holdRequests(first)) return { ...chooseAll(all), readsNone: true }
  const sure = (one: Known): Known => ({ ...one, scanner: withoutMessages(one.scanner) })
  const [chosen, ...others] = all
  return { ...chooseAll([sure(chosen), ...others.map(sure)]), readsNone: true, ...(instead.length > 0 && { instead }) }
}

/** As an operator may name them. */
function formatsFound(detected: Detected): readonly string[] {
  if ('scanner' in detected) return [detected.layout?.string ?? detected.scanner.name]
  return 'quiet' in detected ? [] : (detected.alike ?? [])
}

function withoutMessages(scanner: LineScanner): LineScanner {
  if (scanner.isNotRequest === undefined) return scanner
  // Not spread: some scanners say by getters what the header in force gives.
  const own = Object.getOwnPropertyDescriptors(scanner)
  return Object.defineProperties({ ...scanner }, { ...own, isNotRequest: { value: () => false } })
}

function compileKnown(written: string, place: Place | undefined, first?: FirstBytes, before?: ToldBefore): LineScanner {
  if (written.startsWith(OF_KEYS)) return compileKeyMap(keysIn(written, OF_KEYS), 'json', first, before)
  if (written.startsWith(OF_PAIRS)) return compileKeyMap(keysIn(written, OF_PAIRS), 'logfmt', first, before)
  try {
    return compileFormat(written, place, first, before)
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    throw new ProblemError(...error.problems.map((problem) => withNearest(problem, written)))
  }
}

function keysIn(written: string, front: string): LogKeys {
  const { duration_unit: unit, ...keys } = unitShape().parse(JSON.parse(written.slice(front.length)))
  return { ...keysShape().parse(keys), ...(unit !== undefined && { duration_unit: unit }) }
}

function withNearest(problem: Problem, written: string): Problem {
  if (problem.code !== 'FORMAT_UNKNOWN') return problem
  const nearest = nearestWord(written, formatNames())
  return nearest === undefined ? problem : { ...problem, nearest }
}

/** The scanners that read the lines of a log, the first first. */
export function scannersOf({ scanner, others = [] }: Pick<ChosenFormat, 'scanner' | 'others'>): readonly LineScanner[] {
  return scanner === undefined ? [] : [scanner, ...others]
}

/** What the scanners must know to read on: of several, each with how many numbers it tells. */
export function toldOf(chosen: ChosenFormat): readonly number[] {
  const told = scannersOf(chosen).map(({ memory, told: ofLines }) => memory?.tell() ?? ofLines ?? [])
  return told.length === 1 ? told.flat() : told.flatMap((numbers) => [numbers.length, ...numbers])
}

/** Hands them over to scanners that were chosen anew. */
export function takeUpMemories(chosen: ChosenFormat, told: readonly number[] = []): void {
  const scanners = scannersOf(chosen)
  let rest = scanners.length === 1 ? [told.length, ...told] : told
  for (const { memory } of scanners) {
    const [length = 0, ...numbers] = rest
    if (length > 0) memory?.takeUp(numbers.slice(0, length))
    rest = numbers.slice(length)
  }
}
