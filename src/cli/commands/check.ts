import {
  checkConfiguration,
  checkFound,
  checkLogs,
  checkServers,
  checkThere,
  countLogs,
  describeProtection,
  isError,
  proposeLogs,
  proposeLogsOf,
  whatWouldChange,
  type CountPlan,
  type ProposedLog,
} from '../../pipeline/index.ts'
import { dayText } from '../../domain/calendar.ts'
import type { Problem } from '../../domain/problem.ts'
import { isServerFile, type Both } from '../../domain/service.ts'
import { EXIT, exitCodeOf, type ExitCode } from '../exit-code.ts'
import { loadConfiguration } from '../load-configuration.ts'
import { dayInWords } from '../language/dates.ts'
import { say, typed } from '../language/language.ts'
import { startProgress } from '../terminal/progress.ts'
import { settingsReport } from '../report/check/settings-report.ts'
import { configurationReport } from '../report/check/configuration-report.ts'
import { disclosureReport } from '../report/check/disclosure-report.ts'
import { logsProposal, logsReport } from '../report/check/logs-report.ts'
import { utilityReport } from '../report/check/utility-report.ts'
import { showProblems, tellProblems } from '../show-problems.ts'
import type { Shared } from '../shared-options.ts'
import { heading } from '../report/columns-text.ts'

export type CheckOptions = Shared<'config' | 'state' | 'format' | 'quiet'> & {
  readonly utility?: true
}

/**
 * `comptage check`: the configuration, and what logs look like through it. Writes nothing.
 *
 * @param root before the usual places of web servers' configurations
 */
export async function check(logs: readonly string[], options: CheckOptions, root = ''): Promise<ExitCode> {
  const { config, format, state } = options
  const { plan, problems: read, folder } = checkConfiguration(loadConfiguration(config), format, state)
  const own = [...read, ...(await checkFound(plan))]
  // With a log, reading it asks its server.
  const problems = logs.length > 0 ? own : [...own, ...(await checkServers(plan))]
  if (problems.some(isError)) {
    tellProblems(problems, options.quiet)
    return exitCodeOf(problems)
  }
  const missing = logs.length > 0 ? [] : await checkThere(plan)
  if (options.quiet !== true) process.stdout.write(await reportOf(plan, missing.length, { ...options, folder }))
  tellProblems(problems, options.quiet)
  tellWithoutState(plan, folder, options.quiet)
  if (logs.length > 0) return checkThrough(plan, logs, options)
  if (options.quiet !== true) await tellNext(plan, missing, root, options.format)
  return EXIT.done
}

/** What only a run needs is no reason to fail. */
function tellWithoutState({ configuration: { output } }: CountPlan, folder?: string, quiet?: true): void {
  if (folder === undefined && output !== undefined && quiet !== true)
    showProblems([{ code: 'STATE_NOWHERE' }], 'warning')
}

/** Logs of tomorrow may not be there yet, so they are no reason to fail. */
async function tellNext(...asked: Parameters<typeof nextStep>): Promise<void> {
  showProblems(asked[1], 'warning')
  process.stdout.write(await nextStep(...asked))
}

async function reportOf(
  plan: CountPlan,
  logsLack: number,
  { folder, utility }: CheckOptions & { readonly folder: string | undefined },
): Promise<string> {
  const disclosure = utility === true ? disclosureReport(describeProtection(plan.specs)) : ''
  return `${configurationReport(plan, logsLack)}${folder === undefined ? '' : await againstState(plan, folder)}${disclosure}`
}

/** What the next run would change, where something is kept by earlier ones. */
async function againstState(plan: CountPlan, named: string): Promise<string> {
  const { folder, settingsChanges: changes, publishedBefore } = await whatWouldChange(plan, named)
  if (changes === undefined) return ''
  const title = heading(say({ en: `since the last run (${folder})`, fr: `depuis la dernière exécution (${folder})` }))
  const nothing = { en: 'nothing changed in the way of counting', fr: 'rien n’a changé dans la façon de compter' }
  const told = changes.length === 0 ? `  ${say(nothing)}\n` : settingsReport(changes)
  return `${title}${told}${publishedBefore === undefined ? '' : `  ${say(sinceIsLate(dayInWords(dayText(publishedBefore))))}\n`}`
}

function sinceIsLate(first: string): Both {
  return {
    en: `since: has no effect: figures are published from ${first} on, and lines go on counting from there`,
    fr: `since: est sans effet, car des chiffres sont publiés dès le ${first}, et les lignes comptent toujours depuis lors`,
  }
}

/** Where the configuration lists no logs, those of the web server that is named, else of this machine's. */
async function nextStep(
  { configuration }: CountPlan,
  missing: readonly Problem[],
  root: string,
  format = '',
): Promise<string> {
  const propose = (): Promise<readonly ProposedLog[]> =>
    isServerFile(format) ? proposeLogsOf(format) : proposeLogs(root)
  const proposed = configuration.logs.length > 0 ? [] : (await propose()).filter(({ isBehind }) => isBehind !== true)
  const lacking = new Set(missing.map((problem) => ('path' in problem ? problem.path : '')))
  const paths = configuration.logs.map(({ path }) => path.value).filter((path) => !lacking.has(path))
  const named = paths.length === 0 ? say({ en: 'LOG…', fr: 'JOURNAL…' }) : paths.map(typed).join(' ')
  const next = {
    en: `To see what it catches: comptage check ${named}`,
    fr: `Pour voir ce qu’elle recueille : comptage check ${named}`,
  }
  return `${logsProposal(proposed)}\n${say(next)}\n`
}

async function checkThrough(plan: CountPlan, logs: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const progress = await startProgress(options.quiet === true)
  const checked = await checkLogs(plan, logs, progress.onProgress).finally(progress.stop)
  const { features, k } = plan.configuration
  if (options.quiet !== true) process.stdout.write(logsReport(checked, features, k))
  tellProblems(checked.problems, options.quiet)
  if (options.utility === true) await tellUtility(plan, logs, options)
  return exitCodeOf(checked.problems)
}

/** Counts once more, with noise from a key that is thrown away: nothing of it is published. */
async function tellUtility(
  { configuration }: CountPlan,
  logs: readonly string[],
  { format }: CheckOptions,
): Promise<void> {
  const counted = await countLogs({ configuration, logs, isTrial: true, ...(format !== undefined && { format }) })
  process.stdout.write(utilityReport(counted.utility()))
}
