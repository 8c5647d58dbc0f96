import type { Problem } from '../domain/problem.ts'
import type { Configuration } from '../domain/service.ts'
import { remarkAmongOpenData } from '../publish/index.ts'
import { findLogs } from '../source/index.ts'

/** Tallies of other machines among what is published: their true counts would be published with it. */
export async function remarkTalliesInOutput({
  output,
  sources,
}: Pick<Configuration, 'output' | 'sources'>): Promise<readonly Problem[]> {
  if (output === undefined) return []
  const { logs: tallies } = await findLogs(sources.map(({ path }) => path))
  return remarkAmongOpenData(
    tallies.map(({ path }) => path),
    output,
  )
}
