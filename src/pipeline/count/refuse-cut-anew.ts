import { join } from 'node:path'
import * as z from 'zod'
import { ProblemError, type CutPart, type Problem } from '../../domain/problem.ts'
import { foldersOf, readDescription } from '../../publish/index.ts'
import { CUT, type Cut, cutOf } from '../cut-of.ts'
import type { CountPlan } from '../plan-count.ts'

/** What `count` and `merge` say of a folder, and `run` does not. */
export const OF_COUNT = z.object({ comptage: z.object({ cut: CUT }) })

/**
 * Another `count` published there. Where figures are cut in another way, whoever kept that edition subtracts: what one shows
 * and the other hides is what the reader was not to have.
 *
 * @throws ProblemError CUT_ANEW
 */
export function refuseCutAnew(plan: CountPlan, output: string): void {
  for (const name of foldersOf(plan.configuration.service.id)) {
    const folder = join(output, name)
    const { differs, features } = cutAnew(plan, folder)
    if (differs.length > 0) throw new ProblemError({ code: 'CUT_ANEW', folder, differs, features })
  }
}

/** What cuts the figures otherwise than those of the `count` that wrote a folder: nothing, where none did. */
export function cutAnew(plan: CountPlan, folder: string): Pick<CutAnew, 'differs' | 'features'> {
  const before = OF_COUNT.safeParse(readDescription(folder)).data?.comptage.cut
  if (before === undefined) return { differs: [], features: [] }
  const now = cutOf(plan)
  const features = recutFeatures(before, now)
  const differs = PARTS.filter((part) =>
    part === 'features' ? features.length > 0 : JSON.stringify(before[part]) !== JSON.stringify(now[part]),
  )
  return { differs, features }
}

type CutAnew = Extract<Problem, { readonly code: 'CUT_ANEW' }>

const PARTS: readonly CutPart[] = ['threshold', 'timezone', 'features', 'paths', 'referrers', 'tables']

/** One that is new takes nothing from another, or that one is another too. */
function recutFeatures(before: Cut, now: Cut): readonly string[] {
  return Object.entries(before.features).flatMap(([id, cut]) => (now.features[id] === cut ? [] : id))
}
