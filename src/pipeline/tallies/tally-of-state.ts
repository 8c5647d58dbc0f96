import { readSettings } from '../run/settings/kept-settings.ts'
import { begunName } from '../run/sources/begin-with-last.ts'
import { firstDayOf, periodOf } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import type { CellRow, State } from '../../state/index.ts'
import type { TallyFile, TallyRow } from '../../tally/index.ts'
import { readFact } from '../facts.ts'
import type { CountPlan } from '../plan-count.ts'
import { PROGRAM_VERSION } from '../program-version.ts'
import { refuseAnyForgotten } from '../run/keep/forget-counts.ts'
import { kindOf, seriesOf } from '../../domain/series-of.ts'
import { lastScanOf } from '../run/sources/last-scan.ts'
import { newestHourOf } from '../run/counted/days-of-state.ts'
import { sourceId } from '../run/sources/source-id.ts'
import { fingerprintOf } from './book/fingerprint-of.ts'
import { inPlan } from './book/in-plan.ts'
import { dayAt } from '../../timeline/index.ts'

/**
 * All that a state has counted, of the tables and features that the configuration has now.
 *
 * @throws ProblemError COUNTS_FORGOTTEN where some of it is deleted: the rest would pass for all
 */
export function tallyOfState(plan: CountPlan, state: State, folder: string): TallyFile {
  refuseAnyForgotten(state, folder)
  const { facts, counts } = state
  const scan = lastScanOf(state) ?? NO_SCAN
  const cells = counts.allCells()
  // What a machine that publishes has counted stands under its periods.
  const by = cells.every(({ placed }) => placed === 'day') ? 'day' : 'period'
  return {
    service: plan.configuration.service.id,
    program: PROGRAM_VERSION,
    sources: [{ id: sourceId(state), sequence: facts.runs(1)[0]?.id ?? 0, scanned: scan.at }],
    fingerprint: fingerprintOf(plan),
    by,
    logs: scan.logs.map(({ lastDay, usualSilenceDays }) => [lastDay, usualSilenceDays] as const).sort(byDay),
    unreadThrough: scan.unreadThrough,
    newestHour: newestHourOf(state),
    formats: facts.formats().map(({ name, lacks }) => [name, lacks] as const),
    leftOut: leftOutOf(plan, state),
    isPartialLog: readFact(state, 'partial-log') !== undefined,
    begun: [
      ...facts.allSeries().map(({ name, since }) => [name, Math.max(0, since)] as const),
      ...begunFeatures(state),
    ],
    lines: linesOf(plan, state),
    rows: cells.map((cell) => rowOf(cell, by)).filter(inPlan(plan)),
  }
}

function begunFeatures(state: State): TallyFile['begun'] {
  const features = readSettings(state)?.features ?? []
  return features.flatMap(({ id, since }) => {
    const day = dayAt(since)
    return day === undefined ? [] : [[begunName(id), day] as const]
  })
}

const NO_SCAN = { at: null, logs: [], unreadThrough: -1 }

function leftOutOf(plan: CountPlan, { facts }: State): TallyFile['leftOut'] {
  const known = new Set(plan.specs.map(seriesOf))
  return facts.leftOut().flatMap(({ series, measure }) => (known.has(series) ? [[series, measure] as const] : []))
}

function linesOf(plan: CountPlan, { counts }: State): TallyFile['lines'] {
  const features = new Set(plan.configuration.features.map(({ id }) => id))
  return counts.allFates().map(({ day, fate, feature, lines }) => ({
    day,
    fate,
    feature: features.has(feature) ? feature : '',
    lines,
  }))
}

/** Of sums by day the day, else the first day of their period. */
function rowOf(sum: CellRow, by: TallyFile['by']): TallyRow {
  const { series, feature, cell, measure, count } = sum
  const kind = kindOf(series)
  const dayOf = (): number => {
    if (sum.placed === 'period') return firstDayOf(kind, indexOf<'period'>(sum.period))
    return by === 'day' ? sum.day : firstDayOf(kind, periodOf(kind, indexOf<'day'>(sum.day)))
  }
  return { day: dayOf(), series, feature, cell, measure, count }
}

function byDay(a: readonly [number, number], b: readonly [number, number]): number {
  return a[0] - b[0] || a[1] - b[1]
}
