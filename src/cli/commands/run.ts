import { ProblemError, type Problem } from '../../domain/problem.ts'
import { LONG_HOURS } from '../../domain/problem/state-problems.ts'
import {
  isAsked,
  isTrouble,
  RunRefused,
  runService,
  type PeriodName,
  type RunDone,
  type RunRequest,
} from '../../pipeline/index.ts'
import { EXIT, exitCodeOf, type ExitCode } from '../exit-code.ts'
import { loadConfiguration } from '../load-configuration.ts'
import { changedReport, runReport } from '../report/run-report.ts'
import { settingsReport } from '../report/check/settings-report.ts'
import { utilityReport } from '../report/check/utility-report.ts'
import { say } from '../language/language.ts'
import { startProgress } from '../terminal/progress.ts'
import { showProblems } from '../show-problems.ts'
import type { Shared } from '../shared-options.ts'

export type RunOptions = Shared<'config' | 'state' | 'jobs' | 'json' | 'quiet'> & {
  readonly dryRun?: true
  readonly revise?: PeriodName
  readonly adopt?: string
  readonly publishExported?: true
  readonly printChanged?: true
  readonly lockWait?: number
}

/** `comptage run`: what is new in the logs, once. It says nothing where all is well, since cron mails every word. */
export async function run(log: string | undefined, options: RunOptions): Promise<ExitCode> {
  const isPerson = process.stderr.isTTY
  const tellsAll = isPerson || isAsked(options)
  const request = { ...requestOf(log, options), tellsAll, exitCodeOf }
  const progress = await startProgress(options.quiet === true)
  try {
    const done = await runService({ ...request, onProgress: progress.onProgress }).finally(progress.stop)
    showProblems(done.news.filter((problem) => isWorthMail(problem, tellsAll) || (isPerson && options.quiet !== true)))
    const exitCode = exitCodeOf(done.problems)
    tell(done, exitCode, { ...options, isWaitedFor: tellsAll && options.quiet !== true })
    return exitCode
  } catch (error) {
    // The next run does what this one could not.
    if (!tellsAll && error instanceof ProblemError && error.problems.every(isShortLock)) return EXIT.tryLater
    if (!(error instanceof RunRefused)) throw error
    showProblems(error.news)
    return exitCodeOf(error.problems)
  }
}

function requestOf(log: string | undefined, { config, lockWait, ...asked }: RunOptions): RunRequest {
  return {
    ...asked,
    ...stdinFor(log),
    configuration: loadConfiguration(config),
    ...(lockWait !== undefined && { lockWaitMs: lockWait * 1000 }),
  }
}

function stdinFor(log: string | undefined): Pick<RunRequest, 'stdin'> {
  if (log === undefined) return {}
  if (log !== '-') throw new ProblemError({ code: 'USAGE', message: say(PIPE_ALONE) })
  return { stdin: process.stdin }
}

const PIPE_ALONE = {
  en: 'logs stand in logs: of the configuration; run takes - alone',
  fr: 'les journaux se nomment sous logs: de la configuration ; run ne prend que -',
}

function isShortLock(problem: Problem): boolean {
  return problem.code === 'STATE_LOCKED' && (problem.hours ?? 0) < LONG_HOURS
}

function isWorthMail(problem: Problem, tellsAll: boolean): boolean {
  if (isShortLock(problem)) return tellsAll
  // Nothing is wrong with the run, but what it publishes stays published.
  return isTrouble(problem) || problem.code === 'REVIEW_LEFT'
}

function tell(done: RunDone, exitCode: ExitCode, options: RunOptions & { readonly isWaitedFor: boolean }): void {
  const { files, lines, bytes, settingsChanges, changes, changed, problems } = done
  if (options.json === true) {
    const codes = problems.map(({ code }) => code)
    process.stdout.write(
      `${JSON.stringify({ files, lines, bytes, settingsChanges, changes, changed, problems: codes, exitCode })}\n`,
    )
    return
  }
  if (options.printChanged === true) process.stdout.write(changedReport(changed))
  if (!options.isWaitedFor) return
  if (options.dryRun === true) {
    process.stderr.write(settingsReport(settingsChanges))
    process.stdout.write(done.utility.length === 0 ? '' : utilityReport(done.utility))
  }
  process.stderr.write(runReport(done, options.dryRun === true))
}
