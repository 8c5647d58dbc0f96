import { type AllRead, pruneState, readAll } from './read/read-all.ts'
import { openStanding } from '../../timeline/index.ts'
import { publishRun, type RunPublished } from './publish/publish-run.ts'
import { dateTime, type WallClock, wallClock } from '../wall-clock.ts'
import { type Problem, ProblemError } from '../../domain/problem.ts'
import type { NoiseSource } from '../../domain/table.ts'
import { logNameOf } from '../../recognition/index.ts'
import { hasState, type State, stateFolderOf } from '../../state/index.ts'
import { firstPublishedDay, noteLines, remarkLaterLogs, remarkSilence } from '../kept/days-of-state.ts'
import { keepFact } from '../kept/fact-codecs.ts'
import { keepDropped } from '../kept/upgrade-from-0.1.0.ts'
import { remarkOddDates, takeCome } from '../kept/days-ahead.ts'
import { keepProblems, newsOf, withoutAnswers } from '../kept/kept-problems.ts'
import { remarkGaps } from '../kept/log-gaps.ts'
import { reviewRemarks } from '../licence-remarks.ts'
import { keepOwner, withOwnState } from '../kept/own-state.ts'
import { readStandingFacts } from '../kept/read-timeline.ts'
import { type CountPlan, planCount } from '../plan-count.ts'
import { PROGRAM_VERSION } from '../program-version.ts'
import type { Input } from '../reading/input.ts'
import { noteLogs, remarkShared } from '../shared-logs.ts'
import { remarkFilesInTheWay, stateApart, stateToWrite } from '../state-apart.ts'
import { remarkTalliesInOutput } from '../tallies-apart.ts'
import { noteSilence } from '../tallies/note-silence.ts'
import { withTold } from '../tallies/begin-with-machine.ts'
import { takeSources } from '../tallies/take-sources.ts'
import { watchAlike, watchUnread } from '../tallies/watch-sources.ts'
import { lockState } from './locks.ts'
import { noiseOfRun } from './noise-of-run.ts'
import { openChange, type OpenChange } from './open-change.ts'
import { gatherEvidence, watchClock } from './read/gather-evidence.ts'
import { keepLive, noteGaps } from './read/note-gaps.ts'
import { refusedRun, refuseUse, takeOverAndRefuse } from './refused-run.ts'
import { keptDays, requireRoom } from '../require-room.ts'
import { isAsked, REAL_TOOLS, type RunDone, type RunRequest, type RunTools, tellsAll } from './run-request.ts'

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
  const isRehearsal = request.dryRun === true
  const folder = (isRehearsal ? stateApart : stateToWrite)(configuration, request.state)
  const begun = tools.now()
  const locks = await locksFor(request, folder, begun)
  try {
    if (!isRehearsal) await requireRoom(configuration, folder, () => keptDays(plan, folder, tools.now()))
    return await withOwnState(configuration, folder, isRehearsal ? 'rehearse' : 'keep', (state) =>
      runWith({
        ...{ request, tools, state, now: tools.now() },
        plan: openedByThen(plan, state),
        noise: noiseOfRun(plan, { folder, state, isRehearsal }),
      }),
    )
  } catch (error) {
    throw await refusedRun(error, { folder, request, begun, now: tools.now() })
  } finally {
    for (const lock of locks) lock.release()
  }
}

/** A rehearsal leaves nothing behind, not even a lock, where nothing is yet. */
async function locksFor(
  { dryRun, lockWaitMs = 0 }: RunRequest,
  folder: string,
  begun: number,
): Promise<readonly Awaited<ReturnType<typeof lockState>>[]> {
  return dryRun === true && !hasState(folder) ? [] : [await lockState(folder, lockWaitMs, begun)]
}

/**
 * A service had opened by the first day that is published of it, whatever `since` says by now: lines of days between would
 * count nowhere, and the periods that hold them would be told as whole.
 */
function openedByThen(plan: CountPlan, state: State): CountPlan {
  const { configuration } = plan
  const since = firstPublishedDay(state)
  if (configuration.since === undefined || since === undefined || configuration.since <= since) return plan
  return { ...plan, since, configuration: { ...configuration, since } }
}

type Run = {
  readonly request: RunRequest
  readonly plan: CountPlan
  readonly state: State
  readonly noise: NoiseSource
  readonly tools: RunTools
  readonly now: number
}

async function runWith(run: Run): Promise<RunDone> {
  const { plan, state, tools } = run
  const clock = wallClock(run.now, plan.configuration.timezone)
  const tallies = await remarkTalliesInOutput(plan.configuration)
  if (tallies.length > 0) throw new ProblemError(...tallies)
  takeOverAndRefuse(run)
  const watch = watchClock(plan, state, run.now, clock)
  // A change is dated by the newest day.
  if (!watch.isOff) state.commit(() => takeCome(state, clock.day + 1))
  const begun = begin(run, watch)
  tools.checkpoint('run begun')
  const read = await countAll(run, begun, clock)
  const { problems: jumped, believedMs } = watch.judge()
  // Again with what was read, and where the clock was off and the lines tell that it is right. By one that has jumped nobody knows when.
  if (jumped.length === 0) state.commit(() => takeCome(state, clock.day + 1))
  const seen = gatherEvidence(plan, state, clock, { ...read, jumped })
  if (jumped.length === 0)
    state.commit(() => {
      noteGaps({ plan, state }, read.seen, run.now)
      noteSilence(state, seen.evidence)
      noteLines(state, run.now)
    })
  // Before they are deleted, where they are of a day that is gone.
  const odd = remarkOddDates({ plan, state }, read.inputs, jumped.length > 0 ? Infinity : clock.day + 1)
  const created = dateTime(believedMs, plan.configuration.timezone)
  const isFirst = firstPublishedDay(state) === undefined
  const problems = [...read.problems, ...seen.malformed]
  const published = await publishRun({ ...run, ...begun, created, problems }, seen.evidence)
  const later = isFirst
    ? [...reviewRemarks(plan.configuration), ...remarkLaterLogs(state, firstPublishedDay(state))]
    : []
  return report(run, begun, { clock, read, seen: { ...seen, jumped, odd, later }, published })
}

/** A run that has begun. */
type Begun = {
  readonly id: number
  readonly change: OpenChange
  /** The mark of what was published last. */
  readonly mark: string | undefined
}

function begin({ request, plan, state, now }: Run, watch: ReturnType<typeof watchClock>): Begun {
  return state.commit(() => {
    keepOwner(state, plan.configuration)
    const id = state.facts.beginRun(now, PROGRAM_VERSION)
    keepFact(state, 'run-pid', process.pid)
    watch.note(id)
    keepDropped({ plan, state })
    const change = openChange(plan, state, id, now)
    if (change.holdsAtOnce || isAsked(request)) change.take()
    // Taken away until this run is at its end: one that is killed leaves the next to look at every file.
    return { id, change, mark: state.facts.takeFact('published') }
  })
}

/** What came of all that was read, and of the tallies of other machines. */
type Counted = AllRead & Readonly<Record<'sources', Awaited<ReturnType<typeof takeSources>>>>

async function countAll(
  { request, plan, state, tools }: Run,
  { id, change }: Begun,
  clock: WallClock,
): Promise<Counted> {
  const { output } = plan.configuration
  const standing = output === undefined ? undefined : state.commit(() => readStandingFacts(state))
  const placementOf = standing === undefined ? () => 'day' as const : openStanding(standing).placementOf
  const { jobs } = request
  // By the plan: what is published of a service may begin before the day that is configured now.
  const counting = { configuration: plan.configuration, ...(jobs !== undefined && { jobs }) }
  const helpers = tools.hire(counting, standing ?? 'day')
  const read = await readAll({
    ...{ plan, state, run: id, tools, change, placementOf, helpers, lastCredible: clock.day + 1 },
    asked: request,
  }).finally(helpers?.dismiss)
  const around = { plan, state, change, placementOf, now: tools.now }
  const sources = output === undefined ? { problems: [], changes: [] } : await takeSources(around)
  return { ...read, sources }
}

type Done = {
  readonly clock: WallClock
  readonly read: Counted
  readonly seen: ReturnType<typeof gatherEvidence> & Readonly<Record<'jumped' | 'odd' | 'later', readonly Problem[]>>
  readonly published: RunPublished
}

/** Tells what happened, and keeps it for `status` and for the next run. */
function report(run: Run, { id, change }: Begun, { clock, read, seen, published }: Done): RunDone {
  const { evidence } = seen
  const { request, plan, state, tools, now } = run
  const ofLogs = [
    ...[...seen.jumped, ...read.problems, ...seen.malformed, ...remarkGaps(state, clock.hour)],
    ...[...seen.odd, ...seen.later],
    ...[...sharedLogs(plan, read.inputs, request), ...read.sources.problems],
    ...[...watchUnread(plan, state, now), ...watchAlike(plan, state)],
    ...(seen.jumped.length > 0 ? [] : remarkSilence(state, evidence, now)),
    // Nothing is written there before the first period closes: until then nobody would know.
    ...(published.problems.length > 0
      ? []
      : remarkFilesInTheWay([stateFolderOf(plan.configuration, request.state), plan.configuration.output])),
  ]
  const problems = [...ofLogs, ...(published.hasClosed ? seen.silent : []), ...published.problems]
  const news = state.commit(() => {
    state.facts.endRun(id, tools.now(), request.exitCodeOf?.(withoutAnswers(problems)) ?? 0)
    if (published.mark !== undefined) state.facts.keepFact('published', published.mark)
    if (seen.jumped.length === 0) {
      keepFact(state, 'last-scan', { at: now, malformedThrough: seen.malformedThrough })
      keepLive(state, read.seen, now)
      if (seen.isAllRead) pruneState(state, now, clock)
    }
    const [skipped, lineless] = [skippedOf(state, read.inputs), linelessOf(state, read.inputs)]
    keepFact(state, 'last-look', { evidence, skipped, lineless })
    keepProblems(state, [...problems, ...(published.hasClosed ? [] : seen.silent)], now)
    const fresh = newsOf(state, problems, now)
    return tellsAll(request) ? problems : fresh
  })
  const { files, lines, bytes } = read
  const { changes, changed, utility } = published
  const settingsChanges = withTold(change.isTaken() ? change.changes : [], read.sources.changes)
  return { files, lines, bytes, settingsChanges, changes, changed, utility, problems, news }
}

/** Of logs that another service reads too; and notes ours. */
function sharedLogs(
  { configuration }: CountPlan,
  inputs: readonly Input[],
  { dryRun }: RunRequest,
): readonly Problem[] {
  const logs = inputs.map(({ log }) => log)
  if (dryRun !== true) noteLogs(configuration, logs)
  return remarkShared(configuration, logs)
}

function skippedOf({ logs }: State, inputs: readonly Input[]): readonly string[] {
  return inputs.flatMap(({ log: { path, fileKey } }) => (logs.isSkipped(fileKey) ? [path] : []))
}

/** Entries that find files, none of which has a byte, nor ever had a line: the server writes elsewhere. */
function linelessOf({ logs }: State, inputs: readonly Input[]): readonly string[] {
  const known = new Set(logs.logs().map(({ name }) => name))
  const isEmpty = ({ log }: Input): boolean => log.sizeBytes === 0 && !known.has(logNameOf(log.path))
  const entries = new Set(inputs.flatMap(({ entry }) => entry ?? []))
  return [...entries].flatMap((one) =>
    inputs.every((input) => input.entry !== one || isEmpty(input)) ? one.path.value : [],
  )
}
