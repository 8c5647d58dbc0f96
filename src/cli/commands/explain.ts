import { ProblemError } from '../../domain/problem.ts'
import { explainLine, openExplainer, planCount, type CountPlan } from '../../pipeline/index.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { loadConfiguration } from '../load-configuration.ts'
import { lineReport, lineVerdict } from '../report/line-report.ts'
import { requestReport, requestVerdict } from '../report/request-report.ts'

export type ExplainOptions = {
  readonly config?: string
  readonly line?: true
  readonly format?: string
  readonly quiet?: true
}

/** `comptage explain`: the decision about requests that somebody types, or about one line of a log. */
export async function explain(requests: readonly string[], options: ExplainOptions): Promise<ExitCode> {
  refuseMisuse(requests, options)
  const { config, format, line, quiet } = options
  const plan = planCount({ configuration: loadConfiguration(config), ...(format === undefined ? {} : { format }) })
  if (line === true) await explainStdin(plan, quiet === true)
  else {
    const reports = requests.map(openExplainer(plan)).map(quiet === true ? requestVerdict : requestReport)
    process.stdout.write(reports.join(quiet === true ? '' : '\n'))
  }
  return EXIT.done
}

function refuseMisuse(requests: readonly string[], { line }: ExplainOptions): void {
  if (line === true && requests.length > 0)
    throw new ProblemError({ code: 'USAGE', message: '--line reads a line from stdin, and takes no request' })
  if (line !== true && requests.length === 0)
    throw new ProblemError({ code: 'USAGE', message: 'name a request, as "POST /path?key=value", or use --line' })
}

async function explainStdin(plan: CountPlan, isQuiet: boolean): Promise<void> {
  if (process.stdin.isTTY) process.stderr.write('paste one line of a log, then Enter and Ctrl-D\n')
  const line = await explainLine(plan, process.stdin)
  if (!line.isOnly && !isQuiet) process.stderr.write('note: only the first line is explained\n')
  process.stdout.write(isQuiet ? lineVerdict(line) : lineReport(line, plan))
}
