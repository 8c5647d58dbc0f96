import { firstDayOf, lastDayOf, periodOf, type PeriodIndex, periodsFrom } from '../../domain/calendar.ts'
import { PERIOD_KINDS, type Measure, type PeriodKind } from '../../domain/dictionary.ts'
import { QUANTILES } from '../../domain/measure.ts'
import type { ProtectedTable, Released, ReleasedFigures } from '../../domain/table.ts'
import { releasedFigures } from './released-figures.ts'

/** A period of which nothing was published, and then a row. */
export type NewPeriod = { readonly kind: PeriodKind; readonly period: PeriodIndex }

/**
 * The periods that must not appear at `threshold`: a figure of theirs is hidden, and
 *
 * 1. a longer period that holds it was published without it: less what is shown beneath it, or less itself in the next edition,
 *    it is the hidden one, and no edition takes it back;
 * 2. or it would be the first hidden one beneath a longer period, before days that were decided without it: none of them is
 *    hidden for its sake, though it may look so;
 *
 * and where one of them is older than all that a table has, the new periods before it: with rows there, its absence would be a gap, which is told
 * as silence.
 */
export function newHoles(before: Released['tables'], after: Released['tables']): readonly NewPeriod[] {
  const book = releasedFigures(before)
  const longer = longerThan(before)
  const found = new Map<string, NewPeriod>()
  for (const { spec, rows } of after) {
    if (spec.protection.level !== 'threshold') continue
    const { period: kind } = spec
    for (const { period, feature, counts } of rows) {
      const isTold = spec.measures.some(
        (measure, m) =>
          counts[m] === undefined &&
          !QUANTILES.has(measure) &&
          book(kind, period, feature, measure) === undefined &&
          (isShownAbove(book, longer(kind), { kind, period, feature, measure }) ||
            isFirstBefore(book, longer(kind), { kind, period, feature, measure })),
      )
      if (isTold) found.set(`${kind} ${period}`, { kind, period })
    }
  }
  const holes = [...found.values()]
  return [...holes, ...after.flatMap(({ spec: { period: kind }, rows }) => beginningBefore(holes, kind, rows, before))]
}

/** The new periods of a kind before the latest hole that is older than all that was published of it; a hole of another kind counts too. */
function beginningBefore(
  holes: readonly NewPeriod[],
  kind: PeriodKind,
  rows: ProtectedTable['rows'],
  before: Released['tables'],
): readonly NewPeriod[] {
  const periodsOf = ({ rows: own }: Pick<ProtectedTable, 'rows'>) => own.map(({ period }) => period)
  const published = before.flatMap((table) => (table.spec.period === kind ? periodsOf(table) : []))
  const begins = published.reduce((first, period) => Math.min(first, firstDayOf(kind, period)), Infinity)
  const last = holes
    .map((hole) => firstDayOf(hole.kind, hole.period))
    .reduce((latest, day) => (day < begins ? Math.max(latest, day) : latest), -Infinity)
  return [...new Set(periodsOf({ rows }))].flatMap((period) =>
    lastDayOf(kind, period) < last ? [{ kind, period }] : [],
  )
}

function longerThan(tables: Released['tables']): (kind: PeriodKind) => readonly PeriodKind[] {
  const kinds = new Set(
    tables.flatMap(({ spec: { period, protection } }) => (protection.level === 'threshold' ? period : [])),
  )
  return (kind) => PERIOD_KINDS.slice(PERIOD_KINDS.indexOf(kind) + 1).filter((longer) => kinds.has(longer))
}

type Figure = NewPeriod & { readonly feature: string; readonly measure: Measure }

// A week may touch two of the longer periods.
function isShownAbove(
  book: ReleasedFigures,
  longer: readonly PeriodKind[],
  { kind, period, feature, measure }: Figure,
): boolean {
  const ends = [firstDayOf(kind, period), lastDayOf(kind, period)]
  return longer.some((above) =>
    ends.some((day) => typeof book(above, periodOf(above, day), feature, measure) === 'number'),
  )
}

/** Whether nothing was hidden before it in a longer period, and something was published after it. */
function isFirstBefore(
  book: ReleasedFigures,
  longer: readonly PeriodKind[],
  { kind, period, feature, measure }: Figure,
): boolean {
  if (kind !== 'day') return false
  return longer.some((above) => {
    const around = periodOf(above, firstDayOf(kind, period))
    const published = periodsFrom(firstDayOf(above, around), lastDayOf(above, around)).map((day) => ({
      day,
      figure: book(kind, day, feature, measure),
    }))
    return (
      published.some(({ day, figure }) => day > period && figure !== undefined) &&
      !published.some(({ day, figure }) => day < period && figure === 'hidden')
    )
  })
}
