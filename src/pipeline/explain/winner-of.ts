import { FATE } from '../../domain/fate.ts'
import type { Hit } from '../../domain/hit.ts'
import type { Written } from '../../domain/place.ts'
import type { CountPlan } from '../plan-count.ts'

/** The pattern that took the request just judged: of a feature, or of `ignore:`. */
export function winnerOf(
  plan: CountPlan,
  { fate, feature }: Pick<Hit, 'fate' | 'feature'>,
): Written<string> | undefined {
  if (fate === FATE.ignored) return plan.ignore.winner()
  return feature < 0 ? undefined : plan.matcher.winner()
}
