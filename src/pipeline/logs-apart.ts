import { dirname } from 'node:path'
import type { Problem } from '../domain/problem.ts'
import type { Configuration } from '../domain/service.ts'
import { isBelow } from '../publish/index.ts'
import type { FoundLog } from '../source/index.ts'

/**
 * Logs among what is published, whose lines would be published with it: by their name, which a web server follows where it is a link,
 * or by what that leads to.
 */
export function remarkLogsInOutput(
  { output }: Pick<Configuration, 'output'>,
  logs: readonly Pick<FoundLog, 'path'>[],
): readonly Problem[] {
  if (output === undefined) return []
  const isIn = (path: string): boolean => isBelow(output, path) || isBelow(output, dirname(path))
  return logs
    .filter(({ path }) => path !== '-' && isIn(path))
    .map(({ path }) => ({ code: 'LOG_IN_OUTPUT', path, output }))
}
