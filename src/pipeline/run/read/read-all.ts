import type { Readable } from 'node:stream'
import { DAY_MS, KNOWN_DAYS } from '../../../domain/calendar.ts'
import type { Problem } from '../../../domain/problem.ts'
import { logNameOf, foundFiles } from '../../../recognition/index.ts'
import type { State } from '../../../state/index.ts'
import { noteSeenAgain, remarkSeenAgain, watchRunning } from '../../kept/alike-logs.ts'
import { keepFact, readFact } from '../../kept/fact-codecs.ts'
import { formatsKept } from '../../kept/keep-formats.ts'
import type { CountPlan } from '../../plan-count.ts'
import { isStillLeftOut } from '../../reading/format/check-fields.ts'
import { findInputs } from '../../reading/find-inputs.ts'
import type { Input, Inputs } from '../../reading/input.ts'
import { mergeKinds } from '../../reading/remark-kinds.ts'
import { remarkRotated } from '../../reading/remark-rotated.ts'
import type { WallClock } from '../../wall-clock.ts'
import type { Progress } from '../../reading/read-logs.ts'
import type { SeenFiles } from './note-gaps.ts'
import { remarkForeign } from '../../kept/foreign-hosts.ts'
import { readNew } from './read-new.ts'
import { readStdin, STDIN } from './read-stdin.ts'
import type { FileRead, Reading } from './read-stretches.ts'

/** What was read of all logs. */
export type AllRead = {
  readonly inputs: readonly Input[]
  readonly files: number
  readonly lines: number
  readonly bytes: number
  readonly problems: readonly Problem[]
  /** Files that were found and not read. */
  readonly unread: readonly NonNullable<FileRead['unread']>[]
  /** Whether all folders could be listed. */
  readonly isListed: boolean
  readonly seen: SeenFiles
}

/** Reads what is new in every log. One that cannot be read is named, and the others are read. */
export async function readAll(begun: Omit<Reading, 'onRead' | 'alike'>): Promise<AllRead> {
  const { plan, state, run } = begun
  const { stdin } = begun.asked
  const now = begun.tools.now()
  const { inputs, problems: ofInputs } = await inputsOf(plan, stdin)
  const names = new Set(stdin === undefined ? inputs.map(({ log }) => logNameOf(log.path)) : [STDIN])
  const around = { ...begun, alike: watchRunning(begun, names) }
  const isListed = !ofInputs.some(({ code }) => code === 'LOG_UNREADABLE')
  const { reads, live, found } = await readInOrder(around, inputs, { isListed, now })
  const streams = reads.flatMap((read) => read.streams ?? [])
  const there = new Set([...streams, ...reads.flatMap(({ holds }) => holds ?? [])])
  const isThere = (stream: number): boolean => there.has(stream)
  const sums = sumsOf(reads)
  state.commit(() => {
    state.logs.dropWaitingBefore(run)
    noteSeenAgain(state, run, (stream) => {
      if (isThere(stream.id)) return 'there'
      return stdin !== undefined || found.mayHide(stream) ? 'hidden' : 'gone'
    })
    noteMet(state, streams, run, now)
    // Nothing is what a run begins with.
    if (sums.files > 0) state.facts.noteRun({ id: run, ...sums })
    if (ofInputs.some(({ code }) => code === 'SERVER_LOG_PARTIAL') && readFact(state, 'partial-log') === undefined)
      keepFact(state, 'partial-log', true)
  })
  const formats = formatsKept(state.facts)
  const told = reads.flatMap((read) => read.problems).filter((problem) => isStillLeftOut(problem, formats))
  const problems = [...ofInputs, ...mergeKinds(told)]
  return {
    ...{ inputs, ...sums, seen: { live, isThere, mayHide: found.mayHide } },
    problems: [...problems, ...(await remarkAll(around, inputs, { names, isThere, now }))],
    unread: reads.flatMap(({ unread }) => unread ?? []),
    isListed,
  }
}

type ReadInOrder = {
  readonly reads: readonly FileRead[]
  /** The files that logs are written to, and the streams that they hold. */
  readonly live: SeenFiles['live']
  readonly found: ReturnType<typeof foundFiles<Input>>
}

/** Those that begin alike come last. */
async function readInOrder(
  around: Omit<Reading, 'onRead'>,
  inputs: readonly Input[],
  { isListed, now }: { readonly isListed: boolean; readonly now: number },
): Promise<ReadInOrder> {
  const { stdin, onProgress } = around.asked
  const sizes = inputs.map(({ log }) => (isDone(around.state, log.fileKey) ? 0 : log.sizeBytes))
  const meter = openMeter(sizes, onProgress)
  const reading = { ...around, onRead: meter.note }
  const reads: FileRead[] = stdin === undefined ? [] : [await readStdin(reading, stdin)]
  const found = foundFiles(inputs, ({ log }) => log.path, isListed)
  const live = new Map<string, number | undefined>()
  const keep = (input: Input, read: FileRead): void => {
    reads.push(read)
    const { path, sizeBytes } = input.log
    const isBegun = sizeBytes === 0 && read.unread === undefined
    if ((read.holds !== undefined || isBegun) && logNameOf(path) === path) live.set(path, read.holds)
    found.note(input, read)
    keepUnread(reading, input, read, now)
  }
  const undecided: { readonly input: Input; readonly bytes: number }[] = []
  for (const input of inputs) {
    const read = await readNew(reading, input)
    meter.turn()
    if (read.undecidedBytes === undefined) keep(input, read)
    else {
      undecided.push({ input, bytes: read.undecidedBytes })
      found.note(input, read)
    }
  }
  // The shortest first: it is what was read, rather than one that goes on with lines of its own.
  for (const { input } of undecided.sort((a, b) => a.bytes - b.bytes)) keep(input, await readNew(reading, input, found))
  return { reads, live, found }
}

function sumsOf(reads: readonly FileRead[]): Pick<AllRead, 'files' | 'lines' | 'bytes'> {
  const sumOf = (of: (read: FileRead) => number): number => reads.reduce((sum, read) => sum + of(read), 0)
  return {
    files: reads.filter(({ lines }) => lines > 0).length,
    lines: sumOf(({ lines }) => lines),
    bytes: sumOf(({ bytes }) => bytes),
  }
}

/** What is to be said of all logs together, and of what earlier runs have noted. */
async function remarkAll(
  { plan, state, alike }: Omit<Reading, 'onRead'>,
  inputs: readonly Input[],
  {
    names,
    isThere,
    now,
  }: {
    readonly names: ReadonlySet<string>
    readonly isThere: (stream: number) => boolean
    readonly now: number
  },
): Promise<readonly Problem[]> {
  const found = inputs.map(({ log }) => log)
  const patterns = plan.configuration.logs.map(({ path }) => path.value)
  return [
    ...staleCopies(state, now),
    ...remarkForeign(state, names),
    ...alike.remarks(),
    ...remarkSeenAgain(state, isThere),
    ...(await remarkRotated(found, patterns)),
  ]
}

/** It is passed by as a rule. */
function isDone({ logs }: State, fileKey: string): boolean {
  return logs.doneAs(fileKey) !== undefined || logs.isSkipped(fileKey)
}

/** A machine that publishes the tallies of others may have no log of its own. */
async function inputsOf(plan: CountPlan, stdin: Readable | undefined): Promise<Inputs> {
  return stdin !== undefined || plan.configuration.logs.length === 0 ? { inputs: [], problems: [] } : findInputs(plan)
}

function keepUnread({ state, run }: Reading, { log }: Input, { unread }: FileRead, now: number): void {
  if (unread === undefined) return
  const { key, why } = unread
  state.commit(() => state.logs.keepWaiting(key, { path: log.path, why, since: now }, run))
}

function staleCopies(state: State, now: number): readonly Problem[] {
  return state.logs
    .waiting()
    .filter(({ since }) => now - since > DAY_MS)
    .flatMap(({ path, why }) => (why === 'copy' || why === 'part' ? [{ code: 'LOG_WAITING' as const, path, why }] : []))
}

/** How far the reading of all logs is. */
type Meter = {
  /** @param share of the text of the file at hand, 0–1 */
  readonly note: (share: number, moreLines: number) => void
  /** To the next file. */
  readonly turn: () => void
}

/**
 * A file weighs what it has on disk, however much of it was read by earlier runs: where they ended is not known before it
 * is opened.
 *
 * @param sizes in bytes, in the order in which the files are read; 0 for those that are passed by
 */
function openMeter(sizes: readonly number[], onProgress: ((progress: Progress) => void) | undefined): Meter {
  const total = sizes.reduce((sum, size) => sum + size, 0)
  let [file, before, lines] = [0, 0, 0]
  return {
    note: (share, moreLines) => {
      lines += moreLines
      onProgress?.({ bytes: before + share * (sizes[file] ?? 0), total, lines })
    },
    turn: () => {
      before += sizes[file] ?? 0
      file += 1
    },
  }
}

/** Notes that files are still there, though nothing of them was new. */
function noteMet({ logs, facts }: State, streams: readonly number[], run: number, now: number): void {
  const stale = facts.lastRunBy(now - STALE_DAYS * DAY_MS, 0)
  if (stale !== undefined) logs.noteMet(streams, run, stale + 1)
}

/** It is not written down each hour that an archive is still there. */
const STALE_DAYS = 30

/**
 * Deletes what can be found no more: streams whose file no run has found for `KNOWN_DAYS`, and runs as old. The days are counted
 * since the clock last jumped. A file that was not read may be any of them.
 */
export function pruneState(state: State, now: number, clock: WallClock): void {
  const { logs, facts } = state
  const horizon = facts.lastRunBy(now - KNOWN_DAYS * DAY_MS, readFact(state, 'clock-jumped') ?? 0)
  if (horizon === undefined) return
  logs.prune(horizon, clock.day - KNOWN_DAYS)
  facts.prune(horizon, now - KNOWN_DAYS * DAY_MS)
}
