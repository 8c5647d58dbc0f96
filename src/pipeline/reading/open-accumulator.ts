import { cellOf, type CellSum } from '../../domain/cell.ts'
import type { DayIndex, PeriodIndex } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import { FATE, FATES, type Fate } from '../../domain/fate.ts'
import { hourOf, type Hit } from '../../domain/hit.ts'
import type { CountedTable } from '../../domain/table.ts'
import type { Placement } from '../../domain/placement.ts'
import type { CellRow, DayCell, FateRow } from '../../state/index.ts'
import { cellsOf, createTally, sumTables, type Tally } from '../../tally/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { seriesOf } from '../../domain/series-of.ts'

/** What lines come to, of one file or of many. */
export type Accumulator = Sums & {
  readonly note: (hit: Hit) => void
  /** Lines that never reached the gate. */
  readonly noteTooLong: (lines: number) => void
  /** Takes over what another accumulator noted, by the same plan and the same placement. */
  readonly take: (noted: Noted) => void
  readonly noted: () => Noted
}

/** The sums, as they are kept and told. */
export type Sums = {
  readonly cells: () => readonly CellRow[]
  readonly fates: () => readonly FateRow[]
  /** Of lines that stand in no period. */
  readonly cellsByDay: () => readonly DayCell[]
  /** Days with a line of any fate. */
  readonly days: () => readonly DayIndex[]
  /** Of the oldest and the newest line, in hours since the first day of the calendar; −1: none is dated. */
  readonly oldestHour: () => number
  readonly newestHour: () => number
}

/** All that was noted, as it goes from one thread to another. Lines of day −1 are not dated. */
export type Noted = {
  /** Of lines that stand in their periods. */
  readonly tables: readonly CountedTable[]
  readonly fates: ReadonlyMap<DayIndex, Float64Array>
  /** Of days whose lines stand in none. */
  readonly apart: ReadonlyMap<DayIndex, NotedApart>
  readonly oldestHour: number
  readonly newestHour: number
}

// Own constants: an imported one is loaded anew at each use.
const { 'out-of-period': OUT_OF_PERIOD } = FATE
const UNDATED = indexOf<'day'>(-1)

/** Lines of a day that stand in no period: by fate, then by feature, those of none first. */
type NotedApart = {
  readonly placed: DayCell['placed']
  readonly tables: readonly CountedTable[]
  readonly lines: Float64Array
}
type DayApart = Omit<NotedApart, 'tables'> & { readonly sums: TallySums }

const IN_PERIOD = (): Placement => 'period'

/** @param placementOf where the lines of a day are placed; those outside of `since` and `until` have no place to be late for */
export function openAccumulator(
  { specs, categories, configuration }: Pick<CountPlan, 'specs' | 'categories' | 'configuration'>,
  placementOf: (day: DayIndex) => Placement = IN_PERIOD,
): Accumulator {
  const features = configuration.features.map(({ id }) => id)
  const newSums = (): TallySums => openSums(createTally(specs, { features: features.length, categories }))
  const sums = newSums()
  const fates = new Map<DayIndex, Float64Array>()
  const apart = new Map<DayIndex, DayApart>()
  // Lines come a day at a time: the sums of the last day are at hand without a look into the maps.
  let today = indexOf<'day'>(-2)
  let fatesToday: Float64Array = new Float64Array(FATES.length)
  let apartToday: DayApart | undefined
  let oldestHour = Infinity
  let newestHour = -1

  function turnTo(day: DayIndex): void {
    today = day
    fatesToday = fatesOf(day)
    apartToday = day < 0 ? undefined : apartOn(day)
  }

  function fatesOf(day: DayIndex): Float64Array {
    const known = fates.get(day)
    if (known !== undefined) return known
    const none = new Float64Array(FATES.length)
    fates.set(day, none)
    return none
  }

  function apartOn(day: DayIndex): DayApart | undefined {
    const known = apart.get(day)
    if (known !== undefined) return known
    const placed = placementOf(day)
    return placed === 'period' ? undefined : beginApart(day, placed)
  }

  function beginApart(day: DayIndex, placed: DayCell['placed']): DayApart {
    const none = { placed, sums: newSums(), lines: new Float64Array(FATES.length * (features.length + 1)) }
    apart.set(day, none)
    return none
  }

  function noteApart({ sums: ofDay, lines }: DayApart, hit: Hit): void {
    ofDay.add(hit)
    const place = hit.fate * (features.length + 1) + Math.max(0, hit.feature + 1)
    lines[place] = (lines[place] ?? 0) + hit.lines
  }

  const cellsByDay = (): readonly DayCell[] =>
    [...apart].flatMap(([day, { placed, sums: ofDay }]) =>
      sumsOf(ofDay.tables(), features, (sum) => ({ ...sum, placed, day })),
    )

  return {
    note: (hit) => {
      if (hit.day !== today) turnTo(hit.day)
      const hour = hourOf(hit)
      if (hour > newestHour) newestHour = hour
      if (hour < oldestHour && hour >= 0) oldestHour = hour
      // Decided last: what the line is else is known.
      if (apartToday !== undefined && hit.fate !== OUT_OF_PERIOD) return noteApart(apartToday, hit)
      fatesToday[hit.fate] = (fatesToday[hit.fate] ?? 0) + hit.lines
      sums.add(hit)
    },
    noteTooLong: (lines) => {
      if (lines > 0) addTo(fatesOf(UNDATED), FATE['too-long'], lines)
    },
    take: (noted) => {
      sums.take(noted.tables)
      for (const [day, counts] of noted.fates) addAll(fatesOf(day), counts)
      for (const [day, { placed, tables, lines }] of noted.apart) {
        const own = apart.get(day) ?? beginApart(day, placed)
        own.sums.take(tables)
        addAll(own.lines, lines)
      }
      if (noted.oldestHour >= 0) oldestHour = Math.min(oldestHour, noted.oldestHour)
      newestHour = Math.max(newestHour, noted.newestHour)
    },
    noted: () => ({
      ...{ tables: sums.tables(), fates, oldestHour: newestHour < 0 ? -1 : oldestHour, newestHour },
      apart: new Map([...apart].map(([day, { sums: ofDay, ...rest }]) => [day, { ...rest, tables: ofDay.tables() }])),
    }),
    cells: () => [
      ...sumsOf(sums.tables(), features, (sum, period): CellRow => ({ ...sum, placed: 'period', period })),
      ...cellsByDay(),
    ],
    cellsByDay,
    fates: () => [
      ...[...fates].flatMap(([day, counts]) =>
        linesOf(counts, 1, (lines, fate) => ({ placed: 'period', day, fate, feature: '', lines })),
      ),
      ...[...apart].flatMap(([day, { placed, lines: counts }]) =>
        linesOf(counts, features.length + 1, (lines, fate, column) => ({
          ...{ placed, day, fate, lines },
          feature: features[column - 1] ?? '',
        })),
      ),
    ],
    days: () => [...fates.keys()].filter((day) => day >= 0),
    oldestHour: () => (newestHour < 0 ? -1 : oldestHour),
    newestHour: () => newestHour,
  }
}

/** A tally, and what was taken over from others. */
type TallySums = Tally & { readonly take: (tables: readonly CountedTable[]) => void }

function openSums({ add, tables }: Tally): TallySums {
  let taken: readonly CountedTable[] | undefined
  return {
    add,
    take: (others) => {
      taken = taken === undefined ? others : sumTables(taken, others)
    },
    tables: () => (taken === undefined ? tables() : sumTables(tables(), taken)),
  }
}

function addAll(counts: Float64Array, more: Float64Array): void {
  for (const [place, lines] of more.entries()) addTo(counts, place, lines)
}

function addTo(counts: Float64Array, place: number, lines: number): void {
  counts[place] = (counts[place] ?? 0) + lines
}

function sumsOf<Row>(
  tables: readonly CountedTable[],
  features: readonly string[],
  rowOf: (sum: CellSum, period: PeriodIndex) => Row,
): readonly Row[] {
  return tables.flatMap((table) => {
    const series = seriesOf(table.spec)
    return cellsOf(table, features).map(({ period, feature, categories, measure, count }) =>
      rowOf({ series, feature, cell: cellOf(categories), measure, count }, period),
    )
  })
}

/** @param columns counts of each fate, one after the other */
function linesOf(
  counts: Float64Array,
  columns: number,
  rowOf: (lines: number, fate: Fate, column: number) => FateRow,
): readonly FateRow[] {
  return FATES.flatMap((fate, f) =>
    Array.from({ length: columns }, (_, column) => column).flatMap((column) => {
      const lines = counts[f * columns + column] ?? 0
      return lines === 0 ? [] : [rowOf(lines, fate, column)]
    }),
  )
}
