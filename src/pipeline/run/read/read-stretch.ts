import type { Field } from '../../../domain/contracts.ts'
import type { Problem } from '../../../domain/problem.ts'
import type { Sight } from '../../../source/index.ts'
import type { Placement } from '../../../domain/placement.ts'
import type { LogRecord, Stream } from '../../../state/index.ts'
import type { DayIndex } from '../../../domain/calendar.ts'
import type { Input } from '../../reading/input.ts'
import { latestDayOf } from '../../reading/days/latest-day-of.ts'
import type { FoundMisfit } from '../../../domain/problem/log-problems.ts'
import type { HourlyUses } from '../../../timeline/index.ts'
import type { FitRead } from '../../kept/half-lost.ts'
import { formatRead, type FormatRead } from '../../reading/format/formats-read.ts'
import type { Helpers, LogShare } from '../../reading/jobs/open-helpers.ts'
import { openAccumulator, type Sums } from '../../reading/open-accumulator.ts'
import { type Counting, openCounting, type LogCounted } from '../../reading/open-counting.ts'
import { foreignHostsIn, type ForeignHosts } from '../../reading/remark-hosts.ts'
import { formatsTried, inFormat, scannersOf, toldOf, type Refusal } from '../../reading/format/choose-format.ts'
import type { CountPlan } from '../../plan-count.ts'

/** New lines of a file, from one LF to another. */
export type Stretch = { readonly from: number; readonly to: number }

/** What was read of a stretch. Nothing of it may be kept where there is an alarm: no format reads it. */
export type StretchRead = {
  /** Not kept yet: thrown away if the file turns out to be another than it seemed. */
  readonly sums: Sums
  readonly lines: number
  /** Those of them that name hosts which are none of the service's. */
  readonly foreign: ForeignHosts
  readonly uses: HourlyUses
  readonly remarks: readonly Problem[]
  readonly alarm: Refusal | undefined
  readonly fit: FitRead
  readonly format: string
  readonly told: readonly number[]
  /** The formats that it was read in, and what each cannot give. */
  readonly formats: readonly FormatRead[]
}

export type StretchReading = {
  readonly plan: CountPlan
  readonly placementOf: (day: DayIndex) => Placement
  readonly helpers: Helpers | undefined
  /** Told how far in its text the reading is, 0–1, and the lines since it was told before. */
  readonly onRead: (share: number, moreLines: number) => void
}

const LF = 0x0a

/**
 * Reads new lines through the gate. The format is the one that was asked for; else the one that the stream was begun in;
 * else the one that the first lines of the file show; else, where they show none, that of the log.
 */
export async function readStretch(
  around: StretchReading,
  input: Input,
  sight: Sight,
  stretch: Stretch,
  known: { readonly stream: Stream; readonly log: LogRecord | undefined },
): Promise<StretchRead> {
  const { stream, log } = known
  const asStream = await readAs(around, inFormat(around.plan, input, stream.format), sight, stretch, stream.told)
  const isUntold = asStream.alarm?.code === 'FORMAT_NOT_DETECTED' && stream.format === ''
  const { misfit, ...read } =
    isUntold && log !== undefined && log.format !== ''
      ? await readAs(around, inFormat(around.plan, input, log.format), sight, stretch, [])
      : asStream
  // It is told once, where the first of a stream is met.
  const isFirst = misfit !== undefined && stream.misfits === 0
  return isFirst ? { ...read, fit: { ...read.fit, misfit: await inFile(misfit, sight, stretch.from) } } : read
}

/** Whoever looks for a line counts from the start of the file, not from where it was read on. */
async function inFile(misfit: FoundMisfit, sight: Sight, from: number): Promise<FoundMisfit> {
  return { ...misfit, line: (await linesBefore(sight, from)) + misfit.line }
}

/** Counted in the file: of logs that were joined, a stream does not have the lines of all that is passed. */
async function linesBefore(sight: Sight, to: number): Promise<number> {
  let lines = 0
  for await (const { bytes, start, end, tooLong } of sight.lines(0, to)) {
    lines += tooLong ? 1 : 0
    for (let lf = bytes.indexOf(LF, start); lf >= 0 && lf < end; lf = bytes.indexOf(LF, lf + 1)) lines += 1
  }
  return lines
}

async function readAs(
  { plan, placementOf, helpers, onRead }: StretchReading,
  input: Input,
  sight: Sight,
  { from, to }: Stretch,
  told: readonly number[],
): Promise<StretchRead & { readonly misfit: FoundMisfit | undefined }> {
  const accumulator = openAccumulator(plan, placementOf)
  const lastDay = await latestDayOf(input.log.path)
  const resumed = { head: await sight.head(), ...(from > 0 && told.length > 0 && { told }) }
  const around = { plan, input, lastDay, onHit: accumulator.note, areSummed: true }
  const counting = openCounting(around, resumed)
  const share = helpers?.shareLog(around, counting)
  let [position, shown] = [from, 0]
  const note = (bytes: number): void => {
    position += bytes
    onRead(position / sight.wholeBytes, counting.sums.lines() - shown)
    shown = counting.sums.lines()
  }
  await readLines(sight.lines(from, to), counting, share, note)
  for (const noted of (await share?.settle()) ?? []) accumulator.take(noted)
  const counted = counting.end()
  accumulator.noteTooLong(tooLongIn(counted))
  return { ...readOf({ plan, input, lastDay }, counted), sums: accumulator }
}

async function readLines(
  lines: ReturnType<Sight['lines']>,
  counting: Counting,
  share: LogShare | undefined,
  onRead: (bytes: number) => void,
): Promise<void> {
  for await (const { rest, ...chunk } of lines) {
    counting.read(chunk)
    onRead(chunk.end - chunk.start)
    if (rest !== undefined && (await share?.readRest(rest, onRead)) === true) return
  }
}

/** Lines that no gate saw, and so no accumulator. */
export function tooLongIn({ fresh }: LogCounted): number {
  return fresh.entry().fates['too-long']
}

/** What is to be kept of lines that were counted. `misfit`: the first that does not fit, `line` from where the reading began. */
export function readOf(
  { plan, input, lastDay }: { readonly plan: CountPlan; readonly input: Input; readonly lastDay: number },
  { chosen, scanner, sums, fresh, misfits, remarks, refusal }: LogCounted,
): Omit<StretchRead, 'sums'> & { readonly misfit: FoundMisfit | undefined } {
  const { first } = misfits
  const fit = { fits: fresh.fits(), misfits: fresh.misfits().lines, misfit: undefined, through: lastDay - 1 }
  return {
    lines: fresh.lines(),
    // Of all lines: some were told of before.
    foreign: foreignHostsIn(sums),
    uses: fresh.uses(),
    remarks: remarks().filter(({ code }) => code !== 'FORMAT_DETECTED'),
    alarm: refusal,
    fit: { ...fit, formats: formatsTried(plan, input, scanner) },
    misfit: first && scanner && { file: input.log.path, format: scanner.name, ...first },
    ...formatOf(chosen, sums.had()),
  }
}

function formatOf(
  chosen: LogCounted['chosen'],
  had: readonly Field[],
): Pick<StretchRead, 'format' | 'told' | 'formats'> {
  // A log that holds no request yet says nothing about its format.
  if (chosen?.scanner === undefined || !chosen.isSettled) return { format: '', told: [], formats: [] }
  return {
    format: chosen.scanner.name,
    told: toldOf(chosen),
    formats: scannersOf(chosen).map((scanner) => formatRead(scanner, had)),
  }
}

/** The input with what the scanner of its log told last, by the streams of the log. */
export function withToldBefore(input: Input, streams: readonly Stream[]): Input {
  const last = streams.findLast(({ told }) => told.length > 0)
  return last === undefined ? input : { ...input, before: { format: last.format, told: last.told } }
}
