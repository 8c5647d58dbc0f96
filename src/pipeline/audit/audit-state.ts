import { auditService } from '../../audit/index.ts'
import { NO_FIGURES, type DayFigures, type ObservedFeature } from '../../domain/audit.ts'
import type { DayIndex } from '../../domain/calendar.ts'
import { indexOf, recordOf } from '../../domain/dictionary.ts'
import type { Histogram } from '../../domain/duration.ts'
import { FATES, type Fate } from '../../domain/fate.ts'
import type { Feature } from '../../domain/feature.ts'
import { ProblemError } from '../../domain/problem.ts'
import type { Configuration } from '../../domain/service.ts'
import { openState, stateFolderOf, type CellRow, type FateRow, type State } from '../../state/index.ts'
import { tableOf } from '../../tally/index.ts'
import { forgottenThrough, refuseAnyForgotten } from '../run/keep/forget-counts.ts'
import { NO_LINES, type AuditDone, type Compared } from './audit-done.ts'
import { gapsOf, spanOf, windowsOf } from './day-spans.ts'
import { isHome } from './literals-of.ts'

/**
 * Judges features by what `run` keeps: the table by day and feature, late lines included. It knows errors as one sum, no
 * robots and no paths. It begins after the days whose counts are deleted, which are no zeros.
 *
 * @throws ProblemError STATE_MISSING; AUDIT_NO_DAYS where no such table was counted; COUNTS_FORGOTTEN where a period to compare
 * begins before those that are left
 */
export async function auditState(
  configuration: Configuration,
  options: { readonly state: string; readonly compare?: Compared },
): Promise<AuditDone> {
  const folder = stateFolderOf(configuration, options.state)
  const state = await openState(folder, 'read')
  try {
    return auditKept(configuration, state, folder, options.compare)
  } finally {
    state.close()
  }
}

const LAST = Number.MAX_SAFE_INTEGER
const DAYS = 'day'

function auditKept(configuration: Configuration, state: State, path: string, compare: Compared | undefined): AuditDone {
  const { counts } = state
  if (compare !== undefined) refuseAnyForgotten(state, path, 'compare', compare[0].from)
  const fates = counts.allFates()
  const first = forgottenThrough(state) + 1
  const days = [...new Set(fates.map(({ day }) => day))].filter((day) => day >= first).sort((a, b) => a - b)
  const span = spanOf(days.map((day) => indexOf<'day'>(day)))
  const late = counts.lateCells(first, LAST).filter(({ series }) => series === DAYS)
  const cells = [...counts.cells(DAYS, first, LAST), ...late]
  if (span === undefined || cells.length === 0) throw new ProblemError({ code: 'AUDIT_NO_DAYS', path })
  const features = observedFeatures(configuration.features, cells)
  return {
    ...NO_LINES,
    audited: auditService({ span, features }, configuration.audit, windowsOf(compare)),
    source: 'state',
    tells: { errorsApart: false, entries: cells.some(({ measure }) => measure === 'entries'), robots: false },
    gaps: gapsOf(days.map((day) => indexOf<'day'>(day))),
    quality: qualityOf(fates),
  }
}

const MEASURES = ['requests', 'entries', 'errors', 'duration_p50'] as const

function observedFeatures(features: readonly Feature[], cells: readonly CellRow[]): readonly ObservedFeature[] {
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
      // Which side an error was on is not kept: it is held against the higher limit.
      days.set(indexOf<'day'>(period), { ...NO_FIGURES, uses, entries, clientErrors: errors })
    }
    for (const [period, histograms] of table.durations ?? []) {
      const histogram = histograms.get(index)
      if (histogram !== undefined) durations.set(indexOf<'day'>(period), histogram)
    }
    return { ...lifeOf(feature), days, durations }
  })
}

function lifeOf(feature: Feature): Pick<ObservedFeature, 'id' | 'isHome' | 'from' | 'until'> {
  const { id, from, until } = feature
  return { id, isHome: isHome(feature), ...(from !== undefined && { from }), ...(until !== undefined && { until }) }
}

function qualityOf(rows: readonly FateRow[]): AuditDone['quality'] {
  const linesOf = (fate: Fate): number =>
    rows.filter((row) => row.fate === fate).reduce((sum, { lines }) => sum + lines, 0)
  return {
    linesRead: rows.reduce((sum, { lines }) => sum + lines, 0),
    fates: recordOf(FATES, (position) => linesOf(FATES[position] ?? 'malformed')),
  }
}
