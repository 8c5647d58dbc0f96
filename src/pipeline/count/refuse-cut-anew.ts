import { createHash } from 'node:crypto'
import { join } from 'node:path'
import * as z from 'zod'
import { FEATURE_ID } from '../../domain/feature.ts'
import { ProblemError, type CutPart } from '../../domain/problem.ts'
import type { Configuration } from '../../domain/service.ts'
import { rivalsOf } from '../../feature/index.ts'
import { foldersOf, readDescription } from '../../publish/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { seriesOf } from '../../domain/series-of.ts'

/** Everything of a configuration that cuts figures, part by part, as it is written into the folder that they go to. */
type Cut = z.output<typeof CUT>

const word = z.string().max(100)
const CUT = z.object({
  threshold: word,
  timezone: word,
  paths: word,
  referrers: word,
  tables: z.array(z.string().max(500)).max(1000),
  features: z.record(z.string().regex(FEATURE_ID), word),
})

/** What `count` and `merge` say of a folder, and `run` does not. */
export const OF_COUNT = z.object({ comptage: z.object({ cut: CUT }) })

/**
 * Another `count` published there. Where figures are cut in another way, whoever kept that edition subtracts: what one shows
 * and the other hides is what the reader was not to have.
 *
 * @throws ProblemError CUT_ANEW
 */
export function refuseCutAnew(plan: CountPlan, output: string): void {
  const now = cutOf(plan)
  for (const name of foldersOf(plan.configuration.service.id)) {
    const folder = join(output, name)
    const before = OF_COUNT.safeParse(readDescription(folder)).data?.comptage.cut
    if (before === undefined) continue
    const features = recutFeatures(before, now)
    const differs = PARTS.filter((part) =>
      part === 'features' ? features.length > 0 : JSON.stringify(before[part]) !== JSON.stringify(now[part]),
    )
    if (differs.length > 0) throw new ProblemError({ code: 'CUT_ANEW', folder, differs, features })
  }
}

const PARTS: readonly CutPart[] = ['threshold', 'timezone', 'features', 'paths', 'referrers', 'tables']

/** One that is new takes nothing from another, or that one is another too. */
function recutFeatures(before: Cut, now: Cut): readonly string[] {
  return Object.entries(before.features).flatMap(([id, cut]) => (now.features[id] === cut ? [] : id))
}

export function cutOf({ configuration, specs }: Pick<CountPlan, 'configuration' | 'specs'>): Cut {
  const { k, timezone, ignore, service, case: letterCase, referrers } = configuration
  return {
    threshold: String(k),
    timezone,
    paths: byteOf([ignore.map(({ value }) => value).sort(), [...service.hosts].sort(), letterCase]),
    referrers: byteOf([...referrers].sort()),
    tables: specs
      .map(
        (spec) =>
          `${seriesOf(spec)}: ${[...spec.measures].sort().join(' ')}, ${Object.values(spec.protection).join(' ')}`,
      )
      .sort(),
    features: featuresOf(configuration),
  }
}

/** By id: its definition, and the patterns of other features that take requests from it. All of that is published anyway. */
function featuresOf({ features, case: letterCase }: Configuration): Cut['features'] {
  const rivals = rivalsOf(features, [], { caseInsensitive: letterCase === 'insensitive', digestOf })
  return Object.fromEntries(
    features.map(({ id, match, clients, partial, assets, from = null, until = null }) => {
      const patterns = match.map(({ value }) => value).sort()
      return [id, digestOf([patterns, clients, partial, assets, from, until, rivals.get(id)]).slice(0, 16)]
    }),
  )
}

/**
 * Of what nobody publishes, one byte: it differs 255 times of 256, and whoever has a list of words is left with one of 256
 * of them.
 */
function byteOf(value: unknown): string {
  return digestOf(value).slice(0, 2)
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}
