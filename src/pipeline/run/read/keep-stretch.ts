import type { Sight } from '../../../source/index.ts'
import type { LogRecord, State, Stream } from '../../../state/index.ts'
import type { RunningWatch } from '../../kept/alike-logs.ts'
import { noteAhead } from '../../kept/days-ahead.ts'
import { keepNewestHour } from '../../kept/days-of-state.ts'
import { noteForeign } from '../../kept/foreign-hosts.ts'
import type { NextFit } from '../../kept/half-lost.ts'
import { keepFormats } from '../../kept/keep-formats.ts'
import type { CountPlan } from '../../plan-count.ts'
import { seriesLeftOut } from '../../reading/format/check-fields.ts'
import type { OpenChange } from '../open-change.ts'
import type { RunTools } from '../run-request.ts'
import type { StretchRead } from './read-stretch.ts'

/** A stream that is read, and the log that its file is a piece of now. */
export type OpenStream = Stream & { readonly logName: string }

/** One that was read on. */
export type ReadStream = OpenStream & Pick<NextFit, 'newDays'>

export type Keeping = {
  readonly plan: Pick<CountPlan, 'specs'>
  readonly state: State
  readonly run: number
  readonly tools: RunTools
  readonly change: Pick<OpenChange, 'take'>
  /** Tomorrow: a line dated after it tells of nothing but its own period. */
  readonly lastCredible: number
  readonly alike: RunningWatch
}

/** One commit: the lines, and where they end. @returns the number of the stream */
export function keepStretch(
  reading: Keeping,
  { newDays, ...stream }: ReadStream,
  read: StretchRead,
  doneKey?: string,
): number {
  const { state, run, tools } = reading
  const { logs, counts, facts } = state
  return state.commit(() => {
    if (read.lines > 0) {
      reading.change.take()
      reading.alike.keep(stream.logName, read.uses)
      noteAhead(state, stream.logName, read.sums.days(), reading.lastCredible)
    }
    counts.addCells(read.sums.cells())
    counts.addFates(read.sums.fates())
    tools.checkpoint('counts kept')
    const id = logs.keepStream(stream, run)
    keepFits(state, { log: stream.logName, stream: id }, newDays)
    // A clock that is wrong by years must not make a log look alive.
    const days = read.sums.days().filter((day) => day <= reading.lastCredible)
    const log = logs.logs().find(({ name }) => name === stream.logName)
    logs.keepLog(nextLog(stream, read, log, days), days)
    noteForeign(state, stream.logName, read)
    if (doneKey !== undefined) logs.keepDone(doneKey, id, run)
    keepFormats(facts, read.formats)
    keepNewestHour(state, read.sums.newestHour())
    for (const [series, measure] of seriesLeftOut(reading.plan, read.remarks)) facts.leaveOut(series, measure)
    tools.checkpoint('position kept')
    return id
  })
}

function keepFits(
  { logs }: State,
  of: { readonly log: string; readonly stream: number },
  days: NextFit['newDays'],
): void {
  logs.addFits(
    of,
    [...days].map(([day, fits]) => ({ day, ...fits })),
  )
}

function nextLog(
  stream: OpenStream,
  read: StretchRead,
  log: LogRecord | undefined,
  days: readonly number[],
): LogRecord {
  return {
    name: stream.logName,
    lines: (log?.lines ?? 0) + read.lines,
    lastDay: Math.max(log?.lastDay ?? -1, ...days),
    format: read.format === '' ? (log?.format ?? '') : read.format,
  }
}

/**
 * Keeps what was read of a file, once the disk has it, and unless it is no longer what was looked at: truncated, replaced or
 * still being written, what was read is nobody's.
 *
 * @param keep one commit; the number of the stream
 * @returns undefined where nothing is kept
 */
export async function keepUnchanged(
  { tools }: { readonly tools: RunTools },
  sight: Sight,
  keep: () => number,
): Promise<number | undefined> {
  await sight.persist()
  if (!(await sight.isUnchanged())) return undefined
  tools.checkpoint('before commit')
  const id = keep()
  tools.checkpoint('after commit')
  return id
}
