import { dayText, daysOf, type Days, periodOf, periodText, type PeriodIndex } from '../../domain/calendar.ts'
import { indexOf, type PeriodKind } from '../../domain/dictionary.ts'
import type { Problem } from '../../domain/problem.ts'
import type { FoundMisfit } from '../../domain/problem/log-problems.ts'
import { addFits, addTo, fitsByDay, NO_FITS, type DayFits, type Fits } from './day-fits.ts'

/** A stream of a log with lines that do not fit. Those between its first and its last dated line stand by their day. */
export type DoubtedStream = Omit<DayFits, 'days'> & {
  readonly log: string
  /** The last days of the other streams of its log. */
  readonly ends: readonly number[]
  /** The last day that a line at the end may be of. */
  readonly through: number
  /** The first line that does not fit. */
  readonly misfit: FoundMisfit | null
}

/** What is known of lines that do not fit. */
export type FitFacts = {
  readonly streams: readonly DoubtedStream[]
  /** Of their logs and of all others, by day. */
  readonly days: readonly (Fits & { readonly log: string; readonly day: number })[]
  /** The share of lines that may not fit. */
  readonly limit: number
  /** Of which days figures may still be published. */
  readonly isOpen: JudgedDays['isOpen']
  readonly holding: JudgedDays['holding']
}

/** What does not fit, and which days it touches. */
export type HalfLost = {
  /** Whether figures of these days would be made of a part of their lines. */
  readonly isHalfLost: (from: number, to: number) => boolean
  /** The last day that lines of files may be of of which no line is dated; −1: there is none such. */
  readonly undatedThrough: number
  readonly problems: (newestDay: number) => readonly Problem[]
}

export function judgeFits({ streams, days, limit, isOpen, holding }: FitFacts): HalfLost {
  const undated = streams.filter(({ first, head }) => first < 0 && areTooMany(head, limit))
  const logs = logsOf(streams, days)
  return {
    isHalfLost: findHalfLost(logs, limit),
    undatedThrough: Math.max(-1, ...undated.map(({ through }) => through)),
    problems: (newestDay) => [
      ...undated.flatMap(({ misfit, head }): Problem[] =>
        misfit === null ? [] : [{ code: 'TOO_MANY_MALFORMED', ...misfit, share: shareOf(head), limit }],
      ),
      ...streams.flatMap(({ misfit, first, head }): Problem[] => {
        const isTold = misfit === null || first >= 0 || limit >= 1 || areTooMany(head, limit)
        return isTold || head.misfits < head.lines ? [] : [{ code: 'NO_LINE_FITS', ...misfit, lines: head.lines }]
      }),
      ...judgeDays(logs, limit, { isOpen, holding, newestDay, isOver: (day) => day < newestDay }),
    ],
  }
}

function logsOf(streams: FitFacts['streams'], days: FitFacts['days']): readonly LogFits[] {
  const found = new Map<string, { readonly days: Map<number, Fits>; misfit: FoundMisfit | undefined }>()
  const logNamed = (log: string): NonNullable<ReturnType<typeof found.get>> => {
    const known = found.get(log) ?? { days: new Map<number, Fits>(), misfit: undefined }
    found.set(log, known)
    return known
  }
  for (const { log, misfit, ends, through, ...fit } of streams) {
    const known = logNamed(log)
    known.misfit ??= misfit ?? undefined
    for (const [day, fits] of fitsByDay({ ...fit, days: new Map() }, ends, through)) addTo(known.days, day, fits)
  }
  for (const { log, day, ...fits } of days) addTo(logNamed(log).days, day, fits)
  return [...found.values()]
}

/** How the lines of a log fit, by day; and where the first stands that does not. */
export type LogFits = {
  readonly days: ReadonlyMap<number, Fits>
  readonly misfit: FoundMisfit | undefined
}

/** Which days are judged. */
export type JudgedDays = {
  /** Of which figures may still be published. */
  readonly isOpen: (day: number) => boolean
  /** No day after it has figures. */
  readonly newestDay: number
  /** Of a day that is not over more must be known before it is told. */
  readonly isOver: (day: number) => boolean
  /** The periods that hold a day, and of which figures may still be published. */
  readonly holding: (day: number) => readonly Holding[]
}

type Holding = Days & { readonly name: string }

/** @param isOpen whether figures of a period may still be published */
export function holdingOf(
  kinds: readonly PeriodKind[],
  isOpen: (kind: PeriodKind, period: PeriodIndex) => boolean = () => true,
): JudgedDays['holding'] {
  return (day) =>
    kinds
      .map((kind) => ({ kind, period: periodOf(kind, indexOf<'day'>(day)) }))
      .filter(({ kind, period }) => isOpen(kind, period))
      .map(({ kind, period }) => ({ ...daysOf(kind, period), name: periodText(kind, period) }))
}

/**
 * Whether figures of these days would be made of a part of their lines: too many do not fit, of a log or of all, on one of the days
 * or on all together. Who reads logs hour by hour and who reads them once find the same.
 */
export function findHalfLost(logs: readonly LogFits[], limit: number): (from: number, to: number) => boolean {
  const doubted = logs.filter(({ misfit }) => misfit !== undefined)
  if (doubted.length === 0) return () => false
  const judged: readonly (readonly [LogFits, readonly LogFits[]])[] = [
    ...doubted.map((log) => [log, [log]] as const),
    [allOf(logs), logs],
  ]
  return (from, to) =>
    judged.some(([{ days }, own]) => {
      for (let day = from; day <= to; day++) if (areTooManyOfDay(days.get(day) ?? NO_FITS, limit)) return true
      return areTooManyOfDay(own.map((log) => sumOf(log, from, to)).reduce(addFits, NO_FITS), limit)
    })
}

/**
 * All days together. A line without a date stands for each day that it may be of: on those on which no line fits it would count once more
 * for each day that the log was silent.
 */
function sumOf({ days }: LogFits, from: number, to: number): Fits {
  let sum = NO_FITS
  for (let day = from; day <= to; day++) {
    const fits = days.get(day) ?? NO_FITS
    if (fits.lines > fits.misfits) sum = addFits(sum, fits)
  }
  return sum
}

/**
 * What is wrong with the days of logs: too many lines do not fit, and what holds such a day is not published; or so few that the
 * day is, though they are more than the limit.
 */
export function judgeDays(logs: readonly LogFits[], limit: number, of: JudgedDays): readonly Problem[] {
  const lost = logs.flatMap((log) => tell('TOO_MANY_MALFORMED', log, lostDays(log, limit, of), limit))
  const doubted = logs.filter(({ misfit }) => misfit !== undefined)
  const others = doubted.length - 1
  const all = allOf(logs)
  const together = lost.length > 0 ? [] : tell('TOO_MANY_MALFORMED', all, lostDays(all, limit, of), limit)
  const isHalfLost = findHalfLost(logs, limit)
  const few = doubted.map((log) => ({
    log,
    days: fewDays(log, limit, of).filter(([day]) => !isHalfLost(day, day)),
  }))
  const periods = lostBySum(few, isHalfLost, of)
  const isLost = ([day]: DayFit): boolean => periods.some(({ from, to }) => from <= day && day <= to)
  const daysOfAll = (isTold: (day: DayFit) => boolean): readonly FewOf[] =>
    few.map(({ log, days }) => ({ log, days: days.filter(isTold) }))
  return [
    ...lost,
    ...together.map((problem) => ({ ...problem, ...(others > 0 && { others }) })),
    ...tellFew('TOO_MANY_MALFORMED', daysOfAll(isLost), limit).map((problem) => ({
      ...problem,
      periods: periods.map(({ name }) => name),
    })),
    ...tellFew(
      'FEW_MALFORMED',
      daysOfAll((day) => !isLost(day)),
      limit,
    ),
  ]
}

type FewOf = { readonly log: LogFits; readonly days: readonly DayFit[] }

/** The periods that are lost by the sum of their days, of which none is: what holds a lost day is told by that. */
function lostBySum(few: readonly FewOf[], isHalfLost: IsHalfLost, { isOver, holding }: JudgedDays): readonly Holding[] {
  const held = few.flatMap(({ days }) => days.flatMap(([day]) => holding(day)))
  return [...new Map(held.map((period) => [period.name, period])).values()].filter(
    ({ from, to }) => isOver(to) && isHalfLost(from, to) && !hasLostDay(from, to, isHalfLost),
  )
}

type IsHalfLost = ReturnType<typeof findHalfLost>

function hasLostDay(from: number, to: number, isHalfLost: IsHalfLost): boolean {
  for (let day = from; day <= to; day++) if (isHalfLost(day, day)) return true
  return false
}

/** All logs with such days as one problem, by the first of them. A day that is kept open is none. */
function tellFew(code: Told['code'], few: readonly FewOf[], limit: number): readonly Told[] {
  const some = few.filter(({ days }) => days.length > 0)
  const [first] = some
  if (first === undefined) return []
  const days = some.flatMap((one) => one.days)
  return tell(code, first.log, days, limit).map((problem) => ({
    ...problem,
    ...(some.length > 1 && { others: some.length - 1 }),
  }))
}

/** Small logs are judged together too: of each by itself too little is known. */
function allOf(logs: readonly LogFits[]): LogFits {
  const days = new Map<number, Fits>()
  for (const log of logs) for (const [day, fits] of log.days) addTo(days, day, fits)
  return { days, misfit: logs.find(({ misfit }) => misfit !== undefined)?.misfit }
}

type DayFit = readonly [day: number, fits: Fits]

function lostDays({ days }: LogFits, limit: number, { isOpen, newestDay, isOver }: JudgedDays): readonly DayFit[] {
  return [...days].filter(
    ([day, fits]) =>
      day <= newestDay && isOpen(day) && (isOver(day) ? areTooManyOfDay(fits, limit) : areTooMany(fits, limit)),
  )
}

function fewDays({ days }: LogFits, limit: number, { isOpen, newestDay, isOver }: JudgedDays): readonly DayFit[] {
  return [...days].filter(([day, fits]) => day <= newestDay && isOpen(day) && isOver(day) && areMoreThan(limit, fits))
}

type Told = Extract<Problem, { readonly code: 'TOO_MANY_MALFORMED' | 'FEW_MALFORMED' }>

function tell(code: Told['code'], { misfit }: LogFits, judged: readonly DayFit[], limit: number): readonly Told[] {
  const days = [...new Set(judged.map(([day]) => day))].sort((a, b) => a - b)
  const [first, last] = [days[0], days.at(-1)]
  if (misfit === undefined || first === undefined || last === undefined) return []
  const share = shareOf(judged.reduce((sum, [, fits]) => addFits(sum, fits), NO_FITS))
  const textOf = (day: number): string => dayText(indexOf<'day'>(day))
  return [{ code, ...misfit, share, limit, days: { first: textOf(first), last: textOf(last), count: days.length } }]
}

// A few bad lines in a large file are its business; these many are ours.
const LEAST_MISFITS = 100
export const LEAST_LINES = 10
// Of fewer nothing that is published depends: the threshold hides as many uses.
export const LEAST_OF_DAY = 10
const MOST = 0.5

/**
 * True for more misfits than `limit` and at least 100, and where nearly all are some: more than half of at least 10 lines,
 * or more than a limit that is higher. A limit of 1 turns both off.
 */
export function areTooMany(fits: Fits, limit: number, least = LEAST_MISFITS): boolean {
  if (!areMoreThan(limit, fits)) return false
  return fits.misfits >= least || (shareOf(fits) > Math.max(limit, MOST) && fits.lines >= LEAST_LINES)
}

/** The same of the lines that a log has of a day or a period that is over: there 10 misfits are enough. */
export function areTooManyOfDay(fits: Fits, limit: number): boolean {
  return areTooMany(fits, limit, LEAST_OF_DAY)
}

/** More than `limit`, however few. */
function areMoreThan(limit: number, fits: Fits): boolean {
  return limit < 1 && fits.misfits > 0 && shareOf(fits) > limit
}

export function shareOf({ lines, misfits }: Fits): number {
  return misfits / lines
}
