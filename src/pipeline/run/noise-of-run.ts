import { hasKey, noteLostKey, noteMadeKey } from '../kept/drawn-periods.ts'
import { createHmac, randomBytes, randomInt } from 'node:crypto'
import { join } from 'node:path'
import type { Problem } from '../../domain/problem.ts'
import { seriesOf } from '../../domain/series-of.ts'
import type { NoiseSource } from '../../domain/table.ts'
import type { CountPlan } from '../plan-count.ts'
import { keepRelease, type ReleaseAround } from './close/keep-release.ts'
import { readEndingTables } from '../kept/read-ending-tables.ts'
import { forgottenThrough } from '../kept/forgotten.ts'
import { readSettings } from '../kept/kept-settings.ts'
import type { Change } from '../../domain/change.ts'
import { claimNoiseKey, createNoiseKey, readNoiseKey, type State } from '../../state/index.ts'
import { dayAt, type KeptTable } from '../../timeline/index.ts'

/**
 * Where noise comes from. The key is made with the first table that needs it, and never again by itself.
 *
 * @throws ProblemError NOISE_KEY where a key was used and is gone, or cannot be used; STATE_OF_ANOTHER
 */
export function noiseOfRun(
  plan: CountPlan,
  { folder, state, isRehearsal }: { readonly folder: string; readonly state: State; readonly isRehearsal: boolean },
): NoiseSource {
  const below = (limit: number): number => randomInt(limit)
  if (plan.configuration.output === undefined || !needsKey(plan, state)) return { below }
  const hadOne = state.facts.fact(CHECK) !== undefined
  // A rehearsal publishes nothing, so any key will do.
  if (!hadOne && isRehearsal) return { key: randomBytes(32), below }
  if (!hadOne && createNoiseKey(folder).isNew)
    state.commit(() => {
      noteMadeKey(state)
      // What a folder that was taken over has of noise came from another. Of tables that had none before, none was lost.
      if (readSettings(state)?.tables.some(hasKey) === true) noteLostKey(state)
    })
  const { id } = plan.configuration.service
  const key = readNoiseKey(folder, id, hadOne)
  if (!isRehearsal) claimNoiseKey(folder, id)
  return { key, below }
}

/** Also for a table that was protected with it, while periods of that time may be published, or published again; it may end with this run. */
function needsKey(plan: CountPlan, state: State): boolean {
  const { specs } = plan
  const through = forgottenThrough(state)
  const all = [...specs, ...readEndingTables({ plan, state }).map(({ spec }) => spec)]
  const isClosing = (table: KeptTable): boolean =>
    table.ended === undefined || all.some((spec) => seriesOf(spec) === seriesOf(table))
  const kept = readSettings(state)?.tables.filter(isClosing)
  const earlier = (kept ?? []).flatMap(({ protections }) =>
    protections.filter((_, i) => (dayAt(protections[i + 1]?.from) ?? Infinity) > through),
  )
  return [...specs, ...earlier].some(({ protection }) => protection.level === 'cell-key')
}

/**
 * Holds the key against the one of earlier runs.
 *
 * A key that was lost cannot be made again. What was drawn with it stays as it was published, for good; another key
 * serves the periods that were never drawn.
 */
export function noteNoiseKey(
  { noise: { key }, ...around }: ReleaseAround & { readonly noise: NoiseSource },
  folder: string,
): { readonly changes: readonly Change[]; readonly problems: readonly Problem[] } {
  if (key === undefined) return NOT_REPLACED
  const { state } = around
  const check = createHmac('sha256', key).update(CHECK).digest('hex')
  const known = state.facts.fact(CHECK)
  if (known === check) return NOT_REPLACED
  state.facts.keepFact(CHECK, check)
  if (known === undefined) return NOT_REPLACED
  noteLostKey(state)
  const problems: readonly Problem[] = [{ code: 'NOISE_KEY_REPLACED', path: join(folder, 'noise.key') }]
  if (state.editions.releases().length === 0) return { changes: [], problems }
  const changes: readonly Change[] = [{ kind: 'noise-key-replaced' }]
  keepRelease(around, changes)
  return { changes, problems }
}

const CHECK = 'noise-check'
const NOT_REPLACED = { changes: [], problems: [] }
