import type { Field, LineScanner } from '../../domain/contracts.ts'
import { ProblemError, type Problem } from '../../domain/problem.ts'
import { markBeginning, readChunks, type LogInput, type Rooms } from '../../source/index.ts'
import { fileOf, type Input } from './input.ts'
import type { DayFits, HourlyUses } from '../../timeline/index.ts'
import { latestDayOf } from './days/latest-day-of.ts'
import { zoneWritten } from './format/detected-remark.ts'
import type { Help, LogShare } from './jobs/open-helpers.ts'
import type { FileLedger, Misfits } from './ledger.ts'
import type { Noted } from './open-accumulator.ts'
import { openCounting, type Counting, type Taker } from './open-counting.ts'
import { foreignHostsIn, type ForeignHosts } from './remark-hosts.ts'
import type { CountPlan } from '../plan-count.ts'

/** What came of one log. Without a scanner it had no line to judge a format by, or none that a format reads. */
export type FileCounted = {
  /** Of `logs:`; logs that no entry has belong together too. */
  readonly entry: Input['entry']
  readonly ledger: FileLedger
  /** Marks of its first bytes, by which copies are found. */
  readonly beginning: readonly string[]
  readonly scanner: LineScanner | undefined
  /** Those of a log whose format changed, beside the first. */
  readonly others: readonly LineScanner[]
  /** The zone in which its first line tells the time: `+0100`, `UTC`; undefined where it says none. */
  readonly zone: string | undefined
  readonly remarks: readonly Problem[]
  /** Lines that speak against the format. */
  readonly misfits: Misfits
  /** How its lines fit, by day; and the last day that one without a date may be of. */
  readonly fits: DayFits
  readonly through: number
  readonly uses: HourlyUses
  /** Days × 24 + hour of its latest dated line; −1: there is none. */
  readonly newestHour: number
  readonly foreign: ForeignHosts
  /** As `PartSums` has it. */
  readonly had: readonly Field[]
  /** Why no table may be made of this log: no line of it is read. */
  readonly alarm: Problem | undefined
}

/** A log that breaks off when lines of it were counted: no sum would be right without the rest. */
export class BrokenOff extends ProblemError {}

/**
 * Reads one log through the gate, and hands on each Hit.
 *
 * @param help who may count some of its lines; their Hits are not handed on
 * @throws BrokenOff
 */
export async function countFile(
  plan: CountPlan,
  input: Input,
  taker: Taker,
  onRead: (bytes: number, lines: number) => void,
  help?: Help,
): Promise<FileCounted> {
  const file = input.log.path
  const lastDay = await latestDayOf(file)
  const around = { plan, input, lastDay, ...taker }
  const counting = openCounting(around)
  const { sums } = counting
  const [, first, second] = plan.kernel.rooms
  const share = help?.helpers.shareLog(around, counting) ?? alone(counting)
  const { beginning, noted } = await readLog({ input, rooms: [first, second] }, share, (bytes) =>
    onRead(bytes, sums.lines()),
  ).catch((error: unknown) => {
    throw error instanceof ProblemError && sums.lines() > 0 ? new BrokenOff(...error.problems) : error
  })
  const { chosen, scanner, others, remarks, alarm, misfits } = counting.end()
  for (const one of noted) help?.take(one)
  return {
    ...{ entry: input.entry, scanner, others, misfits, remarks: remarks() },
    zone: scanner && zoneWritten(scanner, chosen?.offset),
    ledger: { file, ...sums.entry() },
    fits: sums.fits(),
    uses: sums.uses(),
    newestHour: sums.newestHour(),
    foreign: foreignHostsIn(sums),
    had: sums.had(),
    alarm: alarm(),
    through: lastDay - 1,
    beginning,
  }
}

function alone({ read }: Counting): LogShare {
  return { read, readRest: () => Promise.resolve(false), settle: () => Promise.resolve([]) }
}

/** @returns marks of its beginning, and what others noted */
async function readLog(
  { input, rooms }: { readonly input: Input; readonly rooms: Rooms },
  share: LogShare,
  onRead: (bytes: number) => void,
): Promise<{ readonly beginning: readonly string[]; readonly noted: readonly Noted[] }> {
  const note = notingUpTo(input.log.sizeBytes, onRead)
  let beginning: readonly string[] | undefined
  let noted: readonly Noted[] = []
  try {
    for await (const chunk of readChunks(inputOf(input), { onRead: note, rooms })) {
      beginning ??= markBeginning(chunk)
      share.read(chunk)
      if (chunk.rest !== undefined && (await share.readRest(chunk.rest, note))) break
    }
  } finally {
    // Where it broke off, too: what is told later would be of the next log.
    noted = await share.settle()
  }
  return { beginning: beginning ?? [], noted }
}

/** What was read ahead of the pieces that are shared is read twice. */
function notingUpTo(sizeBytes: number, onRead: (bytes: number) => void): (bytes: number) => void {
  let untold = sizeBytes === 0 ? Infinity : sizeBytes
  return (bytes) => {
    const more = Math.min(bytes, untold)
    untold -= more
    onRead(more)
  }
}

function inputOf(input: Input): LogInput {
  return input.log.path === '-' ? { stdin: process.stdin } : fileOf(input)
}
