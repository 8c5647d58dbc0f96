import { ProblemError, type Problem } from '../../../domain/problem.ts'
import { mergeIntoTally, publishTallies } from '../../../pipeline/index.ts'
import { exitCodeOf, type ExitCode } from '../../exit-code.ts'
import { loadConfiguration } from '../../load-configuration.ts'
import { say, type Both } from '../../language/language.ts'
import { tellTally } from '../../report/tally-note.ts'
import { tellProblems } from '../../show-problems.ts'
import { endOnSignals } from '../../terminal/progress.ts'
import { tellWritten } from '../count.ts'
import type { Shared } from '../../shared-options.ts'

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
  const { changed, problems } = await publishTallies(request, output, options.cutAnew === true)
  tellWritten(changed, output, options)
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
