import { CALENDAR_DAYS, dayText, type PeriodName } from '../../domain/calendar.ts'
import { type Problem, ProblemError } from '../../domain/problem.ts'
import { openRuns, type Runs, type State } from '../../state/index.ts'
import { forgottenThrough } from '../kept/forgotten.ts'
import { keepProblems, newsOf } from '../kept/kept-problems.ts'
import { isExported, isOwn } from '../kept/own-state.ts'
import { PROGRAM_VERSION } from '../program-version.ts'
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
 * Refuses to publish what was counted for another machine that publishes the sum: the sum less this part would tell what the
 * others have, and no tally of a state that has published is taken there.
 *
 * @throws ProblemError STATE_EXPORTED
 */
export function refuseExported(state: State, folder: string): void {
  // A state that publishes has closed something, or keeps no day apart.
  const hasPublished = state.editions.frozenThrough().size > 0 || state.counts.fatesByDay(0, CALENDAR_DAYS).length === 0
  if (isExported(state) && !hasPublished) throw new ProblemError({ code: 'STATE_EXPORTED', folder })
}

/** @throws ProblemError REVISION_OVER where the counts of all that is to be revised are deleted */
export function refuseRevision(state: State, { text, to }: PeriodName): void {
  const through = forgottenThrough(state)
  if (to <= through) throw new ProblemError({ code: 'REVISION_OVER', period: text, through: dayText(through) })
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
