import { ProblemError, type Problem } from '../../domain/problem.ts'
import { exportState, mergeIntoTally, publishTallies, tallyLogs } from '../../pipeline/index.ts'
import { EXIT, exitCodeOf, type ExitCode } from '../exit-code.ts'
import type { Both } from '../../domain/service.ts'
import { say } from '../language/language.ts'
import { loadConfiguration } from '../load-configuration.ts'
import type { Shared } from '../shared-options.ts'
import { tellProblems } from '../show-problems.ts'
import { endOnSignals, startProgress } from '../terminal/progress.ts'
import { showLedger } from '../terminal/show-ledger.ts'
import { refuseTerminal, tellUnwritten, tellWritten } from './count.ts'

type MergeOptions = Shared<'config' | 'state' | 'cutAnew' | 'quiet' | 'output'> & {
  readonly tally?: string
}

/** `comptage merge`: the sum of tallies, as a tally or as folders. */
export async function merge(files: readonly string[], options: MergeOptions): Promise<ExitCode> {
  const { tally, output, config, state, quiet } = options
  const request = { configuration: loadConfiguration(config), files, ...(state !== undefined && { state }) }
  if (tally !== undefined) {
    const problems = await mergeIntoTally(request, tally)
    if (quiet !== true) tellTally(tally)
    return told(problems, options)
  }
  if (output === undefined) throw new ProblemError({ code: 'USAGE', message: say(NO_DESTINATION) })
  endOnSignals()
  const { changed, problems, unwritten } = await publishTallies(request, output, options.cutAnew === true)
  if (unwritten === undefined) tellWritten(changed, output, options)
  else tellUnwritten(output, unwritten.isCut, options)
  return told(problems, options)
}

function told(problems: readonly Problem[], { quiet }: MergeOptions): ExitCode {
  tellProblems(problems, quiet)
  return exitCodeOf(problems)
}

const NO_DESTINATION: Both = {
  en: 'where to is missing: --tally FILE, or -o DIR',
  fr: 'il manque la destination : --tally FICHIER, ou -o DOSSIER',
}

type TallyOptions = Shared<'config' | 'format' | 'malformedLimit' | 'jobs' | 'quiet'> & {
  readonly tally: string
}

/** `comptage tally`: one pass over logs, as a file for `merge`. */
export async function tally(logs: readonly string[], options: TallyOptions): Promise<ExitCode> {
  const { tally: path, quiet, config, ...asked } = options
  const configuration = loadConfiguration(config)
  refuseTerminal(configuration, logs)
  const progress = await startProgress(quiet === true)
  const { ledger, problems, isWritten } = await tallyLogs({ configuration, logs, ...asked }, path, progress).finally(
    progress.stop,
  )
  if (quiet !== true && ledger.total.linesRead > 0) showLedger(ledger)
  tellProblems(problems, quiet)
  if (quiet !== true && isWritten) tellTally(path)
  return exitCodeOf(problems)
}

type ExportOptions = Shared<'config' | 'state' | 'quiet'> & {
  readonly tally: string
  readonly lockWait?: number
}

/** `comptage export`: what runs have counted, as a file. */
export async function exportTally({ tally, config, state, lockWait, quiet }: ExportOptions): Promise<ExitCode> {
  const by = await exportState({
    configuration: loadConfiguration(config),
    tally,
    ...(state !== undefined && { state }),
    ...(lockWait !== undefined && { lockWaitMs: lockWait * 1000 }),
  })
  if (quiet !== true) tellTally(tally, by)
  return EXIT.done
}

/** What a tally is, to whoever just made one. @param by of an export: `period` where the state publishes */
function tellTally(path: string, by: 'day' | 'period' = 'day'): void {
  const words = {
    en: `${path}: true counts, small ones too; for comptage merge, never for publication`,
    fr: `${path} : les chiffres exacts, petits compris ; pour comptage merge, jamais à publier`,
  }
  process.stderr.write(`${say(words)}\n`)
  if (by === 'period') process.stderr.write(`${say(BY_PERIOD)}\n`)
}

const BY_PERIOD: Both = {
  en: 'counted by period, since this state publishes: sources: of another machine do not take it',
  fr: 'compté par période, car cet état publie : sources: d’une autre machine ne le prend pas',
}
