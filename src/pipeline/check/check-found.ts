import type { Problem } from '../../domain/problem.ts'
import { findLogs } from '../../source/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { remarkLogsInOutput } from '../logs-apart.ts'
import { remarkRotated } from '../reading/remark-rotated.ts'
import { remarkShared } from '../shared-logs.ts'
import { remarkTalliesInOutput } from '../tallies-apart.ts'

/** What `run` says of the logs that it finds, of those that the configuration finds now: none is opened. */
export async function checkFound(plan: CountPlan): Promise<readonly Problem[]> {
  const patterns = plan.configuration.logs.map(({ path }) => path.value)
  const { logs } = await findLogs(patterns)
  return [
    ...remarkLogsInOutput(plan.configuration, logs),
    ...(await remarkTalliesInOutput(plan.configuration)),
    ...(await remarkRotated(logs, patterns)),
    ...remarkShared(plan.configuration, logs),
  ]
}

/** What is wrong with these logs themselves: they are not there, or are no files. */
export async function checkThere({ configuration: { logs } }: CountPlan): Promise<readonly Problem[]> {
  const patterns = logs.map(({ path }) => path.value)
  return (await findLogs(patterns, false)).problems
}
