import type { Readable } from 'node:stream'
import type { Problem } from '../../../domain/problem.ts'
import type { State } from '../../../state/index.ts'
import { keepFact, readFact } from '../../kept/facts.ts'
import { findInputs } from '../../reading/find-inputs.ts'
import type { Input, Inputs } from '../../reading/input.ts'
import type { CountPlan } from '../../plan-count.ts'
import { noteMet } from '../keep/prune-state.ts'
import { remarkForeign } from './foreign-hosts.ts'
import { readStdin, STDIN } from './read-stdin.ts'
import { mergeKinds } from '../../reading/remark-kinds.ts'
import { remarkRotated } from '../../reading/remark-rotated.ts'
import { openMeter } from '../../reading/open-meter.ts'
import { logNameOf, openMet } from '../../../recognition/index.ts'
import type { FileRead, Reading } from './file-read.ts'
import { readNew } from './read-new.ts'
import { noteSeenAgain, remarkSeenAgain } from './seen-again.ts'

/** What was read of all logs. */
export type AllRead = {
  readonly inputs: readonly Input[]
  readonly files: number
  readonly lines: number
  readonly bytes: number
  readonly problems: readonly Problem[]
  readonly unread: readonly { readonly modifiedMs: number }[]
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
  const keep = (input: Input, read: FileRead): void => {
    reads.push(read)
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
