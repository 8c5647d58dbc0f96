import type { DayIndex } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import { FATE, FATES } from '../../../domain/fate.ts'
import type { Hit } from '../../../domain/hit.ts'
import type { CellRow, FateRow, Lateness } from '../../../state/index.ts'
import { cellsOf, createTally, type TallyCell } from '../../../tally/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { seriesOf } from '../../series-of.ts'

/** What was counted of a file and is not kept yet: it is thrown away if the file turns out to be another than it seemed. */
export type Stage = {
  readonly note: (hit: Hit) => void
  readonly noteTooLong: (lines: number) => void
  readonly cells: () => readonly CellRow[]
  readonly fates: () => readonly FateRow[]
  /** Days with a line of any fate. */
  readonly days: () => readonly DayIndex[]
  /** Of the oldest and the newest line, in hours since the first day of the calendar; −1: none is dated. */
  readonly oldestHour: () => number
  readonly newestHour: () => number
}

// Own constants: an imported one is loaded anew at each use.
const { 'out-of-period': OUT_OF_PERIOD } = FATE
const UNDATED = indexOf<'day'>(-1)

/** Lines of a day that are kept apart: by fate, then by feature, those of none first. */
type LateDay = { readonly tally: ReturnType<typeof createTally>; readonly lines: Float64Array }

/** @param latenessOf whether the lines of this day are kept by day and feature: too late for a period, or for another machine */
export function openStage(plan: CountPlan, latenessOf: (day: DayIndex) => Lateness): Stage {
  const features = plan.configuration.features.map(({ id }) => id)
  const newTally = (): ReturnType<typeof createTally> =>
    createTally(plan.specs, { features: features.length, categories: plan.categories })
  const tally = newTally()
  const lines = new Map<DayIndex, Float64Array>()
  const lateDays = new Map<DayIndex, LateDay>()
  const newLateDay = (): LateDay => ({
    tally: newTally(),
    lines: new Float64Array(FATES.length * (features.length + 1)),
  })
  // Lines come a day at a time.
  let today = indexOf<'day'>(-2)
  let fates: Float64Array = new Float64Array(FATES.length)
  let late: LateDay | undefined
  let oldestHour = Infinity
  let newestHour = -1

  function turnTo(day: DayIndex): void {
    today = day
    fates = lines.get(day) ?? new Float64Array(FATES.length)
    lines.set(day, fates)
    late = day >= 0 && latenessOf(day) > 0 ? (lateDays.get(day) ?? newLateDay()) : undefined
    if (late !== undefined) lateDays.set(day, late)
  }

  function noteLate({ tally: ofDay, lines: ofFeatures }: LateDay, hit: Hit): void {
    ofDay.add(hit)
    const place = hit.fate * (features.length + 1) + Math.max(0, hit.feature + 1)
    ofFeatures[place] = (ofFeatures[place] ?? 0) + 1
  }

  function rowsOf(table: ReturnType<typeof tally.tables>[number]): readonly TallyCell[] {
    return cellsOf(table, features)
  }

  return {
    note: (hit) => {
      if (hit.day !== today) turnTo(hit.day)
      const hour = hit.day * 24 + hit.hour
      if (hour > newestHour) newestHour = hour
      if (hour < oldestHour && hour >= 0) oldestHour = hour
      // Decided last: what the line is else is known.
      if (late !== undefined && hit.fate !== OUT_OF_PERIOD) return noteLate(late, hit)
      fates[hit.fate] = (fates[hit.fate] ?? 0) + 1
      tally.add(hit)
    },
    noteTooLong: (count) => {
      if (count === 0) return
      if (today !== UNDATED) turnTo(UNDATED)
      fates[FATE['too-long']] = (fates[FATE['too-long']] ?? 0) + count
    },
    cells: () => [
      ...tally.tables().flatMap((table) => rowsOf(table).map((cell) => cellRow(table.spec, cell, 0))),
      ...[...lateDays].flatMap(([day, { tally: ofDay }]) =>
        ofDay
          .tables()
          .flatMap((table) =>
            rowsOf(table).map((cell) => cellRow(table.spec, { ...cell, period: day }, latenessOf(day))),
          ),
      ),
    ],
    fates: () => [
      ...[...lines].flatMap(([day, byFate]) =>
        FATES.flatMap((fate, i): FateRow[] => {
          const count = byFate[i] ?? 0
          return count === 0 ? [] : [{ late: 0, day, fate, feature: '', lines: count }]
        }),
      ),
      ...[...lateDays].flatMap(([day, { lines: ofFeatures }]) =>
        lateRows({ day, late: latenessOf(day) }, ofFeatures, features),
      ),
    ],
    days: () => [...lines.keys()].filter((day) => day >= 0),
    oldestHour: () => (newestHour < 0 ? -1 : oldestHour),
    newestHour: () => newestHour,
  }
}

function lateRows(
  { day, late }: Pick<FateRow, 'late'> & { readonly day: DayIndex },
  lines: Float64Array,
  features: readonly string[],
): readonly FateRow[] {
  const width = features.length + 1
  return FATES.flatMap((fate, f) =>
    ['', ...features].flatMap((feature, i): FateRow[] => {
      const count = lines[f * width + i] ?? 0
      return count === 0 ? [] : [{ late, day, fate, feature, lines: count }]
    }),
  )
}

function cellRow(spec: Parameters<typeof seriesOf>[0], cell: TallyCell, late: Lateness): CellRow {
  const { period, feature, categories, measure, count } = cell
  return { late, series: seriesOf(spec), period, feature, cell: categories.join(' '), measure, count }
}
