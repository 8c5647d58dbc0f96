import { randomBytes, randomInt } from 'node:crypto'
import { isNoisy, type NoiseSource } from '../../domain/table.ts'
import { createNoiseKey, readNoiseKey } from '../../state/index.ts'
import type { CountPlan } from '../plan-count.ts'

/** A new key is made with a new state only: what was published with another would be drawn anew. */
export function noiseOfRun(plan: CountPlan, folder: string, isNew: boolean, isRehearsal: boolean): NoiseSource {
  const below = (limit: number): number => randomInt(limit)
  if (plan.configuration.output === undefined || !plan.specs.some(isNoisy)) return { below }
  if (isNew && isRehearsal) return { key: randomBytes(32), below }
  if (isNew) createNoiseKey(folder)
  return { key: readNoiseKey(folder), below }
}
