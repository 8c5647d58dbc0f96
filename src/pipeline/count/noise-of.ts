import { randomBytes, randomInt } from 'node:crypto'
import { join } from 'node:path'
import * as z from 'zod'
import { ProblemError, type Problem } from '../../domain/problem.ts'
import type { Configuration } from '../../domain/service.ts'
import type { NoiseSource } from '../../domain/table.ts'
import { foldersOf, readDescription } from '../../publish/index.ts'
import { claimNoiseKey, readNoiseKey, stateFolderOf } from '../../state/index.ts'
import { refuseStateOfAnother } from '../kept/own-state.ts'
import type { CountPlan } from '../plan-count.ts'
import { cutAnew } from './refuse-cut-anew.ts'

/**
 * Where the noise of a count comes from.
 *
 * @throws ProblemError where a table needs noise that a count cannot give
 */
export async function noiseOf({ specs, configuration, request }: CountPlan): Promise<NoiseSource> {
  if (request.isTrial === true) return { key: randomBytes(32), below: (below) => randomInt(below) }
  const frozen = specs.find(({ protection }) => protection.level === 'dp')
  if (frozen !== undefined) throw new ProblemError({ code: 'DP_NEEDS_RUN', table: frozen.name })
  const needsKey = specs.some(({ protection }) => protection.level === 'cell-key')
  return needsKey ? { key: await ownNoiseKey(configuration, stateFolderOf(configuration, request.state)) } : {}
}

async function ownNoiseKey(configuration: Configuration, folder: string): Promise<Uint8Array> {
  await refuseStateOfAnother(configuration, folder)
  const { id } = configuration.service
  const key = readNoiseKey(folder, id)
  claimNoiseKey(folder, id)
  return key
}

const DESCRIBED = z.object({ resources: z.array(z.unknown()) })
const OF_NOISE = z.object({ comptage: z.object({ protection: z.object({ views: z.int() }) }) })

/**
 * Noise depends on how many noisy figures one request is part of, and on which: where that, or anything that cuts them, is other than in the
 * folder, what is about to be written has other noise than what stands there, and two draws of one count tell more of it than one.
 */
export function noiseRemarks(plan: CountPlan, output: string): readonly Problem[] {
  const now = plan.specs.map(({ protection }) => protection).find((protection) => 'views' in protection)?.views
  const folders = foldersOf(plan.configuration.service.id).map((name) => join(output, name))
  return folders.flatMap((folder): readonly Problem[] => {
    const before = viewsIn(folder)
    if (now === undefined || before === undefined) return []
    if (before === now && cutAnew(plan, folder).differs.length === 0) return []
    return [{ code: 'NOISE_DRAWN_ANEW', folder, before, now }]
  })
}

function viewsIn(folder: string): number | undefined {
  const resources = DESCRIBED.safeParse(readDescription(folder)).data?.resources ?? []
  return resources.flatMap((one) => OF_NOISE.safeParse(one).data?.comptage.protection.views ?? [])[0]
}
