import { firstDayOf, lastDayOf, periodOf, type DayIndex, type PeriodIndex } from '../domain/calendar.ts'
import { indexOf, PERIOD_KINDS, type PeriodKind } from '../domain/dictionary.ts'
import { QUANTILES } from '../domain/measure.ts'
import { seriesOf } from '../domain/series-of.ts'
import type { Counted, EditionBefore, NoiseSource, ProtectedRow, ProtectedTable, TableBefore } from '../domain/table.ts'
import { openPeriods } from './disclosure/edition-before.ts'
import { gridPeriods } from './grid-periods.ts'
import { orderQuantiles } from './order-quantiles.ts'
import { protectTables } from './protect-tables.ts'

type Periods = ReadonlyMap<PeriodKind, readonly PeriodIndex[]>
type NamedPeriod = { readonly kind: PeriodKind; readonly period: PeriodIndex }
type Days = ReadonlySet<DayIndex>

/** What is counted now, and of which periods lines may be missing. */
type CountedAfter = Counted & Required<Pick<Counted, 'partial' | 'cut' | 'before'>>

/** An edition that takes the place of another. */
type ProtectedAfter = {
  readonly tables: readonly ProtectedTable[]
  /** All days that editions have told of, and this one does not. */
  readonly gone: Days
  /**
   * Periods that were gone, and are whole again: nobody knows any more what was hidden of them. And those that come before others of
   * their month that were told without them.
   */
  readonly returned: readonly NamedPeriod[]
  /** Figures that were shown and are others: their differences are figures too. */
  readonly moved: readonly Moved[]
}

/**
 * Protects what takes the place of an edition that somebody may have kept, by what both tell. It may be published if nothing
 * has returned, and nothing moved.
 *
 * @param begin the periods that begin before the first whole day: more of them may be missing each time
 */
export function protectAfter(counted: CountedAfter, begin: Periods, noise: NoiseSource): ProtectedAfter {
  const { before } = counted
  const { lost, ...beside } = besideBefore(counted)
  const cut = both(counted.cut, lost)
  const tables = protectTables({ ...counted, cut }, noise)
  const moved = movedFigures(before, tables).filter((one) => !isIn(cut, one))
  const shrunk = groupOf(moved.filter((one) => one.isLess && isIn(begin, one)))
  // What is open grows from edition to edition.
  const told = moved.filter((one) => !isIn(shrunk, one) && (one.isLess || !one.isOpen))
  if (shrunk.size === 0) return { ...beside, tables, moved: told }
  return {
    ...beside,
    gone: new Set([...beside.gone, ...daysOf(shrunk)]),
    tables: protectTables({ ...counted, cut: both(cut, shrunk) }, noise),
    moved: told,
  }
}

/** `lost`: told as a whole once, and now in part. The difference would be what is missing. */
type Beside = Pick<ProtectedAfter, 'gone' | 'returned'> & { readonly lost: Periods }

function besideBefore(counted: CountedAfter): Beside {
  const { before, grid, partial } = counted
  const { tables, gone } = before
  const told = daysOf(groupOf(tables.flatMap(wholePeriods)))
  const periods = kindsOf(counted.tables).flatMap((kind) =>
    gridPeriods(kind, grid).map(({ period }) => {
      const days = [...daysOf(groupOf([{ kind, period }]))]
      return {
        ...{ kind, period, isWhole: !isIn(partial, { kind, period }) },
        ...{ wasTold: days.every((day) => told.has(day)), wasGone: days.some((day) => gone.has(day)) },
      }
    }),
  )
  const now = daysOf(groupOf(periods.filter(({ isWhole }) => isWhole)))
  return {
    lost: groupOf(periods.filter(({ isWhole, wasTold, wasGone }) => !isWhole && (wasTold || wasGone))),
    returned: [
      ...periods.filter(({ isWhole, wasTold, wasGone }) => isWhole && wasGone && !wasTold),
      ...earlierPeriods(counted),
    ],
    gone: new Set([...gone, ...told].filter((day) => !now.has(day))),
  }
}

/** Which days are hidden for the sake of a month follows from the first of them that is. */
function earlierPeriods({ before, grid, tables }: CountedAfter): readonly NamedPeriod[] {
  const [kind, ...longer] = kindsOf(tables)
  if (kind === undefined) return []
  const told = before.tables.flatMap(({ spec, rows }) => (spec.period === kind ? rows.map(({ period }) => period) : []))
  return longer.flatMap((above) => {
    const aboveOf = (period: PeriodIndex): PeriodIndex => periodOf(above, firstDayOf(kind, period))
    const begins = new Map<PeriodIndex, PeriodIndex>()
    for (const period of new Set(told)) {
      const first = begins.get(aboveOf(period))
      if (first === undefined || period < first) begins.set(aboveOf(period), period)
    }
    return gridPeriods(kind, grid).flatMap(({ period }) =>
      period < (begins.get(aboveOf(period)) ?? -Infinity) ? { kind, period } : [],
    )
  })
}

function kindsOf(tables: Counted['tables']): readonly PeriodKind[] {
  return PERIOD_KINDS.filter((kind) => tables.some(({ spec }) => spec.period === kind))
}

function wholePeriods({ spec: { period: kind }, rows, partial }: TableBefore): readonly NamedPeriod[] {
  const periods = [...new Set(rows.map(({ period }) => period))]
  return periods.flatMap((period) => (partial.has(period) ? [] : [{ kind, period }]))
}

/** A figure that was shown, and is another now or hidden. */
type Moved = NamedPeriod & {
  readonly feature: string
  /** When it was shown more of its lines were to come. */
  readonly isOpen: boolean
  readonly isLess: boolean
}

function movedFigures({ tables }: EditionBefore, now: readonly ProtectedTable[]): readonly Moved[] {
  return tables.flatMap((table) => {
    const own = now.find(({ spec }) => seriesOf(spec) === seriesOf(table.spec))
    // What hides nothing, hides no difference.
    return own === undefined || own.spec.protection.level === 'exact' ? [] : movedOf(table, own)
  })
}

function movedOf(before: TableBefore, { spec, rows }: ProtectedTable): readonly Moved[] {
  const { partial, spec: earlier } = before
  const { period: kind, measures } = earlier
  const open = openPeriods(before)
  const rowOf = new Map(rows.map((row) => [keyOf(row), row]))
  return orderQuantiles(earlier, before.rows).flatMap((row): readonly Moved[] => {
    const { period, feature, counts } = row
    const own = rowOf.get(keyOf(row))
    if (own === undefined) return []
    return measures.flatMap((measure, m) => {
      const [count, figure] = [counts[m], own.counts[spec.measures.indexOf(measure)]]
      // Versions until 0.1.0 showed quantiles of periods that were not whole: they need not have grown, and none is shown of them now.
      if (count === undefined || figure === count || (QUANTILES.has(measure) && partial.has(period))) return []
      return [{ kind, period, feature, isOpen: open.has(period), isLess: figure === undefined || figure < count }]
    })
  })
}

function keyOf({ period, feature, categories }: ProtectedRow): string {
  return [period, feature, ...categories].join(' ')
}

function daysOf(periods: Periods): Days {
  return new Set(
    [...periods].flatMap(([kind, list]) =>
      list.flatMap((period) => {
        const [first, last] = [firstDayOf(kind, period), lastDayOf(kind, period)]
        return Array.from({ length: last - first + 1 }, (_, n) => indexOf<'day'>(first + n))
      }),
    ),
  )
}

function groupOf(periods: readonly NamedPeriod[]): Periods {
  const kinds = new Set(periods.map(({ kind }) => kind))
  const ofKind = (kind: PeriodKind) => periods.flatMap((one) => (one.kind === kind ? one.period : []))
  return new Map([...kinds].map((kind) => [kind, [...new Set(ofKind(kind))]]))
}

function both(one: Periods, other: Periods): Periods {
  return new Map([...one, ...other].map(([kind]) => [kind, [...(one.get(kind) ?? []), ...(other.get(kind) ?? [])]]))
}

function isIn(periods: Periods, { kind, period }: NamedPeriod): boolean {
  return periods.get(kind)?.includes(period) === true
}
