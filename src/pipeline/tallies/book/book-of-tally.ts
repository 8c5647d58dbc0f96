import { indexOf } from '../../../domain/dictionary.ts'
import { FATE, FATES } from '../../../domain/fate.ts'
import type { TallyFile } from '../../../tally/index.ts'
import type { Book } from '../../count/day-book.ts'
import type { CountPlan } from '../../plan-count.ts'

const FIRST_DAY = indexOf<'day'>(0)

/** Lines by day and fate, as a count over the same logs would have noted them. */
export function bookOfTally({ since = FIRST_DAY }: Pick<CountPlan, 'since'>, { lines, newestHour }: TallyFile): Book {
  const dated = lines.filter(({ day }) => day >= 0)
  const daily = new Map<ReturnType<typeof indexOf<'day'>>, Float64Array>()
  for (const { day, fate, lines: count } of dated) {
    if (fate === 'out-of-period' || day < since) continue
    const key = indexOf<'day'>(day)
    const fates = daily.get(key) ?? new Float64Array(FATES.length)
    fates[FATE[fate]] = (fates[FATE[fate]] ?? 0) + count
    daily.set(key, fates)
  }
  const firstDay = dated.reduce((first, { day }) => Math.min(first, day), Infinity)
  return {
    grid: () => [...daily.keys()].sort((a, b) => a - b),
    daily: () => daily,
    firstDay: () => (firstDay === Infinity ? undefined : indexOf<'day'>(firstDay)),
    lastHour: () => (newestHour < 0 ? -Infinity : newestHour),
  }
}
