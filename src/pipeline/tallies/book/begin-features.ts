import { firstDayOf, lastDayOf, periodOf, type DayIndex } from '../../../domain/calendar.ts'
import { indexOf, PERIOD_KINDS } from '../../../domain/dictionary.ts'
import type { Feature } from '../../../domain/feature.ts'
import type { TallyFile } from '../../../tally/index.ts'
import { begunName } from '../../run/sources/begin-with-last.ts'
import { kindOf } from '../../../domain/series-of.ts'

/** The features of a sum. Each begins with the last machine that counts it: before, its sum is one of some machines. */
export function beginFeatures(
  features: readonly Feature[],
  sum: Pick<TallyFile, 'begun' | 'by' | 'rows'>,
): readonly Feature[] {
  const begun = new Map(sum.begun)
  return features.map((feature) => {
    const day = begun.get(begunName(feature.id)) ?? 0
    return day <= (feature.from ?? 0) ? feature : { ...feature, from: firstApart(indexOf<'day'>(day), sum) }
  })
}

/** Where the days of a period cannot be told apart it is left out with all that stands under it. */
function firstApart(day: DayIndex, { by, rows }: Pick<TallyFile, 'by' | 'rows'>): DayIndex {
  if (by === 'day') return day
  const kinds = new Set(rows.map(({ series }) => kindOf(series)))
  return PERIOD_KINDS.filter((kind) => kinds.has(kind)).reduce<DayIndex>((first, kind) => {
    const period = periodOf(kind, first)
    return firstDayOf(kind, period) === first ? first : indexOf<'day'>(lastDayOf(kind, period) + 1)
  }, day)
}
