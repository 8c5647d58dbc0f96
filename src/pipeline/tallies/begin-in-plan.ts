import { type DayIndex, dayAfter, dayText, firstDayOf, lastDayOf, periodOf } from '../../domain/calendar.ts'
import { indexOf, type Measure, PERIOD_KINDS, type PeriodKind } from '../../domain/dictionary.ts'
import type { Feature } from '../../domain/feature.ts'
import type { Problem } from '../../domain/problem.ts'
import { kindOf, seriesOf } from '../../domain/series-of.ts'
import type { TableSpec } from '../../domain/table.ts'
import type { TallyFile } from '../../tally/index.ts'
import { firstWholeOf } from '../../timeline/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { BEGUN } from './begun.ts'
import { bookOfTally } from './book-of-tally.ts'

/** What is published of a sum, and what is left out of it. */
type Begun = { readonly plan: CountPlan; readonly later: readonly Problem[] }

/**
 * The plan of a sum without what the last of its machines counts later than all else, or counted in another way before: it would be
 * a sum of some machines, or of nothing. A feature begins there. A table or a measure is left out, since the others tell what it hid
 * on days on which it was not decided with them; where every table is later, the sum begins with the first.
 */
export function beginInPlan(plan: CountPlan, sum: TallyFile, output: string): Begun {
  const begun = new Map(sum.begun)
  const dayOf = (name: string): DayIndex => indexOf<'day'>(begun.get(name) ?? 0)
  const { configuration, specs } = plan
  const whole = indexOf<'day'>(firstWholeOf(bookOfTally(plan, sum).days(), configuration.since))
  const earliest = specs.map((spec) => beginOf(spec, dayOf)).reduce((a, b) => (b < a ? b : a))
  const isBegunLate = earliest > whole
  const since = firstApart(earliest, sum)
  const first = isBegunLate ? since : whole
  const isLater = (kind: PeriodKind, day: DayIndex): boolean =>
    day > first && firstWholeFrom(kind, day) > firstWholeFrom(kind, indexOf<'day'>(first))
  const judged = specs.map((spec) => judge(spec, dayOf, isLater))
  const features = configuration.features.map((feature) => beginFeature(feature, sum, dayOf))
  return {
    plan: {
      ...plan,
      ...(isBegunLate && { since }),
      specs: judged.flatMap(({ spec }) => spec ?? []),
      configuration: { ...configuration, features },
    },
    later: [...judged.flatMap(({ later }) => later ?? []), ...otherwise(output, dayOf(BEGUN.all), first)],
  }
}

/** Nothing is left out: with each list of robots all that was counted before would go. */
function otherwise(folder: string, day: DayIndex, first: DayIndex): readonly Problem[] {
  return day < first ? [] : [{ code: 'COUNTED_OTHERWISE', folder, since: dayText(day) }]
}

/** By its name in a tally. */
type DayOf = (name: string) => DayIndex

function beginOf(spec: TableSpec, dayOf: DayOf): DayIndex {
  const series = seriesOf(spec)
  const measures = spec.measures.map((measure) => dayOf(BEGUN.measure(series, measure)))
  return indexOf<'day'>(Math.max(dayOf(series), Math.min(...measures)))
}

function judge(
  spec: TableSpec,
  dayOf: DayOf,
  isLater: (kind: PeriodKind, day: DayIndex) => boolean,
): { readonly spec?: TableSpec; readonly later?: Problem } {
  const { name: table, period } = spec
  const begins = beginOf(spec, dayOf)
  const code = 'COUNTED_LATER'
  if (isLater(period, begins)) return { later: { code, table, since: dayText(begins) } }
  const dayOfMeasure = (measure: Measure): DayIndex => dayOf(BEGUN.measure(seriesOf(spec), measure))
  const left = spec.measures.filter((measure) => isLater(period, dayOfMeasure(measure)))
  if (left.length === 0) return { spec }
  const last = indexOf<'day'>(Math.max(...left.map(dayOfMeasure)))
  return {
    spec: { ...spec, measures: spec.measures.filter((measure) => !left.includes(measure)) },
    later: { code, table, measures: left, since: dayText(last) },
  }
}

/** The day on which it was defined anew was counted in both ways. */
function beginFeature(feature: Feature, sum: TallyFile, dayOf: DayOf): Feature {
  const defined = dayOf(BEGUN.definition(feature.id))
  const day = Math.max(dayOf(BEGUN.feature(feature.id)), defined === 0 ? 0 : defined + 1)
  return day <= (feature.from ?? 0) ? feature : { ...feature, from: firstApart(indexOf<'day'>(day), sum) }
}

/** Where the days of a period cannot be told apart it is left out with all that stands under it. */
function firstApart(day: DayIndex, { by, rows }: Pick<TallyFile, 'by' | 'rows'>): DayIndex {
  if (by === 'day') return day
  const kinds = new Set(rows.map(({ series }) => kindOf(series)))
  return PERIOD_KINDS.filter((kind) => kinds.has(kind)).reduce((first, kind) => firstWholeFrom(kind, first), day)
}

/** The first day of the first period that begins on a day or later. */
function firstWholeFrom(kind: PeriodKind, day: DayIndex): DayIndex {
  const period = periodOf(kind, day)
  return firstDayOf(kind, period) === day ? day : dayAfter(lastDayOf(kind, period))
}
