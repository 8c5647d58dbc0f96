import type { Problem } from '../domain/problem.ts'
import type { LogSource } from '../domain/service.ts'
import { findLogs, type FoundLog } from '../source/index.ts'
import type { CountPlan } from './plan-count.ts'

/** A log to read, and the entry of `logs:` whose path fits it. */
export type Input = { readonly log: FoundLog; readonly entry: LogSource | undefined }

export type Inputs = { readonly inputs: readonly Input[]; readonly problems: readonly Problem[] }

/** The logs that were asked for: those named, else the configuration's, else stdin. */
export async function findInputs({ request, configuration }: CountPlan): Promise<Inputs> {
  const named = request.logs ?? []
  const configured = configuration.logs.map(({ path }) => path.value)
  const asked = named.length > 0 ? named : configured.length > 0 ? configured : ['-']
  const found = await findLogs(asked)
  // A log that is named and also fits an entry is read in the format of that entry; which entries find nothing is not asked.
  const fitting = asked === configured ? found : await findLogs(configured)
  const patterns = new Map(fitting.logs.map(({ id, pattern }) => [id, pattern]))
  return {
    inputs: found.logs.map((log) => ({
      log,
      entry: configuration.logs.find(({ path }) => path.value === patterns.get(log.id)),
    })),
    problems: found.problems,
  }
}
