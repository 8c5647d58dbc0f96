import { type DayIndex, dayOfHour, firstDayOf, periodOf } from '../../domain/calendar.ts'
import { ProblemError } from '../../domain/problem.ts'
import { kindOf, seriesOf } from '../../domain/series-of.ts'
import type { Configuration } from '../../domain/service.ts'
import { type CellRow, type FateRow, hasState, lockFolder, type State, stateFolderOf } from '../../state/index.ts'
import type { TallyFile, TallyLines, TallyRow } from '../../tally/index.ts'
import { newestHourOf } from '../kept/days-of-state.ts'
import { readFact } from '../kept/fact-codecs.ts'
import { refuseAnyForgotten } from '../kept/forgotten.ts'
import { openGaps } from '../kept/log-gaps.ts'
import { sourceId, withOwnState } from '../kept/own-state.ts'
import { type CountPlan, planCount } from '../plan-count.ts'
import { PROGRAM_VERSION } from '../program-version.ts'
import { refuseOfAnotherUser } from '../state-apart.ts'
import { uniteGaps } from './sum-tallies.ts'
import { begunOf } from './begun.ts'
import { fingerprintOf } from './fingerprint-of.ts'
import { featuresOf, goneFeatures, inPlan } from './in-plan.ts'
import { writeTallyFile } from './tally-on-disk.ts'

export type ExportRequest = {
  readonly configuration: Configuration
  /** Where to. */
  readonly tally: string
  /** Instead of the state folder of the configuration. */
  readonly state?: string
  /** For a run to end. */
  readonly lockWaitMs?: number
}

/**
 * Writes what a state has counted as a tally. While no run is at work, so that one sequence never has two contents.
 *
 * @returns under what its counts stand
 * @throws ProblemError STATE_MISSING, STATE_OF_ANOTHER, OF_ANOTHER_USER, STATE_LOCKED, COUNTS_FORGOTTEN, AMONG_OPEN_DATA, WRITE_FAILED
 */
export async function exportState({
  configuration,
  tally,
  state: named,
  lockWaitMs = 0,
}: ExportRequest): Promise<TallyFile['by']> {
  const plan = planCount({ configuration })
  const folder = stateFolderOf(configuration, named)
  if (!hasState(folder)) throw new ProblemError({ code: 'STATE_MISSING', folder })
  refuseOfAnotherUser(folder)
  const lock = await lockFolder(folder, lockWaitMs)
  try {
    return await withOwnState(configuration, folder, 'keep', (state) => {
      const made = tallyOfState(plan, state, folder)
      writeTallyFile(tally, made, configuration)
      return made.by
    })
  } finally {
    lock.release()
  }
}

/**
 * All that a state has counted, of the tables that the configuration has now, and of features that are gone.
 *
 * @throws ProblemError COUNTS_FORGOTTEN where some of it is deleted: the rest would pass for all
 */
function tallyOfState(plan: CountPlan, state: State, folder: string): TallyFile {
  refuseAnyForgotten(state, folder)
  const { facts, counts } = state
  const gone = goneFeatures(plan, state)
  const { evidence } = readFact(state, 'last-look') ?? NO_LOOK
  const { at, malformedThrough } = readFact(state, 'last-scan') ?? NO_SCAN
  const cells = counts.allCells()
  // What a machine that publishes has counted stands under its periods.
  const by = cells.every(({ placed }) => placed === 'day') ? 'day' : 'period'
  return {
    service: plan.configuration.service.id,
    program: PROGRAM_VERSION,
    sources: machinesIn(plan, state, at),
    fingerprint: fingerprintOf(plan),
    by,
    logs: evidence.logs.map(({ lastDay, usualSilenceDays }) => [lastDay, usualSilenceDays] as const).sort(byDay),
    unreadThrough: evidence.unreadThrough,
    malformedThrough,
    gaps: uniteGaps(openGaps(state).map(({ from, to }) => [dayOfHour(from), dayOfHour(to)])),
    newestHour: newestHourOf(state),
    formats: facts.formats().map(({ name, lacks }) => [name, lacks] as const),
    leftOut: leftOutOf(plan, state),
    isPartialLog: readFact(state, 'partial-log') !== undefined,
    begun: begunOf(plan, state),
    lines: counts.allFates().map(lineOf(featuresOf(plan, gone))),
    rows: cells.map((cell) => rowOf(cell, by)).filter(inPlan(plan, gone)),
  }
}

const NO_LOOK = { evidence: { logs: [], unreadThrough: -1 } }
const NO_SCAN = { at: null, malformedThrough: -1 }

/**
 * This machine, and those whose tallies it took: their uses are in its sums, and a merge with one of them would have these twice. One that
 * `sources:` no longer names holds no period up.
 */
function machinesIn({ configuration }: CountPlan, state: State, scanned: number | null): TallyFile['sources'] {
  const named = state.sources.named()
  const awaited = new Set(configuration.sources.map(({ id }) => named.get(id)?.id))
  // One machine may have had two names.
  const taken = [...new Map([...named.values()].map((row) => [row.id, row])).values()]
  const own = { id: sourceId(state), sequence: state.facts.runs(1)[0]?.id ?? 0, scanned }
  const others = taken.map((row) => ({
    id: row.id,
    sequence: row.sequence,
    scanned: awaited.has(row.id) ? row.scanned : null,
  }))
  return [own, ...others].sort((a, b) => (a.id < b.id ? -1 : 1))
}

function leftOutOf(plan: CountPlan, { facts }: State): TallyFile['leftOut'] {
  const known = new Set(plan.specs.map(seriesOf))
  return facts.leftOut().flatMap(({ series, measure }) => (known.has(series) ? [[series, measure] as const] : []))
}

function lineOf(features: ReadonlySet<string>): (line: FateRow) => TallyLines {
  return ({ day, fate, feature, lines }) => ({ day, fate, feature: features.has(feature) ? feature : '', lines })
}

/** Of sums by day the day, else the first day of their period. */
function rowOf(sum: CellRow, by: TallyFile['by']): TallyRow {
  const { series, feature, cell, measure, count } = sum
  const kind = kindOf(series)
  const dayOf = (): DayIndex => {
    if (sum.placed === 'period') return firstDayOf(kind, sum.period)
    return by === 'day' ? sum.day : firstDayOf(kind, periodOf(kind, sum.day))
  }
  return { day: dayOf(), series, feature, cell, measure, count }
}

function byDay(a: readonly [number, number], b: readonly [number, number]): number {
  return a[0] - b[0] || a[1] - b[1]
}
