import { NO_PASSED_OVER, type PassedOver } from '../../domain/observed-features.ts'
import { CLIENT } from '../../domain/dictionary.ts'
import { FATE, type FateIndex } from '../../domain/fate.ts'
import type { FeatureIndex } from '../../domain/feature.ts'
import type { Hit } from '../../domain/hit.ts'
import { openNear } from '../../feature/index.ts'
import type { LineAtHand } from '../../gate/index.ts'
import type { CountPlan } from '../plan-count.ts'

export type PassedKind = keyof PassedOver
export type PassedSums = Record<PassedKind, number>

export function noPassed(): PassedSums {
  return { ...NO_PASSED_OVER }
}

/** Tells of a line whether it came for a feature, was answered, and is no use of it; and why. */
export type PassedTeller = (hit: Hit, line: LineAtHand, tell: (feature: FeatureIndex, kind: PassedKind) => void) => void

/** Whoever sees only what is counted takes a feature for unused that programs, or other methods, ask for all day. */
export function openPassedOver({ configuration }: CountPlan): PassedTeller {
  const near = openNear(configuration.features, { caseInsensitive: configuration.case === 'insensitive' })
  return (hit, line, tell) => {
    const kind = KINDS.get(hit.fate)
    if (kind === undefined) return
    if (kind === 'assets' || kind === 'methods') {
      const feature = line.near(near)
      if (feature >= 0) tell(feature, kind)
    } else if (kind !== 'programs' || isProgram(hit)) tell(hit.feature, kind)
  }
}

const KINDS = new Map<FateIndex, PassedKind>([
  [FATE.robot, 'programs'],
  [FATE.redirect, 'redirects'],
  [FATE.partial, 'parts'],
  [FATE.asset, 'assets'],
  [FATE.method, 'methods'],
])

/** A feature for all would have counted it: who declares to be a robot is none anywhere. */
function isProgram({ client, outcome }: Hit): boolean {
  return outcome === FATE.counted && (client === CLIENT.machine || client === CLIENT.unknown)
}
