import type { LineScanner } from '../../domain/contracts.ts'
import type { Problem } from '../../domain/problem.ts'
import type { Chunk } from '../../source/index.ts'
import { soundAlarm } from './alarm/sound-alarm.ts'
import type { Chosen } from './format/choose-format.ts'
import { addUpParts, type LinePart, type PartSums } from './ledger.ts'
import { remarkKinds } from './remark-kinds.ts'
import { openLines, type Lines, type LinesAround, type Resumed } from './open-lines.ts'

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
  readonly chosen: Chosen | undefined
  readonly scanner: LineScanner | undefined
  /** Those of a log whose format changed, beside the first. */
  readonly others: readonly LineScanner[]
  /** Of all lines, and of those that were not counted before. */
  readonly sums: PartSums
  readonly fresh: PartSums
  /** Of the lines that others counted, too. */
  readonly remarks: () => readonly Problem[]
  /** Why no line of it is read. */
  readonly refusal: Problem | undefined
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
      const { scanner, others = [], refusal, remarks = [] } = chosen ?? {}
      return {
        ...{ chosen, scanner, others, sums, fresh, refusal },
        remarks: () => [
          ...remarks,
          ...lines.lacking(),
          ...remarkKinds(input.log.path, scanner, sums.entry(), sums.misfits()),
        ],
        alarm: () =>
          refusal ??
          (scanner === undefined ? undefined : soundAlarm(input.log.path, scanner.name, sums, plan.malformedLimit)),
      }
    },
  }
}
