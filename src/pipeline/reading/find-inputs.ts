import { ProblemError } from '../../domain/problem.ts'
import { remarkLogsInOutput } from '../logs-apart.ts'
import { findLogs } from '../../source/index.ts'
import type { Inputs } from './input.ts'
import type { CountPlan } from '../plan-count.ts'
import { askServers } from './server-logs/ask-servers.ts'

/**
 * The logs that were asked for: those named, else the configuration's, else stdin.
 *
 * @throws ProblemError LOG_IN_OUTPUT, and where the configuration of a web server does not say in which format they are
 */
export async function findInputs(plan: CountPlan): Promise<Inputs> {
  const { request, configuration } = plan
  const named = request.logs ?? []
  const configured = configuration.logs.map(({ path }) => path.value)
  const asked = named.length > 0 ? named : configured.length > 0 ? configured : ['-']
  const found = await findLogs(asked, asked !== configured)
  const published = remarkLogsInOutput(configuration, found.logs)
  if (published.length > 0) throw new ProblemError(...published)
  // A log that is named and also fits an entry is read in the format of that entry; which entries find nothing is not asked.
  const fitting = asked === configured ? found : await findLogs(configured)
  const patterns = new Map(fitting.logs.map(({ id, pattern }) => [id, pattern]))
  const inputs = found.logs.map((log) => ({
    log,
    entry: configuration.logs.find(({ path }) => path.value === patterns.get(log.id)),
  }))
  const answered = await askServers(plan, inputs)
  return { inputs: answered.inputs, problems: [...found.problems, ...answered.problems] }
}
