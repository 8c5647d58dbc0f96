import type { Readable } from 'node:stream'
import { dayText } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import type { Problem } from '../../../domain/problem.ts'
import { type Alike, logNameOf, nextSeenAgain, openMet, seenAgainByLog } from '../../../recognition/index.ts'
import type { State } from '../../../state/index.ts'
import { keepFact, readFact } from '../../kept/facts.ts'
import type { CountPlan } from '../../plan-count.ts'
import { findInputs } from '../../reading/find-inputs.ts'
import type { Input, Inputs } from '../../reading/input.ts'
import { mergeKinds } from '../../reading/remark-kinds.ts'
import { remarkRotated } from '../../reading/remark-rotated.ts'
import { noteMet } from '../prune-state.ts'
import type { Progress } from '../../reading/read-logs.ts'
import type { Seen } from './note-gaps.ts'
import { remarkForeign } from './foreign-hosts.ts'
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
  readonly unread: readonly { readonly modifiedMs: number }[]
  readonly seen: Seen
}

/** Reads what is new in every log. One that cannot be read is named, and the others are read. */
export async function readAll(around: Omit<Reading, 'onRead'>): Promise<AllRead> {
  const { plan, state, run, tools } = around
  const { stdin, onProgress } = around.asked
  const now = tools.now()
  const { inputs, problems: found } = await inputsOf(plan, stdin)
  const meter = openMeter(
    inputs.map(({ log }) => (isDone(state, log.fileKey) ? 0 : log.sizeBytes)),
    onProgress,
  )
  const reading = { ...around, onRead: meter.note }
  // A folder that may not be listed may hold anything.
  const isListed = !found.some(({ code }) => code === 'LOG_UNREADABLE')
  const reads: FileRead[] = stdin === undefined ? [] : [await readStdin(reading, stdin)]
  const met = openMet(inputs, ({ log }) => log.path, isListed)
  const live = new Map<string, number | undefined>()
  const keep = (input: Input, read: FileRead): void => {
    reads.push(read)
    const { path, sizeBytes } = input.log
    const isBegun = sizeBytes === 0 && read.unread === undefined
    if ((read.holds !== undefined || isBegun) && logNameOf(path) === path) live.set(path, read.holds)
    met.note(input, read)
    keepUnread(reading, input, read, now)
  }
  const alike: { readonly input: Input; readonly bytes: number }[] = []
  for (const input of inputs) {
    const read = await readNew(reading, input)
    meter.turn()
    if (read.alikeBytes === undefined) keep(input, read)
    else {
      alike.push({ input, bytes: read.alikeBytes })
      met.note(input, read)
    }
  }
  // The shortest first: it is what was read, rather than one that goes on with lines of its own.
  for (const { input } of alike.sort((a, b) => a.bytes - b.bytes)) keep(input, await readNew(reading, input, met))
  const sumOf = (of: (read: FileRead) => number): number => reads.reduce((sum, read) => sum + of(read), 0)
  const sums = {
    files: reads.filter(({ lines }) => lines > 0).length,
    lines: sumOf(({ lines }) => lines),
    bytes: sumOf(({ bytes }) => bytes),
  }
  const there = new Set(
    reads.flatMap((read) => [...(read.met ?? []), ...(read.holds === undefined ? [] : [read.holds])]),
  )
  state.commit(() => {
    state.logs.dropWaitingBefore(run)
    noteSeenAgain(state, run, (stream) => {
      if (there.has(stream.id)) return 'there'
      return stdin !== undefined || met.mayHide(stream) ? 'hidden' : 'gone'
    })
    const streams = reads.flatMap((read) => read.met ?? [])
    noteMet(state, streams, run, now)
    // Nothing is what a run begins with.
    if (sums.files > 0) state.facts.noteRun({ id: run, ...sums })
    if (found.some(({ code }) => code === 'SERVER_LOG_PARTIAL') && readFact(state, 'partial-log') === undefined)
      keepFact(state, 'partial-log', true)
  })
  const logs = new Set(stdin === undefined ? inputs.map(({ log }) => logNameOf(log.path)) : [STDIN])
  const hidden = isListed ? [] : [{ modifiedMs: now }]
  return {
    inputs,
    ...sums,
    seen: { live, isThere: (stream) => there.has(stream), mayHide: met.mayHide },
    problems: [
      ...found,
      ...mergeKinds(reads.flatMap(({ problems }) => problems)),
      ...staleCopies(state, now),
      ...remarkForeign(state, logs),
      ...remarkSeenAgain(state, (stream) => there.has(stream)),
      ...(await remarkRotated(
        inputs.map(({ log }) => log),
        plan.configuration.logs.map(({ path }) => path.value),
      )),
    ],
    // All of a part was read elsewhere.
    unread: [
      ...hidden,
      ...reads.flatMap(({ unread }) => (unread === undefined || unread.why === 'part' ? [] : [unread])),
    ],
  }
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

const DAY_MS = 86_400_000

function staleCopies(state: State, now: number): readonly Problem[] {
  return state.logs
    .waiting()
    .filter(({ since }) => now - since > DAY_MS)
    .flatMap(({ path, why }) => (why === 'copy' || why === 'part' ? [{ code: 'LOG_WAITING' as const, path, why }] : []))
}

/** Fewer may well be as many by chance. */
const LEAST_LINES = 20

/**
 * Notes the streams of this run, and of runs that were killed before, that have as many lines as another of their log that is
 * gone, of the same hours.
 *
 * @param whereIs a stream is; where one may be in a file that was not read, the next run looks again
 */
function noteSeenAgain(
  state: State,
  run: number,
  whereIs: (stream: { readonly id: number; readonly log: string }) => Alike['other'],
): void {
  const lookedAt = readFact(state, 'seen-again-run') ?? run - 1
  const found = state.logs
    .alikeSince(lookedAt, LEAST_LINES)
    .map(({ stream, log, lines, oldestHour: from, newestHour: to, other }) => ({
      ...{ stream, log, lines, from, to },
      other: whereIs({ id: other, log }),
    }))
  if (!found.some(({ other }) => other === 'hidden')) keepFact(state, 'seen-again-run', run)
  if (found.some(({ other }) => other === 'gone'))
    keepFact(state, 'seen-again', nextSeenAgain(readFact(state, 'seen-again') ?? [], found))
}

/** What was noted, log by log, of the streams that are still there. */
function remarkSeenAgain(state: State, isThere: (stream: number) => boolean): readonly Problem[] {
  return seenAgainByLog(readFact(state, 'seen-again') ?? [], isThere).map(({ lastDay, ...seen }) => ({
    code: 'LOG_SEEN_AGAIN',
    ...seen,
    lastDay: dayText(indexOf<'day'>(lastDay)),
  }))
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
