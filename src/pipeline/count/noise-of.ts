import { randomBytes, randomInt } from 'node:crypto'
import { ProblemError } from '../../domain/problem.ts'
import type { NoiseSource } from '../../domain/table.ts'
import { readNoiseKey, stateFolderOf } from '../../state/index.ts'
import type { CountPlan } from '../plan-count.ts'

/**
 * Where the noise of a count comes from.
 *
 * @throws ProblemError where a table needs noise that a count cannot give
 */
export function noiseOf({ specs, configuration, request }: CountPlan): NoiseSource {
  if (request.isTrial === true) return { key: randomBytes(32), below: (below) => randomInt(below) }
  const frozen = specs.find(({ protection }) => protection.level === 'dp')
  if (frozen !== undefined) throw new ProblemError({ code: 'DP_NEEDS_RUN', table: frozen.name })
  const needsKey = specs.some(({ protection }) => protection.level === 'cell-key')
  return needsKey ? { key: readNoiseKey(stateFolderOf(configuration, request.state)) } : {}
}
