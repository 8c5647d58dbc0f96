import { ProblemError, type Problem } from '../../../domain/problem.ts'
import type { LogSource } from '../../../domain/service.ts'
import type { ServerLog, ServerLogs } from '../../../server/index.ts'
import { problemsOfFormat } from '../format/choose-format.ts'
import type { CountPlan } from '../../plan-count.ts'
import { chooseLog, logsAt, remarkLogs, serverFileOf } from './ask-servers.ts'
import { readServer } from './read-server.ts'

/** What is wrong with the web servers' configurations that formats are left to, without a look at any log. */
export async function checkServers(plan: CountPlan): Promise<readonly Problem[]> {
  const { logs: entries } = plan.configuration
  const files = [...entries, undefined].flatMap((entry) => serverFileOf(plan, entry) ?? [])
  const problems: Problem[] = []
  for (const file of new Set(files))
    problems.push(
      ...(await checkServer(
        file,
        entries.filter((entry) => serverFileOf(plan, entry) === file),
      )),
    )
  return problems
}

async function checkServer(file: string, entries: readonly LogSource[]): Promise<readonly Problem[]> {
  try {
    const server = await readServer(file)
    const chosen = entries.flatMap(({ path }) => chooseEach(path.value, file, server))
    const logs = chosen.flatMap((log) => ('code' in log ? [] : [log]))
    const formats = new Map(logs.map(({ format }) => [format.value, format]))
    return [
      ...chosen.flatMap((log) => ('code' in log ? [log] : [])),
      ...[...formats.values()].flatMap(problemsOfFormat),
      ...remarkLogs(logs, server),
    ]
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return error.problems
  }
}

/** Of each log that a path or a glob means the one format. */
function chooseEach(path: string, file: string, server: ServerLogs): readonly (ServerLog | Problem)[] {
  const meant = logsAt(path, server.logs)
  const paths = [...new Set(meant.map((log) => log.path))]
  if (paths.length === 0) return [chooseLog(path, file, [], server)]
  return paths.map((each) =>
    chooseLog(
      each,
      file,
      meant.filter((log) => log.path === each),
      server,
    ),
  )
}
