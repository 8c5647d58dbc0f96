import { type DayIndex, periodOf } from '../../domain/calendar.ts'
import { seriesOf } from '../../domain/series-of.ts'
import type { TableSpec } from '../../domain/table.ts'
import type { State } from '../../state/index.ts'
import { distinctDays } from '../../timeline/index.ts'
import { keepFact, readFact } from './fact-codecs.ts'
import { readSettings } from './kept-settings.ts'

/**
 * Notes, before a change of the configuration is kept, of which days lines came late while a table or a measure was away that has figures
 * of them and is back now: they were counted without it, so a revision would change the others alone, or nothing.
 */
export function noteLateWithout(state: State, specs: readonly TableSpec[]): void {
  const back = new Map(specs.map((spec) => [spec, measuresBack(state, spec)]))
  if ([...back.values()].every((measures) => measures.length === 0)) return
  const late = state.counts.allFates().filter(({ placed, day }) => placed !== 'period' && day >= 0)
  noteDays(state, distinctDays(late), back)
}

/** Those of the days of which something is published that is back. */
export function noteDays(
  state: State,
  late: readonly DayIndex[],
  back: ReadonlyMap<TableSpec, TableSpec['measures']>,
): void {
  const isTold = (day: DayIndex): boolean =>
    [...back].some(([spec, measures]) =>
      state.editions
        .publishedOf(seriesOf(spec), periodOf(spec.period, day))
        .some(({ measure }) => measures.some((own) => own === measure)),
    )
  const days = new Set([...daysWithout(state), ...late.filter(isTold)])
  if (days.size > 0) keepFact(state, 'late-without', [...days])
}

/** The days of which late lines were counted without a figure that is published of them, and that may be revised. */
export function daysWithout(state: Pick<State, 'facts'>): ReadonlySet<number> {
  return new Set(readFact(state, 'late-without'))
}

/** Forgets them up to a day, as all else that tells of which days lines came late. */
export function forgetWithout(state: Pick<State, 'facts'>, through: DayIndex): void {
  const known = readFact(state, 'late-without')
  if (known !== undefined)
    keepFact(
      state,
      'late-without',
      known.filter((day) => day > through),
    )
}

function measuresBack(state: State, spec: TableSpec): TableSpec['measures'] {
  const known = readSettings(state)?.tables.find((table) => seriesOf(table) === seriesOf(spec))
  if (known === undefined) return []
  return spec.measures.filter((measure) => known.ended !== undefined || !known.measures.includes(measure))
}
