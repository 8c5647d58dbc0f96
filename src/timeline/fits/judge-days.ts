import { dayText } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import type { Problem } from '../../domain/problem.ts'
import type { FoundMisfit } from '../../domain/problem/of-logs.ts'
import { addFits, addTo, NO_FITS, type Fits } from './day-fits.ts'
import { areMoreThan, areTooMany, areTooManyOfDay, shareOf } from './too-many.ts'

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
}

/**
 * Whether figures of these days would be made of a part of their lines: too many do not fit, of a log or of all, on one of the days
 * or on all together. Who reads logs hour by hour and who reads them once find the same.
 */
export function findHalfLost(logs: readonly LogFits[], limit: number): (from: number, to: number) => boolean {
  const doubted = logs.filter(({ misfit }) => misfit !== undefined)
  if (doubted.length === 0) return () => false
  const judged = [...doubted, allOf(logs)]
  return (from, to) =>
    judged.some(({ days }) => {
      let sum = NO_FITS
      for (let day = from; day <= to; day++) {
        const fits = days.get(day) ?? NO_FITS
        if (areTooManyOfDay(fits, limit)) return true
        sum = addFits(sum, fits)
      }
      return areTooManyOfDay(sum, limit)
    })
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
  return [
    ...lost,
    ...together.map((problem) => ({ ...problem, ...(others > 0 && { others }) })),
    ...fewOf(doubted, findHalfLost(logs, limit), limit, of),
  ]
}

/** All logs with such days as one problem, by the first of them. A day that is kept open is none. */
function fewOf(
  doubted: readonly LogFits[],
  isHalfLost: (from: number, to: number) => boolean,
  limit: number,
  of: JudgedDays,
): readonly Problem[] {
  const few = doubted.flatMap((log) => {
    const days = fewDays(log, limit, of).filter(([day]) => !isHalfLost(day, day))
    return days.length === 0 ? [] : [{ log, days }]
  })
  const [first] = few
  if (first === undefined) return []
  const told = tell(
    'FEW_MALFORMED',
    first.log,
    few.flatMap(({ days }) => days),
    limit,
  )
  return told.map((problem) => ({ ...problem, ...(few.length > 1 && { others: few.length - 1 }) }))
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
