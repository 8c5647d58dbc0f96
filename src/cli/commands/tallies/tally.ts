import { tallyLogs } from '../../../pipeline/index.ts'
import { exitCodeOf, type ExitCode } from '../../exit-code.ts'
import { loadConfiguration } from '../../load-configuration.ts'
import { startProgress } from '../../terminal/progress.ts'
import { tellTally } from '../../report/tally-note.ts'
import { showLedger } from '../../terminal/show-ledger.ts'
import { tellProblems } from '../../show-problems.ts'
import { refuseTerminal } from '../count.ts'
import type { Shared } from '../../shared-options.ts'

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
