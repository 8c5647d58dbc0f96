import { ProblemError, type Problem } from '../../domain/problem.ts'
import { firstDayOf, lastDayOf, type PeriodIndex } from '../../domain/calendar.ts'
import type { PeriodKind } from '../../domain/dictionary.ts'
import type { CountPlan } from '../plan-count.ts'
import { logNameOf } from '../../recognition/index.ts'
import {
  addTo,
  closingKinds,
  findAlike,
  findHalfLost,
  fitsByDay,
  holdingOf,
  judgeDays,
  openHourBook,
  type Fits,
  type HourlyUses,
  type JudgedDays,
  type LogFits,
} from '../../timeline/index.ts'
import { shareBeginning } from '../../source/index.ts'
import { BrokenOff, countFile, type FileCounted } from './count-file.ts'
import { mergeDetected } from './format/detected-remark.ts'
import { type Input, fileOf } from './input.ts'
import type { Help } from './jobs/open-helpers.ts'
import type { Taker } from './open-counting.ts'
import { remarkHosts } from './remark-hosts.ts'
import { mergeKinds } from './remark-kinds.ts'
import { isVouchedFor, soundTogether } from './alarm/sound-together.ts'

/** Bytes read so far, as stored, and in all; `total` is 0 where one of the logs has no size. */
export type Progress = { readonly bytes: number; readonly total: number; readonly lines: number }

export type LogsRead = {
  /** The logs that were read to their end. */
  readonly counted: readonly FileCounted[]
  /** What went wrong with each log, or deserves a word. */
  readonly problems: readonly Problem[]
  /** Whether too many lines of a log do not fit to publish figures of these days. */
  readonly isHalfLost: (from: number, to: number) => boolean
}

type Reader = Taker & {
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** Who counts some of the lines, unseen by `onHit`. */
  readonly help?: Help | undefined
  /** True for what makes it useless to read the logs after the one that has it. */
  readonly endsAll: (problem: Problem) => boolean
}

/**
 * Reads logs through the gate, one after the other. One of which no line was read is named, and the others are read; one
 * that breaks off half-way ends the reading, since no sum would be right.
 */
export async function readLogs(plan: CountPlan, inputs: readonly Input[], reader: Reader): Promise<LogsRead> {
  const total = inputs.some(({ log }) => log.sizeBytes === 0)
    ? 0
    : inputs.reduce((sum, { log }) => sum + log.sizeBytes, 0)
  const counted: FileCounted[] = []
  const problems: Problem[] = []
  const marked: Marked[] = []
  let [bytes, linesBefore] = [0, 0]
  for (const input of inputs) {
    try {
      const onRead = (more: number, lines: number): void => {
        bytes += more
        reader.onProgress?.({ bytes, total, lines: linesBefore + lines })
      }
      const file = await countFile(plan, input, reader, onRead, reader.help)
      linesBefore += file.ledger.linesRead
      counted.push(file)
      marked.push({ input, beginning: file.beginning })
      problems.push(...remarkEmpty(file), ...file.remarks, ...(file.alarm === undefined ? [] : [file.alarm]))
    } catch (error) {
      const isOfOneLog = error instanceof ProblemError && !(error instanceof BrokenOff)
      if (!isOfOneLog || error.problems.some(reader.endsAll)) throw error
      problems.push(...error.problems)
    }
  }
  const logs = fitsOfLogs(counted)
  const copies = await remarkCopies(marked)
  problems.push(
    ...copies,
    ...remarkAlike(counted, copies),
    ...remarkHosts(counted.map(({ ledger: { file }, foreign }) => ({ file, foreign }))),
    ...judgeDays(logs, plan.malformedLimit, daysAsked(plan, counted)),
    ...soundTogether(counted, plan.malformedLimit),
  )
  return {
    counted,
    problems: mergeKinds(mergeDetected(problems.filter((problem) => !isVouchedFor(problem, counted)))),
    isHalfLost: findHalfLost(logs, plan.malformedLimit),
  }
}

/** The last days of the files of its log that end before it. */
function endsBeside(file: FileCounted, counted: readonly FileCounted[]): readonly number[] {
  const name = logNameOf(file.ledger.file)
  return counted.flatMap((other) => {
    const isBefore = other.newestHour < file.newestHour && logNameOf(other.ledger.file) === name
    return isBefore ? [other.fits.last] : []
  })
}

function daysAsked({ specs, since, until }: DaysAsked, counted: readonly FileCounted[]): JudgedDays {
  const newestDay = Math.max(-1, ...counted.map(({ fits }) => fits.last))
  const isAsked = (from: number, to: number): boolean => from >= (since ?? 0) && to <= (until ?? Infinity)
  // A period that is asked for in part is none.
  const isAskedWhole = (kind: PeriodKind, period: PeriodIndex): boolean =>
    isAsked(firstDayOf(kind, period), lastDayOf(kind, period))
  return {
    isOpen: (day) => isAsked(day, day),
    holding: holdingOf(closingKinds(specs), isAskedWhole),
    newestDay,
    isOver: () => true,
  }
}

type DaysAsked = Pick<CountPlan, 'specs' | 'since' | 'until'>

/** Files of one log are judged together, as `run` does. */
function fitsOfLogs(counted: readonly FileCounted[]): readonly LogFits[] {
  const logs = new Map<string, { days: Map<number, Fits>; misfit: LogFits['misfit'] }>()
  for (const file of counted) {
    const { ledger, scanner, misfits, fits, through } = file
    const name = logNameOf(ledger.file)
    const log = logs.get(name) ?? { days: new Map<number, Fits>(), misfit: undefined }
    logs.set(name, log)
    for (const [day, some] of fitsByDay(fits, fits.head.misfits === 0 ? [] : endsBeside(file, counted), through))
      addTo(log.days, day, some)
    if (misfits.first !== undefined && scanner !== undefined)
      log.misfit ??= { file: ledger.file, format: scanner.name, ...misfits.first }
  }
  return [...logs.values()]
}

// An empty log is a quiet day; an empty pipe is most often a command that failed before it.
function remarkEmpty({ ledger: { file, linesRead } }: FileCounted): readonly Problem[] {
  if (linesRead > 0) return []
  return [file === '-' ? { code: 'STDIN_EMPTY' } : { code: 'LOG_EMPTY', path: file }]
}

/** Beside copies, which are as alike as can be. */
function remarkAlike(counted: readonly FileCounted[], copies: readonly LogsAlike[]): readonly Problem[] {
  const watch = watchAlikeLogs()
  for (const { ledger, uses } of counted)
    if (copies.every(({ path }) => path !== ledger.file)) watch.note(ledger.file, uses)
  return watch.remarks()
}

/** What a log was read from, and the marks of its first bytes. */
type Marked = { readonly input: Input; readonly beginning: readonly string[] }

/**
 * Logs that begin with the same lines as one before them: a copy beside its original, or an archive that was left packed and
 * unpacked, whose lines are counted twice. Only those are read again whose marks are the same.
 */
async function remarkCopies(logs: readonly Marked[]): Promise<readonly LogsAlike[]> {
  // A pipe has no size, and cannot be read again.
  const files = logs.filter(({ input }) => input.log.sizeBytes > 0)
  const problems: LogsAlike[] = []
  for (const [i, one] of files.entries()) {
    for (const other of files.slice(0, i)) {
      if (!beginAlike(one.beginning, other.beginning) || !(await areAlike(one.input, other.input))) continue
      problems.push({ code: 'LOGS_ALIKE', path: one.input.log.path, other: other.input.log.path, by: 'lines' })
      break
    }
  }
  return problems
}

function beginAlike(one: readonly string[], other: readonly string[]): boolean {
  const common = Math.min(one.length, other.length)
  return common > 0 && one[common - 1] === other[common - 1]
}

/** A log that went away meanwhile was read all the same. */
async function areAlike(one: Input, other: Input): Promise<boolean> {
  return shareBeginning(fileOf(one), fileOf(other)).catch(() => false)
}

type LogsAlike = Extract<Problem, { readonly code: 'LOGS_ALIKE' }>

/** Watches for logs of the same requests, as those of a proxy and of what stands behind it. What it knows ends with the command. */
type AlikeWatch = {
  /** @param path of a log, rotated or not */
  readonly note: (path: string, uses: HourlyUses) => void
  readonly remarks: () => readonly LogsAlike[]
}

function watchAlikeLogs(): AlikeWatch {
  const logs = new Map<string, ReturnType<typeof openHourBook>>()
  return {
    note: (path, uses) => {
      const name = logNameOf(path)
      const book = logs.get(name) ?? openHourBook()
      logs.set(name, book)
      book.add(uses)
    },
    remarks: () =>
      findAlike(new Map([...logs].map(([name, book]) => [name, book.uses()]))).map((alike): LogsAlike => ({
        code: 'LOGS_ALIKE',
        ...alike,
        by: 'uses',
      })),
  }
}
