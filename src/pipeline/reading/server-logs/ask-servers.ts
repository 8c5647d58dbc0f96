import { resolve } from 'node:path'
import { ProblemError, type Problem } from '../../../domain/problem.ts'
import { isServerFile } from '../../../domain/service.ts'
import type { ServerLog, ServerLogs } from '../../../server/index.ts'
import type { Input, Inputs } from '../input.ts'
import type { CountPlan } from '../../plan-count.ts'
import { logsAt } from './logs-at.ts'
import { readServer } from './read-server.ts'
import { remarkLogs } from './remark-logs.ts'

type Plan = Pick<CountPlan, 'request' | 'configuration'>

/**
 * Gives each log whose format is left to a web server's configuration the format that it has there.
 *
 * @throws ProblemError FILE_UNREADABLE, SERVER_CONFIG_SYNTAX, SERVER_LOG_UNKNOWN, SERVER_LOG_AMBIGUOUS
 */
export async function askServers(plan: Plan, inputs: readonly Input[]): Promise<Inputs> {
  const servers = new Map<string, { readonly logs: ServerLogs; readonly chosen: ServerLog[] }>()
  const answered: Input[] = []
  const wrong: Problem[] = []
  for (const input of inputs) {
    const file = serverFileOf(plan, input.entry)
    if (file === undefined) {
      answered.push(input)
      continue
    }
    const server = servers.get(file) ?? { logs: await readServer(file), chosen: [] }
    servers.set(file, server)
    const chosen = chooseLog(input.log.path, file, candidates(plan, input, file, server.logs), server.logs)
    if ('code' in chosen) wrong.push(chosen)
    else {
      server.chosen.push(chosen)
      answered.push({ ...input, format: chosen.format })
    }
  }
  if (wrong.length > 0) throw new ProblemError(...wrong)
  return { inputs: answered, problems: [...servers.values()].flatMap(({ chosen, logs }) => remarkLogs(chosen, logs)) }
}

/** The web server's configuration that a log's format is left to. */
export function serverFileOf({ request }: Plan, entry: Input['entry']): string | undefined {
  if (request.format !== undefined) return isServerFile(request.format) ? resolve(request.format) : undefined
  return entry !== undefined && isServerFile(entry.format.value) ? entry.format.value : undefined
}

/** What comes through a pipe has no path: it is one of the logs that the configuration lists, else any. */
function candidates(plan: Plan, { log: { path } }: Input, server: string, { logs }: ServerLogs): readonly ServerLog[] {
  if (path !== '-') return logsAt(resolve(path), logs)
  const entries = plan.configuration.logs.filter((entry) => serverFileOf(plan, entry) === server)
  const listed = entries.flatMap((entry) => logsAt(entry.path.value, logs))
  return listed.length > 0 ? listed : logs
}

/** The log that was meant, or why none can be told. */
export function chooseLog(
  log: string,
  server: string,
  found: readonly ServerLog[],
  { logs }: ServerLogs,
): ServerLog | Problem {
  const formats = [...new Map(found.map((candidate) => [candidate.format.value, candidate])).values()]
  const [first, second] = formats
  if (first === undefined)
    return { code: 'SERVER_LOG_UNKNOWN', log, server, known: [...new Set(logs.map(({ path }) => path))] }
  if (second === undefined) return found.find(({ isPartial }) => isPartial) ?? first
  return {
    code: 'SERVER_LOG_AMBIGUOUS',
    log,
    formats: formats.map(({ formatName: name, place }) => ({ name, place })),
  }
}
