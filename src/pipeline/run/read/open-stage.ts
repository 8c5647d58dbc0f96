import type { DayIndex } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import { FATE, FATES } from '../../../domain/fate.ts'
import type { Hit } from '../../../domain/hit.ts'
import type { CellRow, FateRow } from '../../../state/index.ts'
import { cellsOf, createTally, type TallyCell } from '../../../tally/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { seriesOf } from '../series-of.ts'

/** What was counted of a file and is not kept yet: it is thrown away if the file turns out to be another than it seemed. */
export type Stage = {
  readonly note: (hit: Hit) => void
  readonly noteTooLong: (lines: number) => void
  readonly cells: () => readonly CellRow[]
  readonly fates: () => readonly FateRow[]
  /** Days with a line of any fate. */
  readonly days: () => readonly DayIndex[]
}

// Own constants: an imported one is loaded anew at each use.
const { 'out-of-period': OUT_OF_PERIOD } = FATE
const UNDATED = indexOf<'day'>(-1)

/** @param isFrozen whether a period that holds this day was published, or left out for good */
export function openStage(plan: CountPlan, isFrozen: (day: DayIndex) => boolean): Stage {
  const features = plan.configuration.features.map(({ id }) => id)
  const newTally = (): ReturnType<typeof createTally> =>
    createTally(plan.specs, { features: features.length, categories: plan.categories })
  const tally = newTally()
  const lateTallies = new Map<DayIndex, ReturnType<typeof createTally>>()
  const lines = new Map<DayIndex, Float64Array>()
  const lateLines = new Map<string, FateRow>()
  // Lines come a day at a time.
  let [today, isLate] = [indexOf<'day'>(-2), false]
  let fates: Float64Array = new Float64Array(FATES.length)

  function turnTo(day: DayIndex): void {
    today = day
    isLate = day >= 0 && isFrozen(day)
    fates = lines.get(day) ?? new Float64Array(FATES.length)
    lines.set(day, fates)
  }

  function noteLate(hit: Hit): void {
    const late = lateTallies.get(hit.day) ?? newTally()
    lateTallies.set(hit.day, late)
    late.add(hit)
    const fate = FATES[hit.fate] ?? 'malformed'
    const feature = features[hit.feature] ?? ''
    const key = `${hit.day} ${fate} ${feature}`
    const before = lateLines.get(key)?.lines ?? 0
    lateLines.set(key, { late: 1, day: hit.day, fate, feature, lines: before + 1 })
  }

  function rowsOf(table: ReturnType<typeof tally.tables>[number]): readonly TallyCell[] {
    return cellsOf(table, features)
  }

  return {
    note: (hit) => {
      if (hit.day !== today) turnTo(hit.day)
      // Decided last: what the line is else is known.
      if (isLate && hit.fate !== OUT_OF_PERIOD) return noteLate(hit)
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
      ...[...lateTallies].flatMap(([day, late]) =>
        late.tables().flatMap((table) => rowsOf(table).map((cell) => cellRow(table.spec, { ...cell, period: day }, 1))),
      ),
    ],
    fates: () => [
      ...[...lines].flatMap(([day, byFate]) =>
        FATES.flatMap((fate, i): FateRow[] => {
          const count = byFate[i] ?? 0
          return count === 0 ? [] : [{ late: 0, day, fate, feature: '', lines: count }]
        }),
      ),
      ...lateLines.values(),
    ],
    days: () => [...new Set([...lines.keys(), ...lateTallies.keys()])].filter((day) => day >= 0),
  }
}

function cellRow(spec: Parameters<typeof seriesOf>[0], cell: TallyCell, late: 0 | 1): CellRow {
  const { period, feature, categories, measure, count } = cell
  return { late, series: seriesOf(spec), period, feature, cell: categories.join(' '), measure, count }
}
