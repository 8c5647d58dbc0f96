import type { LineScanner } from '../../domain/contracts.ts'
import { ProblemError, type Problem } from '../../domain/problem.ts'
import { compileFormat } from '../../format/index.ts'
import { gateOfSeveral, type Gate, type HitTaker } from '../../gate/index.ts'
import type { Chunk } from '../../source/index.ts'
import { soundAlarm } from './alarm/sound-alarm.ts'
import { checkFields } from './format/check-fields.ts'
import { chooseFormat, scannersOf, takeUpMemories, type ChosenFormat, type Refusal } from './format/choose-format.ts'
import type { Input } from './input.ts'
import { addUpParts, countLines, type LineCounter, type LinePart, type Misfits, type PartSums } from './ledger.ts'
import { openPlanGate, type Asking } from './open-plan-gate.ts'
import type { CountPlan } from '../plan-count.ts'
import { remarkKinds } from './remark-kinds.ts'
import { isError } from '../severity-of.ts'

/** Who counts lines, and whether those that are alike may come to it as one Hit. */
export type Taker = { readonly onHit: HitTaker; readonly areSummed?: boolean }

/** A log that is read on: its first lines, by which the format is chosen, and what the scanner knew where it stopped. */
export type Resumed = { readonly head: Chunk; readonly told?: readonly number[] }

/** What the lines of one log pass on their way. */
export type LinesAround = Taker & {
  readonly plan: CountPlan
  readonly input: Input
  /** Of dates without a year. */
  readonly lastDay: number
}

/** The lines of one log on their way through the gate. */
export type Lines = {
  /** @returns what became of the lines that left the gate meanwhile */
  readonly read: (...chunks: readonly Chunk[]) => LinePart
  /** No more lines come: pieces that a peeler kept are read. */
  readonly end: () => LinePart
  /** How the log is read. Undefined: no line came yet. */
  readonly chosen: () => ChosenFormat | undefined
  /** By what the format was settled, if the chunk that was read last did: the next may be read to its place. */
  readonly settledBy: () => Chunk | undefined
  /** What its format cannot give, where that is no error. */
  readonly lacking: () => readonly Problem[]
}

/** The lines of one log as they are counted. */
export type Counting = Pick<Lines, 'chosen' | 'settledBy'> & {
  readonly read: (chunk: Chunk) => void
  /** Leaves a chunk, or so many pieces, to others who count: what they make of them is added to `sums`, from this position on. */
  readonly position: () => number
  readonly pass: (pieces?: number) => void
  /** Reads one of those pieces. */
  readonly readPassed: (position: number, chunks: readonly Chunk[]) => void
  /** What was read up to here was counted before: `fresh` begins anew. */
  readonly beginAnew: () => void
  readonly sums: PartSums
  readonly end: () => LogCounted
}

/** What became of the lines of a log. */
export type LogCounted = {
  readonly chosen: ChosenFormat | undefined
  readonly scanner: LineScanner | undefined
  /** Those of a log whose format changed, beside the first. */
  readonly others: readonly LineScanner[]
  /** Of all lines, and of those that were not counted before. */
  readonly sums: PartSums
  readonly fresh: PartSums
  /** Of all lines, and which formats would read the first. */
  readonly misfits: Misfits
  /** Of the lines that others counted, too. */
  readonly remarks: () => readonly Problem[]
  /** Why no line of it is read. */
  readonly refusal: Refusal | undefined
  /** Why nothing may be made of it, or because too many lines do not fit of which none is dated. */
  readonly alarm: () => Problem | undefined
}

/** @param resumed where the lines do not begin at the start of the log */
export function openCounting(around: LinesAround, resumed?: Resumed): Counting {
  const { plan, input } = around
  const lines = openLines(around, resumed)
  const sums = addUpParts()
  let fresh = sums
  let position = 0

  function add(part: LinePart, at: number): void {
    sums.add(at, part)
    if (fresh !== sums) fresh.add(at, part)
  }

  return {
    read: (chunk) => add(lines.read(chunk), position++),
    position: () => position,
    pass: (pieces = 1) => {
      position += pieces
    },
    readPassed: (at, chunks) => add(lines.read(...chunks), at),
    beginAnew: () => (fresh = addUpParts(position)),
    sums,
    chosen: lines.chosen,
    settledBy: lines.settledBy,
    end: () => {
      add(lines.end(), position++)
      const chosen = lines.chosen()
      const { scanner, others = [], refusal, remarks = [], instead } = chosen ?? {}
      const lacking = lines.lacking().filter(isError)
      if (lacking.length > 0 && sums.fits().first >= 0) throw new ProblemError(...lacking)
      const { first, ...unfit } = sums.misfits()
      const misfits = { ...unfit, first: first && { ...first, ...(instead && { instead }) } }
      return {
        ...{ chosen, scanner, others, sums, fresh, refusal, misfits },
        remarks: () => [
          ...remarks,
          ...lines.lacking().filter((problem) => !isError(problem)),
          ...remarkKinds(input.log.path, scanner, sums.entry(), sums.misfits()),
        ],
        alarm: () =>
          refusal ??
          (scanner === undefined
            ? undefined
            : soundAlarm(input.log.path, scanner.name, { ...sums, misfits: () => misfits }, plan.malformedLimit)),
      }
    },
  }
}

/**
 * Opens the gate for one log: the format is chosen by its first lines, and what is wrapped around them is peeled off.
 *
 * @param resumed where the lines do not begin at the start of the log
 */
export function openLines(around: LinesAround, resumed?: Resumed): Lines {
  const { plan, input, lastDay } = around
  const counter = countLines()
  let reading: Reading | undefined
  let lacking: readonly Problem[] = []
  let head = resumed?.head
  let settledBy: Chunk | undefined

  function choose(chunk: Chunk): Reading {
    reading?.end()
    const first = head ?? chunk
    const chosen = chooseFormat(plan, input, first)
    if (chosen.isSettled) settledBy = first
    // What was told stands at the first of these lines; one that chooses anew has read on since.
    if (head !== undefined) takeUpMemories(chosen, resumed?.told)
    head = undefined
    lacking = scannersOf(chosen).flatMap((scanner) => checkFields(plan, scanner))
    // Of lines that are of another format this would be said in vain.
    if (chosen.readsNone !== true && lacking.some(isError)) throw new ProblemError(...lacking.filter(isError))
    return openReading(around, counter, chosen, chosen.wrapped.open(lastDay))
  }

  function read(chunk: Chunk): void {
    settledBy = undefined
    if (chunk.tooLong) {
      // What a peeler kept is torn: the rest of it may have been in the line that is gone.
      reading?.end()
      return counter.noteTooLong()
    }
    if (reading?.chosen.isSettled !== true) reading = choose(chunk)
    reading.read(chunk)
  }

  return {
    read: (...chunks) => {
      for (const chunk of chunks) read(chunk)
      return counter.handOver()
    },
    end: () => {
      reading?.end()
      return counter.handOver()
    },
    chosen: () => reading?.chosen,
    settledBy: () => settledBy,
    lacking: () => lacking,
  }
}

type Reading = { readonly chosen: ChosenFormat; readonly read: (chunk: Chunk) => void; readonly end: () => void }

function openReading(
  { plan, input, onHit, areSummed = false }: LinesAround,
  counter: LineCounter,
  chosen: ChosenFormat,
  peeler: ReturnType<ChosenFormat['wrapped']['open']>,
): Reading {
  const { paths } = plan.kernel
  const matcher = paths === undefined ? plan.matcher : { ...plan.matcher, verdicts: paths }
  let line = 0
  const isAside = (): boolean => peeler?.isAside(line) ?? false
  const gate = openGates({ ...plan, matcher }, chosen, input.entry, { isAside, areSummed })
  const note: HitTaker = (hit, lineAtHand) => {
    line += lineAtHand.rows(hit)
    counter.note(hit, lineAtHand)
    onHit(hit, lineAtHand)
  }

  function take(bytes: Uint8Array, start: number, end: number, isLast: boolean): void {
    line = 0
    if (peeler === undefined) return gate.readLines(bytes, start, end, note)
    const peeled = peeler.peel(bytes, start, end, isLast)
    for (let i = 0; i < peeled.tooLong; i++) counter.noteTooLong()
    gate.readLines(peeled.bytes, peeled.start, peeled.end, note)
  }

  return {
    chosen,
    read: ({ bytes, start, end }) => take(bytes, start, end, false),
    end: () => take(NO_BYTES, 0, 0, true),
  }
}

/** The others read without the kernel, which the first has. */
function openGates(plan: CountPlan, chosen: ChosenFormat, entry: Input['entry'], { isAside, areSummed }: Asking): Gate {
  const { others = [] } = chosen
  const first = openPlanGate(plan, scannerFor(chosen), entry, {
    isAside,
    // Whoever asks several of each line must know which it is.
    areSummed: areSummed && others.length === 0,
  })
  if (others.length === 0) return first
  const unaided = { ...plan, kernel: undefined }
  return gateOfSeveral(
    first,
    others.map((scanner) => openPlanGate(unaided, scanner, entry, { isAside, areSummed: false })),
  )
}

const NO_BYTES = new Uint8Array(0)

// A log without a request line says nothing about its format; any scanner finds that its lines are no requests.
const ANY_FORMAT = 'combined'

function scannerFor({ scanner, reader, refusal }: ChosenFormat): LineScanner {
  return scanner ?? reader ?? (refusal === undefined ? compileFormat(ANY_FORMAT) : NO_FORMAT)
}

// What the nearest format would make of a log that no format reads might look like a quiet day.
const NO_FORMAT: LineScanner = {
  name: 'none',
  fields: new Set(),
  zone: 'offset',
  escapes: 'none',
  targetDecoded: false,
  durationUnit: 's',
  bytesDash: 'absent',
  cautions: [],
  scan: (_, start) => start,
  readTime: () => false,
}
