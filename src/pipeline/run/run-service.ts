import type { Readable } from 'node:stream'
import type { Problem } from '../../domain/problem.ts'
import type { Configuration } from '../../domain/service.ts'
import type { NoiseSource } from '../../domain/table.ts'
import type { Change } from '../../publish/index.ts'
import { failureOfState, hasState, stateFolderOf, type State } from '../../state/index.ts'
import { planCount, type CountPlan } from '../plan-count.ts'
import type { Progress } from '../reading/read-logs.ts'
import { PROGRAM_VERSION } from '../program-version.ts'
import { adoptFolder } from './adopt/adopt-folder.ts'
import { refuseAdopted } from './adopt/refuse-adopted.ts'
import { wallClock } from './clock.ts'
import { gatherEvidence } from './close/gather-evidence.ts'
import { keptDays } from './kept-days.ts'
import { markPublication } from './publish/last-publication.ts'
import { keepScan } from './sources/last-scan.ts'
import { takeSources } from './sources/take-sources.ts'
import { readAll } from './read/read-all.ts'
import { readFrozen } from './close/frozen.ts'
import type { PeriodName } from './period-name.ts'
import { refuseForgotten } from './keep/forget-counts.ts'
import { pruneState } from './keep/prune-state.ts'
import { lockState } from './locks.ts'
import { keepOwner, openOwnState } from './own-state.ts'
import { requireRoom } from './require-room.ts'
import { NOTHING_PUBLISHED, publishRun, type RunPublished } from './publish/publish-run.ts'
import { refuseUse } from './refuse-use.ts'
import { REAL_TOOLS, type RunTools } from './run-tools.ts'
import { noiseOfRun } from './release/noise-of-run.ts'
import { refuseAhead } from './publish/publish-state.ts'
import type { Turn } from './settings/turn.ts'
import { watchClock } from './watch-clock.ts'
import { turnSettings } from './settings/turn-settings.ts'

export type RunRequest = {
  readonly configuration: Configuration
  /** Instead of the state folder of the configuration. */
  readonly state?: string
  /** For another run to end. */
  readonly lockWaitMs?: number
  readonly revise?: PeriodName
  /** Published folder that a new state takes over. */
  readonly adopt?: string
  /** One log, instead of those of the configuration, which then must have none. */
  readonly stdin?: Readable
  /** Nothing is kept and nothing is written. */
  readonly dryRun?: boolean
  /** Also what was told less than a day ago. */
  readonly tellsAll?: boolean
  readonly onProgress?: (progress: Progress) => void
  /** What the program will end with, to be kept. */
  readonly exitCodeOf?: (problems: readonly Problem[]) => number
}

/** What a run did. */
export type RunDone = {
  readonly files: number
  readonly lines: number
  readonly bytes: number
  /** Of the way of counting, since the run before. */
  readonly turns: readonly Turn[]
  /** Of the published figures. */
  readonly changes: readonly Change[]
  /** Paths of the published files that changed. */
  readonly changed: readonly string[]
  readonly utility: RunPublished['utility']
  readonly problems: readonly Problem[]
  /** Those that were not told in the last day: a broken file must not send a mail each hour. */
  readonly news: readonly Problem[]
}

/**
 * Reads what is new in the logs, closes the periods that are over, and brings the published folders up to date. Whatever
 * ends it, the next run goes on where the last commit was.
 *
 * @throws ProblemError STATE_LOCKED where another run is at work; and what a count throws
 */
export async function runService(request: RunRequest, tools: RunTools = REAL_TOOLS): Promise<RunDone> {
  const { configuration } = request
  refuseUse(request)
  const plan = planCount({ configuration })
  const folder = stateFolderOf(configuration, request.state)
  const isNew = !hasState(folder)
  const isRehearsal = request.dryRun === true
  // A rehearsal leaves nothing behind, not even a lock, where nothing is yet.
  const locks = isRehearsal && isNew ? [] : [await lockState(folder, request.lockWaitMs ?? 0, tools.now())]
  try {
    if (!isRehearsal) await requireRoom(configuration, folder, () => keptDays(plan, folder, tools.now()))
    const state = await openOwnState(configuration, folder, isRehearsal ? 'rehearse' : 'keep')
    try {
      const noise = noiseOfRun(plan, { folder, state, isRehearsal })
      const run = { request, plan, state, noise, output: configuration.output, tools }
      // A failing disk surfaces wherever the state is asked, also outside of a commit.
      return await runLocked(run).catch((error: unknown) => Promise.reject(failureOfState(folder, error)))
    } finally {
      state.close()
    }
  } finally {
    for (const lock of locks) lock.release()
  }
}

type Run = {
  readonly request: RunRequest
  readonly plan: CountPlan
  readonly state: State
  readonly noise: NoiseSource
  /** Without it nothing closes and nothing is published: another machine does that, with what this one exports. */
  readonly output: string | undefined
  readonly tools: RunTools
}

async function runLocked({ request, plan, state, noise, output, tools }: Run): Promise<RunDone> {
  const now = tools.now()
  const clock = wallClock(now, plan.configuration.timezone)
  prepare({ request, plan, state, output })
  const watch = watchClock(plan, state, now, clock)
  const { run, turns, published } = state.commit(() => {
    keepOwner(state, plan.configuration)
    const begun = state.facts.beginRun(now, PROGRAM_VERSION)
    watch.note(begun)
    return {
      run: begun,
      turns: turnSettings(plan, state),
      // Taken away until this run is at its end: one that is killed leaves the next to look at every file.
      published: state.facts.takeFact(PUBLISHED),
    }
  })
  const changesBefore = state.changes()
  tools.checkpoint('run begun')

  const latenessOf = output === undefined ? () => 1 as const : state.commit(() => readFrozen(state)).latenessOf
  const read = await readAll({
    ...{ plan, state, run, tools, latenessOf, lastCredible: clock.day + 1 },
    asked: request,
  })
  const refused = output === undefined ? [] : await takeSources({ plan, state, latenessOf })
  const jumped = watch.judge()
  const { evidence, silent } = gatherEvidence(plan, state, clock, read.inputs, read.unread)
  const isAsPublished = (): boolean =>
    published !== undefined && state.changes() === changesBefore && published === markOf(plan)
  const outcome =
    output === undefined
      ? NOTHING_PUBLISHED
      : await publishRun(
          { request, plan, state, noise, tools, isAsPublished, created: createdAt(now) },
          output,
          jumped.length === 0 && evidence,
        )

  const told = outcome.hasClosed ? silent : []
  const problems = [...jumped, ...read.problems, ...refused, ...told, ...outcome.problems]
  const news = state.commit(() => {
    state.facts.endRun(run, tools.now(), request.exitCodeOf?.(problems) ?? 0)
    const mark = outcome.isUpToDate ? markOf(plan) : undefined
    if (mark !== undefined) state.facts.keepFact(PUBLISHED, mark)
    if (jumped.length === 0) {
      keepScan(state, { at: now, ...evidence })
      pruneState(state, { now, clock, unread: read.unread.length })
    }
    // Who asks for a revision waits for the answer.
    const tellsAll = request.tellsAll === true || request.revise !== undefined
    return problems.filter((problem) => isNews(state, problem, now) || tellsAll)
  })
  const { files, lines, bytes } = read
  const { changes, changed, utility } = outcome
  return { files, lines, bytes, turns, changes, changed, utility, problems, news }
}

/** Takes over what is asked for, and refuses what must not be done, before a line is read. */
function prepare({ request, plan, state, output }: Pick<Run, 'request' | 'plan' | 'state' | 'output'>): void {
  const { id } = plan.configuration.service
  // In one commit: an older copy, refused beside a newer folder, leaves the state as new as it was.
  state.commit(() => {
    if (request.adopt !== undefined) adoptFolder(state, id, request.adopt)
    if (output !== undefined) refuseAhead(state, output, id)
  })
  if (request.revise === undefined) return
  refuseAdopted(state, request.revise)
  refuseForgotten(state, request.revise)
}

const PUBLISHED = 'published'

function markOf({ configuration }: CountPlan): string | undefined {
  return configuration.output === undefined ? undefined : markPublication(configuration, configuration.output)
}

function createdAt(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19)}Z`
}

// Somewhat less than a day, so that a daily run says it every time.
const TOLD_MS = 20 * 3_600_000

/** Told apart by what it is about; figures in it change from run to run. */
function isNews(state: State, problem: Problem, now: number): boolean {
  const about = Object.values(problem).filter((value) => typeof value === 'string')
  return state.facts.isNews(about.join(' '), now, now - TOLD_MS)
}
