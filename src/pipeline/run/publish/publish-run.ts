import { ProblemError, type Problem } from '../../../domain/problem.ts'
import type { Utility } from '../../../protect/index.ts'
import { foldersOf, mendFolders } from '../../../publish/index.ts'
import type { Change } from '../../../domain/change.ts'
import { stateFolderOf, type State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { judgeAdopted } from '../adopt/judge-adopted.ts'
import { keepRelease } from '../editions/keep-release.ts'
import { closePeriods, type CloseAround } from '../close/close-periods.ts'
import { revisePeriod } from '../close/revise-period.ts'
import { forgetCounts } from '../keep/forget-counts.ts'
import { takeOpenDays } from '../counted/take-open-days.ts'
import { utilityOfState } from './utility-of-state.ts'
import { lockOutput } from '../locks.ts'
import { noteNoiseKey } from '../noise/noise-of-run.ts'
import type { PeriodName } from '../../../domain/calendar.ts'
import { publishState, refuseAhead } from './publish-state.ts'
import type { RunTools } from '../run-tools.ts'
import type { Evidence } from '../../../timeline/index.ts'

/** What was asked for. */
type Asked = {
  readonly revise?: PeriodName
  readonly dryRun?: boolean
  readonly state?: string
  readonly lockWaitMs?: number
}

type PublishAround = CloseAround & {
  readonly request: Asked
  readonly tools: RunTools
  /** Whether neither the state nor what is published has changed since it was. */
  readonly isAsPublished: () => boolean
}

/** What came of the part of a run that publishes. */
export type RunPublished = {
  readonly changes: readonly Change[]
  /** Paths of files. */
  readonly changed: readonly string[]
  readonly problems: readonly Problem[]
  readonly hasClosed: boolean
  /** The folders show all that the state has published. */
  readonly isUpToDate: boolean
  /** Of a rehearsal: what protection leaves of all that would stand published. */
  readonly utility: readonly Utility[]
}

export const NOTHING_PUBLISHED: RunPublished = {
  changes: [],
  changed: [],
  problems: [],
  hasClosed: false,
  isUpToDate: true,
  utility: [],
}

/** Closes what is over, revises what was asked for, and brings the folders up to date. @param evidence false: nothing may close now */
export async function publishRun(
  { request, tools, isAsPublished, ...around }: PublishAround,
  output: string,
  evidence: Evidence | false,
): Promise<RunPublished> {
  const { plan, state } = around
  const replaced = state.commit(() => noteNoiseKey(around, stateFolderOf(plan.configuration, request.state)))
  takeOpenDays(state)
  if (evidence !== false) judgeAdopted(around, evidence)
  const closed = evidence === false ? [] : closePeriods(around, evidence)
  const revised = request.revise === undefined ? NOTHING_PUBLISHED : revisePeriod(around, request.revise)
  if (evidence !== false) forgetCounts(state, evidence.nowHour, plan.configuration.revisionHours)
  // What changed in the way of counting is told where no period closes, too.
  state.commit(() => keepRelease(around, []))
  tools.checkpoint('periods closed')
  const written =
    request.dryRun === true || isAsPublished()
      ? NOTHING_PUBLISHED
      : await tryToWrite(plan, state, output, request.lockWaitMs)
  tools.checkpoint('published')
  return {
    changes: [...replaced.changes, ...closed, ...revised.changes],
    changed: written.changed,
    problems: [...replaced.problems, ...revised.problems, ...written.problems],
    hasClosed: closed.length > 0,
    isUpToDate: written.isUpToDate,
    utility: request.dryRun === true ? utilityOfState(around) : [],
  }
}

/** What cannot be written is told with all else that happened: the lines are read, the periods closed, and the next run goes on here. */
async function tryToWrite(
  plan: CountPlan,
  state: State,
  output: string,
  waitMs: number | undefined,
): Promise<RunPublished> {
  try {
    return { ...NOTHING_PUBLISHED, changed: await publishAlone(plan, state, output, waitMs) }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { ...NOTHING_PUBLISHED, problems: error.problems, isUpToDate: false }
  }
}

/**
 * Under the lock of the folder: another state may publish there, and may just have done so. Where nothing is published yet
 * there is nothing to lock.
 */
async function publishAlone(
  plan: CountPlan,
  state: State,
  output: string,
  waitMs: number | undefined,
): Promise<readonly string[]> {
  if (state.editions.releases().length === 0) return []
  const lock = await lockOutput(output, waitMs)
  try {
    const { id } = plan.configuration.service
    mendFolders(foldersOf(id), output)
    refuseAhead(state, output, id)
    return publishState(plan, state, output)
  } finally {
    lock.release()
  }
}
