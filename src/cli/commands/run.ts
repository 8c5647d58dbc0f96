import { ProblemError, type Problem } from '../../domain/problem.ts'
import { runService, severityOf, type PeriodName, type RunDone, type RunRequest } from '../../pipeline/index.ts'
import { EXIT, exitCodeOf, type ExitCode } from '../exit-code.ts'
import { loadConfiguration } from '../load-configuration.ts'
import { turnsReport } from '../report/check/turns-report.ts'
import { utilityReport } from '../report/check/utility-report.ts'
import { say } from '../language/language.ts'
import { showProblems } from '../show-problems.ts'
import { numbered } from '../words/words.ts'

export type RunOptions = {
  readonly config?: string
  readonly state?: string
  readonly dryRun?: true
  readonly revise?: PeriodName
  readonly adopt?: string
  readonly printChanged?: true
  readonly json?: true
  readonly lockWait?: number
  readonly quiet?: true
}

/** `comptage run`: what is new in the logs, once. It says nothing where all is well, since cron mails every word. */
export async function run(log: string | undefined, options: RunOptions): Promise<ExitCode> {
  const isPerson = process.stderr.isTTY
  try {
    const done = await runService({ ...requestOf(log, options), tellsAll: isPerson, exitCodeOf })
    showProblems(done.news.filter((problem) => isWorthMail(problem) || (isPerson && options.quiet !== true)))
    const exitCode = exitCodeOf(done.problems)
    tell(done, exitCode, options)
    return exitCode
  } catch (error) {
    // The next run does what this one could not.
    if (!isPerson && error instanceof ProblemError && error.problems.every(isShortLock)) return EXIT.tryLater
    throw error
  }
}

function requestOf(
  log: string | undefined,
  { config, state, revise, adopt, lockWait, dryRun }: RunOptions,
): RunRequest {
  if (log !== undefined && log !== '-') throw new ProblemError({ code: 'USAGE', message: say(PIPE_ALONE) })
  return {
    configuration: loadConfiguration(config),
    ...(state !== undefined && { state }),
    ...(revise !== undefined && { revise }),
    ...(adopt !== undefined && { adopt }),
    ...(lockWait !== undefined && { lockWaitMs: lockWait * 1000 }),
    ...(log === '-' && { stdin: process.stdin }),
    dryRun: dryRun === true,
  }
}

const PIPE_ALONE = {
  en: 'logs stand in logs: of the configuration; run takes - alone',
  fr: 'les journaux se nomment sous logs: de la configuration ; run ne prend que -',
}

/** A run that takes longer hangs, or reads years of logs. */
const LONG_HOURS = 6

function isShortLock(problem: Problem): boolean {
  return problem.code === 'STATE_LOCKED' && (problem.hours ?? 0) < LONG_HOURS
}

// The other warnings are of the configuration, and `check` says them.
const TROUBLE: readonly Problem['code'][] = [
  'CLOCK_JUMPED',
  'LOG_SILENT',
  'SOURCE_SILENT',
  'LOG_WAITING',
  'LATE_KEPT_BACK',
  'NOISE_KEY_REPLACED',
  'NOT_DRAWN_AGAIN',
]

function isWorthMail(problem: Problem): boolean {
  if (isShortLock(problem)) return false
  return severityOf(problem) === 'error' || TROUBLE.includes(problem.code)
}

function tell(done: RunDone, exitCode: ExitCode, options: RunOptions): void {
  const { files, lines, bytes, turns, changes, changed, problems } = done
  if (options.json === true) {
    const codes = problems.map(({ code }) => code)
    process.stdout.write(
      `${JSON.stringify({ files, lines, bytes, turns, changes, changed, problems: codes, exitCode })}\n`,
    )
    return
  }
  if (options.printChanged === true) process.stdout.write(changed.map((path) => `${path}\n`).join(''))
  if (options.dryRun !== true || options.quiet === true) return
  process.stderr.write(turnsReport(turns))
  process.stdout.write(done.utility.length === 0 ? '' : utilityReport(done.utility))
  const periods = changes.flatMap((change) => ('periods' in change ? change.periods : []))
  const read = numbered(lines, say({ en: ['new line', 'new lines'], fr: ['nouvelle ligne', 'nouvelles lignes'] }))
  const from = numbered(files, say({ en: ['file', 'files'], fr: ['fichier', 'fichiers'] }))
  const closed = periods.join(', ')
  const closes =
    closed === ''
      ? say({ en: 'no period closes', fr: 'aucune période ne se clôt' })
      : say({ en: `would close ${closed}`, fr: `à clore : ${closed}` })
  const words = {
    en: `${read} in ${from}; ${closes}; nothing was kept or written`,
    fr: `${read} dans ${from} ; ${closes} ; rien n’a été gardé ni écrit`,
  }
  process.stderr.write(`${say(words)}\n`)
}
