import type { Protection } from '../../../domain/table.ts'
import type { Figure } from './figure-of.ts'

/** Of the average per day that has a log: `share` 0.1 is 10 % more. */
export type Change =
  | { readonly state: 'known'; readonly share: number; readonly isSure: boolean }
  | { readonly state: 'hidden' | 'hidden-before' | 'nothing-before' | 'none' }

/** None where either figure is hidden, absent or a gap. */
export function changeOf(latest: Figure, before: Figure | undefined, protection: Protection): Change {
  if (latest.state === 'hidden') return { state: 'hidden' }
  if (latest.state !== 'shown') return { state: 'none' }
  if (before?.state === 'hidden') return { state: 'hidden-before' }
  if (before?.state !== 'shown' || before.count === 0) return { state: 'nothing-before' }
  const share = latest.count / latest.days / (before.count / before.days) - 1
  return { state: 'known', share, isSure: Math.abs(share) > doubt(latest.count, before.count, protection) }
}

// Requests come in bursts: their variance is taken as three times that of independent ones. Noise comes on top.
function doubt(latest: number, before: number, protection: Protection): number {
  const noise = noiseVariance(protection)
  const relative = (count: number) => (count === 0 ? 0 : 3 / count + noise / count ** 2)
  return 2 * Math.sqrt(relative(latest) + relative(before))
}

function noiseVariance(protection: Protection): number {
  if (protection.level === 'cell-key') return protection.variance
  if (protection.level === 'dp') return 2 * ((protection.changes * protection.views) / protection.epsilon) ** 2
  return 0
}
