import { firstDayOf, lastDayOf, periodOf, type PeriodIndex } from '../domain/calendar.ts'
import { MEASURES, type Measure } from '../domain/dictionary.ts'
import { FATE, FATES, FATES_OF_FEATURES, USES_BY, type Fate } from '../domain/fate.ts'
import { linesCounted } from '../domain/measure.ts'
import {
  isNoisy,
  tierOf,
  type Counted,
  type DailyFates,
  type EditionBefore,
  type ProtectedQuality,
  type ProtectedTable,
  type ReadableTable,
} from '../domain/table.ts'
import { numberAt } from './disclosure/figures.ts'
import { gridPeriods } from './grid-periods.ts'
import { defaultMeasures } from './measures.ts'
import { seal } from './seal.ts'

/**
 * What became of the lines of each month that a feature takes.
 *
 * `counted` and `failed` are totals of the summary, and a lone hidden cell is such a total minus the rest: they are the
 * sums of the figures that the summary shows, which tell nothing new. A fate of which a measure counts some lines alone has no
 * total beside it, since a hidden cell is no more than that minus the rest. The other fates are lines that no summary table
 * counts, and no total of all lines is published, so no equation joins them to a hidden cell: a threshold is enough, but beside
 * what an edition before has said of the month. What a table with noise counts too has no exact total beside it.
 *
 * @param told measures of which a reader has figures, or may have had them: those of the tables, and those that are gone
 * @param fates so that an attack can publish more, and be seen to succeed
 */
export function protectQuality(
  counted: Counted,
  tables: readonly ProtectedTable[],
  k: number,
  told: readonly Measure[] = [],
  fates: readonly Fate[] = FATES_OF_FEATURES,
): ProtectedQuality {
  const sums = shownByFate(tables)
  const lines = linesByMonth(counted.daily)
  const mayStand = besideBefore(counted)
  const measures = [...told, ...tables.flatMap(({ spec }) => spec.measures)]
  const joined = [...fatesWithNoise(tables), ...measures.flatMap((measure) => linesCounted(measure)?.fate ?? [])]
  const rows = gridPeriods('month', counted.grid).flatMap(({ period: month }) =>
    fates.map((fate) => {
      const shown = sums.get(fate)
      if (shown !== undefined) return { month, fate, lines: shown.get(month) }
      const count = numberAt(lines.get(month), FATE[fate])
      const isShown = count >= k && !joined.includes(fate) && mayStand(month, fate, count)
      return { month, fate, lines: isShown ? count : undefined }
    }),
  )
  return seal<ProtectedQuality>({ rows })
}

/**
 * Whether a figure tells no other by its difference to one that somebody may have kept: none of a month that is cut, since another cut
 * tells a day, or of which days are gone; of an open one what has grown; else the same figure, or again none.
 */
function besideBefore({ cut, before }: Counted): (month: PeriodIndex, fate: Fate, count: number) => boolean {
  const cutMonths = new Set(cut?.get('month'))
  if (before === undefined) return (month) => !cutMonths.has(month)
  const gone = new Set([...before.gone].map((day) => periodOf('month', day)))
  const last = lastWholeDay(before)
  const told = new Map(before.quality.map(({ month, fate, lines }) => [`${month} ${fate}`, { lines }]))
  return (month, fate, count) => {
    if (cutMonths.has(month) || gone.has(month)) return false
    const stood = told.get(`${month} ${fate}`)
    if (stood === undefined) return true
    return lastDayOf('month', month) > last ? count >= (stood.lines ?? 0) : count === stood.lines
  }
}

function lastWholeDay({ tables }: EditionBefore): number {
  let last = -Infinity
  for (const { spec, rows, partial } of tables)
    for (const { period } of rows) if (!partial.has(period)) last = Math.max(last, lastDayOf(spec.period, period))
  return last
}

function fatesWithNoise(tables: readonly ProtectedTable[]): readonly Fate[] {
  return tables
    .map(({ spec }) => spec)
    .filter(isNoisy)
    .flatMap(({ dimensions }) => dimensions.flatMap((dimension) => USES_BY[dimension]))
}

/**
 * The fates whose lines are sums of what the summary shows, by month: of a measure that tables have by themselves, though an
 * operator may leave it out, and of any other where a table has it.
 */
export function shownByFate(
  tables: readonly Pick<ReadableTable, 'spec' | 'rows'>[],
): ReadonlyMap<Fate, ReadonlyMap<PeriodIndex, number>> {
  const has = (measure: Measure): boolean =>
    defaultMeasures([]).includes(measure) || tables.some(({ spec }) => spec.measures.includes(measure))
  return new Map(
    MEASURES.flatMap((measure) => {
      const lines = linesCounted(measure)
      return lines?.isAll === true && has(measure) ? [[lines.fate, shownByMonth(tables, measure)] as const] : []
    }),
  )
}

/**
 * Sums of the shown figures of the summary: of a month where it shows any, else of its days, since tables come and go, and an
 * open month is hidden. One that shows none is absent.
 */
function shownByMonth(
  tables: readonly Pick<ReadableTable, 'spec' | 'rows'>[],
  measure: Measure,
): ReadonlyMap<PeriodIndex, number> {
  const having = tables.filter(({ spec }) => tierOf(spec) === 'summary' && spec.measures.includes(measure))
  const sums = new Map<PeriodIndex, number>()
  const told = new Set<PeriodIndex>()
  for (const kind of ['month', 'day'] as const) {
    const table = having.find(({ spec }) => spec.period === kind)
    if (table !== undefined) addShown(table, measure, told, sums)
  }
  return sums
}

/** @param told months of which a longer table shows a figure; those of this one are added */
function addShown(
  { spec, rows }: Pick<ReadableTable, 'spec' | 'rows'>,
  measure: Measure,
  told: Set<PeriodIndex>,
  sums: Map<PeriodIndex, number>,
): void {
  const at = spec.measures.indexOf(measure)
  const own = new Set<PeriodIndex>()
  for (const { period, counts } of rows) {
    const month = periodOf('month', firstDayOf(spec.period, period))
    const count = counts[at]
    if (told.has(month) || count === undefined) continue
    own.add(month)
    sums.set(month, (sums.get(month) ?? 0) + count)
  }
  for (const month of own) told.add(month)
}

function linesByMonth(daily: DailyFates): ReadonlyMap<PeriodIndex, Float64Array> {
  const months = new Map<PeriodIndex, Float64Array>()
  for (const [day, fates] of daily) {
    const month = periodOf('month', day)
    const sums = months.get(month) ?? new Float64Array(FATES.length)
    fates.forEach((count, fate) => (sums[fate] = numberAt(sums, fate) + count))
    months.set(month, sums)
  }
  return months
}
