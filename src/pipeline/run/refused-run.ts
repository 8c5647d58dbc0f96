import { join } from 'node:path'
import { CALENDAR_DAYS, dayText, type PeriodName } from '../../domain/calendar.ts'
import { type Problem, ProblemError } from '../../domain/problem.ts'
import { kindOf } from '../../domain/series-of.ts'
import { foldersOf, tracesIn } from '../../publish/index.ts'
import { openRuns, type Runs, type State, stateFolderOf } from '../../state/index.ts'
import type { PlanAndState } from '../kept/days-of-state.ts'
import { forgottenThrough } from '../kept/forgotten.ts'
import { keepProblems, newsOf } from '../kept/kept-problems.ts'
import { isExported, isMoved, isOwn } from '../kept/own-state.ts'
import { releasesOf } from '../kept/releases.ts'
import { PROGRAM_VERSION } from '../program-version.ts'
import { remarkFoldersOfAnother } from '../remark-folders-of-another.ts'
import { isError } from '../severity-of.ts'
import { adoptFolder } from './adopt/adopt-folder.ts'
import type { OpenChange } from './open-change.ts'
import { isAsked, type RunRequest, tellsAll } from './run-request.ts'

/** @throws ProblemError where what was asked of a run makes no sense */
export function refuseUse({
  configuration: { output, logs, sources },
  revise,
  stdin,
}: Pick<RunRequest, 'configuration' | 'revise' | 'stdin'>): void {
  // What a machine reads that publishes nothing is never late.
  if (revise !== undefined && output === undefined) throw new ProblemError({ code: 'NO_OUTPUT', option: '--revise' })
  // A pipe of a log that is read from its file too would be counted twice.
  if (stdin !== undefined && logs.length > 0) throw new ProblemError({ code: 'STDIN_BESIDE_LOGS' })
  if (stdin === undefined && logs.length + sources.length === 0) throw new ProblemError({ code: 'NOTHING_TO_READ' })
}

/**
 * Takes over what is asked for, and refuses what must not be done, before a line is read.
 *
 * @throws ProblemError ADOPT_REFUSED, OUTPUT_AHEAD, FOLDER_OF_ANOTHER, STATE_EXPORTED, REVISION_OVER
 */
export function takeOverAndRefuse({ request, plan, state }: PlanAndState & { readonly request: RunRequest }): void {
  const { output, service } = plan.configuration
  // In one commit: an older copy, refused beside a newer folder, leaves the state as new as it was.
  state.commit(() => {
    if (request.adopt !== undefined) adoptFolder(state, service.id, request.adopt)
    if (output !== undefined) refuseAhead(state, output, service.id)
    if (output !== undefined && request.publishExported !== true)
      refuseExported(state, stateFolderOf(plan.configuration, request.state))
  })
  if (request.revise !== undefined) refuseRevision(state, request.revise)
}

/**
 * Refuses to go on where the state is older than a folder, or a count wrote it: what was published is not taken back. Any file
 * that tells an unknown version is believed, and where figures lie there and none tells, nobody knows. Asked
 * before anything is read, so that a state that has nothing to do with the folder stays empty. So is a folder of somebody else's.
 *
 * @throws ProblemError OUTPUT_AHEAD, FOLDER_OF_ANOTHER
 */
export function refuseAhead(state: State, output: string, service: string): void {
  const releases = releasesOf(state)
  for (const name of foldersOf(service)) {
    const folder = join(output, name)
    const { versions, hasTables } = tracesIn(folder)
    const unknown = versions.find(
      ({ version, created }) =>
        !releases.some((one) => version === one.version && (created === undefined || created === one.created)),
    )
    if (unknown !== undefined) throw new ProblemError({ code: 'OUTPUT_AHEAD', folder, version: unknown.version })
    if (versions.length === 0 && hasTables) throw new ProblemError({ code: 'OUTPUT_AHEAD', folder })
    if (versions.length === 0) refuseAnother(state, output, name, name === service)
  }
}

function refuseAnother(state: State, output: string, name: string, isSummary: boolean): void {
  const problems = remarkFoldersOfAnother(output, [name])
  // Asked last: of three years it takes its time.
  if (problems.length > 0 && !hasPublished(state, output, isSummary)) throw new ProblemError(...problems)
}

/** Whether what is left there of a folder, none of whose files tells, may be ours. */
function hasPublished(state: State, output: string, isSummary: boolean): boolean {
  // The series of a summary is a period alone.
  return (
    !isMoved(state, output) && state.editions.spans().some(({ series }) => (series === kindOf(series)) === isSummary)
  )
}

/**
 * Refuses to publish what was counted for another machine that publishes the sum: the sum less this part would tell what the
 * others have, and no tally of a state that has published is taken there.
 *
 * @throws ProblemError STATE_EXPORTED
 */
function refuseExported(state: State, folder: string): void {
  // A state that publishes has closed something, or keeps no day apart.
  const hasPublished = state.editions.frozenThrough().size > 0 || state.counts.fatesByDay(0, CALENDAR_DAYS).length === 0
  if (isExported(state) && !hasPublished) throw new ProblemError({ code: 'STATE_EXPORTED', folder })
}

/** @throws ProblemError REVISION_OVER where the counts of all that is to be revised are deleted */
function refuseRevision(state: State, { text, to }: PeriodName): void {
  const through = forgottenThrough(state)
  if (to <= through) throw new ProblemError({ code: 'REVISION_OVER', period: text, through: dayText(through) })
}

/** A run that has read the logs. */
export type ReadRun = Pick<PlanAndState, 'plan'> & {
  readonly request: Pick<RunRequest, 'adopt'>
  readonly change: Pick<OpenChange, 'isTaken'>
  /** What was met while they were read. */
  readonly problems: readonly Problem[]
}

/**
 * Where it publishes what it closes. Undefined: it closes nothing. Without an output another machine does, with what this one exports.
 * A change of the configuration may wait for its first line. What was just taken over is held to its lines, and published, by a run that
 * can read them all.
 */
export function outputOfRun({ plan, request: { adopt }, change, problems }: ReadRun): string | undefined {
  const mayClose = change.isTaken() && (adopt === undefined || !problems.some(isError))
  return mayClose ? plan.configuration.output : undefined
}

/** What kept a run from its end; `news`: what was not told in the last day. */
export class RunRefused extends ProblemError {
  readonly news: readonly Problem[]
  constructor(problems: readonly Problem[], news: readonly Problem[]) {
    super(...problems)
    this.news = news
  }
}

/** Where nobody says what the program ends with. */
const NOT_DONE = 1

/** What a run has ended with that met a fault of ours: no problem says why. */
export const CRASHED = 70

type Refused = {
  readonly folder: string
  readonly request: RunRequest
  readonly begun: number
  readonly now: number
}

/** Notes a run that was refused: `status` tells why, and who reads the mail of cron is not told the same each hour. */
export async function refusedRun(error: unknown, refused: Refused): Promise<unknown> {
  if (refused.request.dryRun === true) return error
  if (!(error instanceof ProblemError)) {
    await noteCrash(refused)
    return error
  }
  const { problems } = error
  const news = await noteRefusal(problems, refused)
  return new RunRefused(problems, tellsAll(refused.request) ? problems : news)
}

/** Only `status` tells of a run that cron started and that met a fault of ours. */
async function noteCrash({ folder, begun, now }: Refused): Promise<void> {
  const runs = await openRuns(folder).catch(() => undefined)
  if (runs === undefined) return
  try {
    const [last] = runs.facts.runs(1)
    if (last?.ended === null && last.started >= begun) runs.commit(() => runs.facts.endRun(last.id, now, CRASHED))
  } catch {
    // What is told is the fault itself, whatever comes of it here.
  } finally {
    runs.close()
  }
}

async function noteRefusal(problems: readonly Problem[], refused: Refused): Promise<readonly Problem[]> {
  // What is damaged is left as it is.
  if (problems.some((problem) => problem.code === 'STATE_FAILED' && problem.errno.includes('CORRUPT'))) return problems
  try {
    const runs = await openRuns(refused.folder)
    return runs === undefined ? problems : noteIn(runs, problems, refused)
  } catch (error) {
    // On a full disk, or in a state of a later version, nothing can be noted: it is told every time.
    if (error instanceof ProblemError) return problems
    throw error
  }
}

function noteIn(runs: Runs, problems: readonly Problem[], { request, begun, now }: Refused): readonly Problem[] {
  const { facts } = runs
  try {
    if (!isOwn(runs, request.configuration)) return problems
    return runs.commit(() => {
      const [last] = facts.runs(1)
      const isBegun = last?.ended === null && last.started >= begun
      // The answer to a question is nothing that the next run, which nobody asks, would run into.
      if (isAsked(request) && !isBegun) return problems
      const run = isBegun ? last.id : facts.beginRun(begun, PROGRAM_VERSION)
      facts.endRun(run, now, request.exitCodeOf?.(problems) ?? NOT_DONE)
      keepProblems(runs, problems, begun)
      return newsOf(runs, problems, now)
    })
  } finally {
    runs.close()
  }
}
