import { auditService } from '../../audit/index.ts'
import { NO_FIGURES, type DayFigures, type ObservedFeature } from '../../domain/observed-features.ts'
import { CALENDAR_DAYS, type DayIndex, firstDayOf, gapsOf, periodOf } from '../../domain/calendar.ts'
import { recordOf } from '../../domain/dictionary.ts'
import type { Histogram } from '../../domain/duration.ts'
import { FATES, type Fate } from '../../domain/fate.ts'
import { lifeOf, type Feature } from '../../domain/feature.ts'
import { lastCredibleDay } from '../../domain/last-credible-day.ts'
import { ProblemError } from '../../domain/problem.ts'
import type { Configuration } from '../../domain/service.ts'
import { stateFolderOf, type PeriodCell, type FateRow, type State } from '../../state/index.ts'
import { tableOf } from '../../tally/index.ts'
import { remarkAhead, today } from '../reading/days/days-believed.ts'
import { forgottenThrough, refuseAnyForgotten } from '../kept/forgotten.ts'
import { withOwnState } from '../kept/own-state.ts'
import { seriesOf } from '../../domain/series-of.ts'
import { NO_LINES, type AuditDone, type ComparedPeriods } from './audit-done.ts'
import { windowsOf } from './day-spans.ts'

/**
 * Judges features by what `run` keeps: the table by day and feature, late lines included. It knows no robots and no paths, and
 * errors as one sum, unless a table by day and status is kept beside. It begins after the days whose counts are deleted, which are
 * no zeros.
 *
 * @throws ProblemError STATE_MISSING, STATE_OF_ANOTHER; AUDIT_NO_DAYS where no such table was counted; COUNTS_FORGOTTEN where a period to compare
 * begins before those that are left
 */
export async function auditState(
  configuration: Configuration,
  options: { readonly state: string; readonly compare?: ComparedPeriods },
): Promise<AuditDone> {
  const folder = stateFolderOf(configuration, options.state)
  return withOwnState(configuration, folder, 'read', (state) =>
    auditKept(configuration, state, folder, options.compare),
  )
}

const DAYS = seriesOf({ period: 'day', dimensions: [] })
const STATUSES = seriesOf({ period: 'day', dimensions: ['status'] })

function auditKept(
  configuration: Configuration,
  state: State,
  path: string,
  compare: ComparedPeriods | undefined,
): AuditDone {
  const { counts } = state
  if (compare !== undefined) refuseAnyForgotten(state, path, 'compare', compare[0].from)
  const fates = counts.allFates()
  const first = forgottenThrough(state) + 1
  const lines = linesSince(first, fates)
  const lastDay = lastCredibleDay(lines, today())
  const days = [...lines.keys()].filter((day) => lastDay === undefined || day <= lastDay).sort((a, b) => a - b)
  const byDay = counts.cellsByDay(first, CALENDAR_DAYS)
  const cellsOf = (name: string): readonly Sum[] => [
    ...counts.cells(name, first, CALENDAR_DAYS),
    ...byDay.flatMap(({ day, ...sum }) => (sum.series === name ? { ...sum, period: periodOf('day', day) } : [])),
  ]
  const cells = cellsOf(DAYS)
  if (days.length === 0 || cells.length === 0) throw new ProblemError({ code: 'AUDIT_NO_DAYS', path })
  const sides = errorSides(cellsOf(STATUSES))
  const features = observedFeatures(configuration.features, cells, sides)
  return {
    ...NO_LINES,
    problems: remarkAhead(lines, lastDay),
    audited: auditService({ days, features }, configuration.audit, windowsOf(compare, days)),
    source: 'state',
    tells: {
      errorsApart: cells.every((cell) => cell.measure !== 'errors' || sides.has(placeOf(cell))),
      entries: cells.some(({ measure }) => measure === 'entries'),
      robots: false,
    },
    hidden: new Map(),
    gaps: gapsOf(days),
    quality: qualityOf(fates),
  }
}

/** Of a day, wherever it is placed. */
type Sum = Omit<PeriodCell, 'placed'>

function linesSince(first: number, fates: readonly FateRow[]): ReadonlyMap<DayIndex, number> {
  const byDay = new Map<DayIndex, number>()
  for (const { day, fate, lines } of fates)
    // A day before since: is none that was counted, however many lines it has.
    if (day >= first && fate !== 'out-of-period') byDay.set(day, (byDay.get(day) ?? 0) + lines)
  return byDay
}

/** Requests of a feature on a day that were answered with 4xx and with 5xx. */
type Sides = { readonly client: number; readonly server: number }

/** By day and feature; a request that was answered with an error is in the table of every status. */
function errorSides(cells: readonly Sum[]): ReadonlyMap<string, Sides> {
  const sides = new Map<string, Sides>()
  for (const row of cells) {
    const { client, server } = sides.get(placeOf(row)) ?? { client: 0, server: 0 }
    sides.set(placeOf(row), {
      client: client + (row.cell === '4xx' ? row.count : 0),
      server: server + (row.cell === '5xx' ? row.count : 0),
    })
  }
  return sides
}

function placeOf({ period, feature }: Pick<Sum, 'period' | 'feature'>): string {
  return `${period} ${feature}`
}

const MEASURES = ['requests', 'entries', 'errors', 'duration_p50'] as const

function observedFeatures(
  features: readonly Feature[],
  cells: readonly Sum[],
  sides: ReadonlyMap<string, Sides>,
): readonly ObservedFeature[] {
  const spec = {
    name: DAYS,
    period: 'day',
    dimensions: [],
    measures: MEASURES,
    protection: { level: 'exact' },
  } as const
  const table = tableOf(
    { spec, categories: [] },
    features.map(({ id }) => id),
    cells.map((row) => ({ ...row, categories: [] })),
  )
  return features.map((feature, index) => {
    const days = new Map<DayIndex, DayFigures>()
    const durations = new Map<DayIndex, Histogram>()
    for (const [period, slab] of table.slabs) {
      const [uses = 0, entries = 0, errors = 0] = slab.subarray(index * MEASURES.length)
      const told = sides.get(placeOf({ period, feature: feature.id }))
      days.set(firstDayOf('day', period), { ...NO_FIGURES, uses, entries, ...errorsBySide(errors, told) })
    }
    for (const [period, histograms] of table.durations ?? []) {
      const histogram = histograms.get(index)
      if (histogram !== undefined) durations.set(firstDayOf('day', period), histogram)
    }
    return { ...lifeOf(feature), days, durations }
  })
}

/** Where nobody knows the side of an error, it is held against the higher limit. */
function errorsBySide(errors: number, told: Sides | undefined): Partial<DayFigures> {
  if (told === undefined) return { clientErrors: errors }
  const { client, server } = told
  return { clientErrors: client, serverErrors: server, unanswered: Math.max(0, errors - client - server) }
}

function qualityOf(rows: readonly FateRow[]): AuditDone['quality'] {
  const linesOf = (fate: Fate): number =>
    rows.filter((row) => row.fate === fate).reduce((sum, { lines }) => sum + lines, 0)
  return {
    linesRead: rows.reduce((sum, { lines }) => sum + lines, 0),
    fates: recordOf(FATES, (_, fate) => linesOf(fate)),
  }
}
