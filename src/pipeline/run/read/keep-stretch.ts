import type { LogRecord, State, Stream } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { seriesLeftOut } from '../../reading/format/check-fields.ts'
import type { RunTools } from '../run-tools.ts'
import type { OpenChange } from '../settings/open-change.ts'
import type { NextFit } from '../../kept/half-lost.ts'
import { keepNewestHour } from '../../kept/days-of-state.ts'
import { noteForeign } from './foreign-hosts.ts'
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
  readonly turn: Pick<OpenChange, 'take'>
  /** Tomorrow: a line dated after it tells of nothing but its own period. */
  readonly lastCredible: number
}

/** One commit: the lines, and where they end. @returns the number of the stream */
export function keepStretch(
  reading: Keeping,
  { newDays, ...stream }: ReadStream,
  read: StretchRead,
  log: LogRecord | undefined,
  doneKey?: string,
): number {
  const { state, run, tools } = reading
  const { logs, counts, facts } = state
  return state.commit(() => {
    if (read.lines > 0) reading.turn.take()
    counts.addCells(read.sums.cells())
    counts.addFates(read.sums.fates())
    tools.checkpoint('counts kept')
    const id = logs.keepStream(stream, run)
    keepFits(state, { log: stream.logName, stream: id }, newDays)
    // A clock that is wrong by years must not make a log look alive.
    const days = read.sums.days().filter((day) => day <= reading.lastCredible)
    logs.keepLog(nextLog(stream, read, log, days), days)
    noteForeign(state, stream.logName, read)
    if (doneKey !== undefined) logs.keepDone(doneKey, id, run)
    for (const { name, lacks } of read.formats) facts.keepFormat(name, lacks)
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

type Hours = Pick<Stream, 'oldestHour' | 'newestHour'>

/** From the oldest to the newest line of a stream, with those that were just read. */
export function hoursOf({ oldestHour, newestHour }: Hours, read: Hours): Hours {
  const oldest = [oldestHour, read.oldestHour].filter((hour) => hour >= 0)
  return {
    oldestHour: oldest.length === 0 ? -1 : Math.min(...oldest),
    newestHour: Math.max(newestHour, read.newestHour),
  }
}
