import { checkConfiguration, checkLogs, isError, type CountPlan } from '../../pipeline/index.ts'
import type { Problem } from '../../domain/problem.ts'
import { EXIT, exitCodeOf, type ExitCode } from '../exit-code.ts'
import { loadConfiguration } from '../load-configuration.ts'
import { startProgress } from '../progress.ts'
import { configurationReport } from '../report/configuration-report.ts'
import { logsReport } from '../report/logs-report.ts'
import { showProblems } from '../show-problems.ts'

export type CheckOptions = { readonly config?: string; readonly format?: string; readonly quiet?: true }

/** `comptage check`: the configuration, and what logs look like through it. Writes nothing. */
export async function check(logs: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const { plan, problems } = checkConfiguration(loadConfiguration(options.config), options.format)
  if (problems.some(isError)) {
    tell(problems, options)
    return exitCodeOf(problems)
  }
  if (options.quiet !== true) process.stdout.write(configurationReport(plan))
  tell(problems, options)
  if (logs.length > 0) return checkThrough(plan, logs, options)
  if (options.quiet !== true) process.stdout.write('\nTo see what it catches: comptage check LOG…\n')
  return EXIT.done
}

async function checkThrough(plan: CountPlan, logs: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const progress = await startProgress(options.quiet === true)
  const checked = await checkLogs(plan, logs, progress.onProgress).finally(progress.stop)
  const { features, k } = plan.configuration
  if (options.quiet !== true) process.stdout.write(logsReport(checked, features, k))
  tell(checked.problems, options)
  return exitCodeOf(checked.problems)
}

function tell(problems: readonly Problem[], { quiet }: CheckOptions): void {
  showProblems(problems.filter((problem) => quiet !== true || isError(problem)))
}
