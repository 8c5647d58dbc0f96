import type { DayIndex } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import { FATE, FATES } from '../../domain/fate.ts'
import type { Configuration } from '../../domain/service.ts'
import type { DailyFates } from '../../domain/table.ts'
import type { TallyFile } from '../../tally/index.ts'
import { isGivenUp } from '../../timeline/index.ts'
import type { CountPlan } from '../plan-count.ts'
import type { DayBook } from '../reading/days/day-book.ts'
import { lastBelieved, linesByDay } from '../reading/days/days-believed.ts'
import { wallClock } from '../wall-clock.ts'

const FIRST_DAY = indexOf<'day'>(0)

/** Lines by day and fate, as a count over the same logs would have noted them; up to where all machines have read them. */
export function bookOfTally(plan: Pick<CountPlan, 'since' | 'configuration'>, tally: TallyFile): DayBook {
  const { since = FIRST_DAY } = plan
  const { lines, newestHour, sources, gaps } = tally
  const missingThrough = Math.max(tally.unreadThrough, tally.malformedThrough)
  const dated = lines.filter(({ day }) => day >= 0)
  const all = fatesByDay(dated)
  const daily = fatesByDay(dated.filter(({ day, fate }) => fate !== 'out-of-period' && day >= since))
  const { hour } = lookedThrough(plan.configuration, sources, newestDayIn(daily, tally))
  const lastHour = Math.min(newestHour, hour)
  return {
    grid: () => [...daily.keys()].sort((a, b) => a - b),
    daily: () => daily,
    days: () => [...all.keys()].sort((a, b) => a - b),
    linesByDay: () => linesByDay(all),
    lastHour: () => (newestHour < 0 ? -Infinity : lastHour),
    mayLack: (from, to) => gaps.some(([first, last]) => first <= to && last >= from),
    ...(missingThrough >= 0 && { missingThrough: indexOf<'day'>(missingThrough) }),
  }
}

function fatesByDay(dated: TallyFile['lines']): DailyFates {
  const daily = new Map<DayIndex, Float64Array>()
  for (const { day, fate, lines } of dated) {
    const key = indexOf<'day'>(day)
    const fates = daily.get(key) ?? new Float64Array(FATES.length)
    fates[FATE[fate]] = (fates[FATE[fate]] ?? 0) + lines
    daily.set(key, fates)
  }
  return daily
}

/** The day of the newest line, as far as it is believed. */
export function newestDayIn(daily: DailyFates, { newestHour }: Pick<TallyFile, 'newestHour'>): number {
  return lastBelieved(daily) ?? Math.floor(newestHour / 24)
}

/**
 * The hour up to which every machine has looked through its logs, and whether some were not waited for, since they were silent
 * for as long as `run` would wait for a source. One pass over logs says nothing of the kind.
 */
export function lookedThrough(
  { timezone, silenceHours }: Pick<Configuration, 'timezone' | 'silenceHours'>,
  sources: TallyFile['sources'],
  newestDay: number,
): { readonly hour: number; readonly isLeftBehind: boolean } {
  const machines = sources.flatMap(({ id, scanned }) =>
    scanned === null ? [] : [{ id, scannedHour: wallClock(scanned, timezone).hour }],
  )
  const awaited = machines.filter((machine) => !isGivenUp(machine, { newestDay, silenceHours }))
  return {
    hour: awaited.reduce((least, { scannedHour }) => Math.min(least, scannedHour), Infinity),
    isLeftBehind: awaited.length < machines.length,
  }
}
