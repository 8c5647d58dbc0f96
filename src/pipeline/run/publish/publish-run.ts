import { CALENDAR_DAYS, DAY_MS, DAY_OF_1970, dayAfter, periodOf, daysOf, firstDayOf } from '../../../domain/calendar.ts'
import type { DayIndex, PeriodIndex } from '../../../domain/calendar.ts'
import type { Change } from '../../../domain/change.ts'
import { PERIOD_KINDS, type PeriodKind } from '../../../domain/dictionary.ts'
import { type Problem, ProblemError } from '../../../domain/problem.ts'
import { type Utility, measureUtility } from '../../../protect/index.ts'
import type { Publication } from '../../../publish/index.ts'
import { type State, stateFolderOf } from '../../../state/index.ts'
import { lastForgettable, closingKinds, kindsToClose, featuresInForce, specOn } from '../../../timeline/index.ts'
import type { Evidence } from '../../../timeline/index.ts'
import { forgottenThrough, keepForgotten } from '../../kept/forgotten.ts'
import { readSettings } from '../../kept/kept-settings.ts'
import { forgetWithout } from '../../kept/late-without.ts'
import { readStanding } from '../../kept/read-timeline.ts'
import { moveCell, moveFate } from '../../kept/rows-by-day.ts'
import { besideRemarks } from '../../beside-remarks.ts'
import type { CountPlan } from '../../plan-count.ts'
import { judgeAdopted } from '../adopt/judge-adopted.ts'
import { type CloseAround, closePeriods } from '../close/close-periods.ts'
import { keepRelease } from '../close/keep-release.ts'
import { revisePeriod } from '../close/revise-period.ts'
import { noteNoiseKey } from '../noise-of-run.ts'
import { outputOfRun, type ReadRun, refuseAhead } from '../refused-run.ts'
import type { RunRequest, RunTools } from '../run-request.ts'
import { kindOf } from '../../../domain/series-of.ts'
import { countedOf, spanOfPeriods } from '../../kept/count-closed.ts'
import type { PlanAndState } from '../../kept/days-of-state.ts'
import { readEndingTables } from '../../kept/read-ending-tables.ts'
import { orderPercentiles } from '../../kept/upgrade-from-0.1.0.ts'
import { type Outline, outlineOfState, publicationMark, publicationOfState } from '../../kept/publication-of-state.ts'
import { publishedTables } from '../../kept/published-tables.ts'
import { publishLocked } from '../../write-publication.ts'

type PublishAround = CloseAround &
  ReadRun & {
    readonly request: Pick<RunRequest, 'adopt' | 'revise' | 'dryRun' | 'state' | 'lockWaitMs'>
    readonly tools: RunTools
    /** The mark of what was published last. */
    readonly mark: string | undefined
  }

/** What came of the part of a run that publishes. */
export type RunPublished = {
  readonly changes: readonly Change[]
  /** Paths of files. */
  readonly changed: readonly string[]
  readonly problems: readonly Problem[]
  readonly hasClosed: boolean
  /** Of what the folders show. Undefined: they do not show all that the state has published, or this run did not look. */
  readonly mark: string | undefined
  /** Of a rehearsal: what protection leaves of all that would stand published. */
  readonly utility: readonly Utility[]
}

const NOTHING_PUBLISHED: RunPublished = {
  changes: [],
  changed: [],
  problems: [],
  hasClosed: false,
  mark: undefined,
  utility: [],
}

/** Closes what is over, revises what was asked for, and brings the folders up to date. By a clock that jumped nothing closes. */
export async function publishRun(
  { request, tools, mark, change, problems, ...around }: PublishAround,
  evidence: Evidence,
): Promise<RunPublished> {
  const { plan, state } = around
  const output = outputOfRun({ plan, request, change, problems })
  if (output === undefined) return NOTHING_PUBLISHED
  const [replaced, raised] = state.commit(() => [
    noteNoiseKey(around, stateFolderOf(plan.configuration, request.state)),
    orderPercentiles(around),
  ])
  takeOpenDays(state)
  const isTimeKnown = !evidence.holds.includes('clock')
  const areAllFound = !problems.some(({ code }) => code === 'LOG_NOT_FOUND')
  if (isTimeKnown) judgeAdopted(around, evidence, areAllFound)
  const closed = closePeriods(around, evidence)
  const revised = request.revise === undefined ? NOTHING_PUBLISHED : revisePeriod(around, request.revise)
  if (isTimeKnown) forgetCounts(around, evidence.nowHour)
  // What changed in the way of counting is told where no period closes, too.
  state.commit(() => keepRelease(around, []))
  tools.checkpoint('periods closed')
  const written =
    request.dryRun === true
      ? { ...NOTHING_PUBLISHED, utility: utilityOfState(around) }
      : await bringUpToDate({ ...around, request, mark }, output)
  tools.checkpoint('published')
  return {
    ...written,
    changes: [...replaced.changes, ...raised, ...closed, ...revised.changes],
    problems: [...replaced.problems, ...revised.problems, ...written.problems],
    hasClosed: closed.length > 0,
  }
}

/**
 * Brings the folders to what the state says, where they do not show it already. What cannot be written is told with all else that happened:
 * the lines are read, the periods closed, and the next run goes on here.
 */
async function bringUpToDate(
  { plan, state, request, mark }: Omit<PublishAround, 'tools' | 'change' | 'problems'>,
  output: string,
): Promise<RunPublished> {
  try {
    const outline = outlineOfState(plan, state)
    const isShown = outline === undefined || (mark !== undefined && publicationMark(outline, output) === mark)
    const { id } = plan.configuration.service
    // Another state may publish there, and may just have done so.
    const ready = (made: Outline): Publication => {
      refuseAhead(state, output, id)
      return publicationOfState(made, state.editions.rowsOf)
    }
    const changed = isShown ? [] : await publishLocked(output, id, () => ready(outline), request.lockWaitMs)
    const now = isShown ? mark : publicationMark(outline, output)
    return { ...NOTHING_PUBLISHED, changed, problems: besideRemarks(output), mark: now }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { ...NOTHING_PUBLISHED, problems: error.problems }
  }
}

/**
 * Takes what was kept by day into the periods that are still open: what this machine read while it did not publish. Late
 * lines stay where they are.
 */
function takeOpenDays(state: State): void {
  const { counts } = state
  const { placementOf } = readStanding(state)
  const isOpen = (day: DayIndex): boolean => placementOf(day) === 'period'
  const fates = counts.fatesByDay(0, CALENDAR_DAYS).filter(({ day }) => isOpen(day))
  if (fates.length === 0) return
  const cells = counts.cellsByDay(0, CALENDAR_DAYS).filter(({ day }) => isOpen(day))
  state.commit(() => {
    counts.addFates(fates.flatMap((row) => moveFate(row)))
    counts.addCells(cells.flatMap((row) => moveCell(row)))
  })
}

/**
 * Deletes the true counts of what can be revised no more: periods that are published, and so is every longer one that holds
 * them, whose window is over. What is left of them is what was published, one sum a table and a fate, and which days had lines.
 *
 * @param nowHour hours since the first day of the calendar, on the service's clock
 */
function forgetCounts({ plan, state }: PlanAndState, nowHour: number): void {
  const through = forgottenThrough(state)
  // Of a day that is gone lines may still come, and count in no period any more; and version 0.1.0 kept more of it.
  if (through >= 0) state.commit(() => forgetDays(state, through))
  const first = state.counts.firstDayAfter(through)
  if (first === undefined) return
  const kinds = kindsToClose(plan.specs, readEndingTables({ plan, state }))
  const last = lastForgettable(kinds, readStanding(state), first, nowHour - plan.configuration.revisionHours)
  if (last === undefined || last <= through) return
  state.commit(() => {
    // All that end by that day.
    for (const kind of PERIOD_KINDS) state.counts.forget(kind, periodOf(kind, dayAfter(last)) - 1)
    forgetDays(state, last)
    keepForgotten(state, last)
  })
}

function forgetDays(state: State, through: DayIndex): void {
  const { counts, sources, logs, facts } = state
  forgetWithout(state, through)
  counts.forgetDays(through)
  sources.forget(through)
  logs.forgetFits(through)
  // Those of the day after have read the last of its lines.
  facts.forgetRuns((through + 2 - DAY_OF_1970) * DAY_MS)
}

/** What protection leaves of all that stands published, of true counts that are still kept. */
function utilityOfState({ plan, state }: Pick<CloseAround, 'plan' | 'state'>): readonly Utility[] {
  const counted = state.editions.published().filter(isCounted(state))
  // Not those that have ended.
  const tables = publishedTables(plan, state, counted).slice(0, plan.specs.length)
  const periods = new Map<PeriodKind, readonly PeriodIndex[]>()
  for (const { spec, rows } of tables)
    periods.set(spec.period, [...(periods.get(spec.period) ?? []), ...new Set(rows.map(({ period }) => period))])
  const span = spanOfPeriods(periods, closingKinds(plan.specs))
  if (span === undefined) return []
  const settings = readSettings(state)
  return measureUtility(
    countedOf({ plan: planOfRows({ plan, state }), state }, span, periods),
    tables,
    (spec, period) => specOn(spec, settings, firstDayOf(spec.period, period)).protection,
  )
}

/** With the features that rows have, some of which the configuration has no more. */
function planOfRows({ plan, state }: Pick<CloseAround, 'plan' | 'state'>): CountPlan {
  const { configuration } = plan
  const features = featuresInForce(configuration.features, readSettings(state), state.editions.spans())
  return { ...plan, configuration: { ...configuration, features } }
}

/** Of what was taken over from a folder, or is forgotten, the counts are not here to be compared with. */
function isCounted(state: State): (row: ReturnType<State['editions']['published']>[number]) => boolean {
  const away = [...readStanding(state).doubtful, { from: 0, to: forgottenThrough(state) }]
  return ({ series, period }) => {
    const own = daysOf(kindOf(series), period)
    return away.every(({ from, to }) => own.to < from || own.from > to)
  }
}
