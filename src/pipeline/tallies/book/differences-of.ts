import type { TallyDifference } from '../../../domain/problem.ts'
import type { Fingerprint } from '../../../tally/index.ts'

/** In what two ways of counting differ. `features` are the ones that we know: an unknown word of a file is not repeated. */
export function differencesOf(
  ours: Fingerprint,
  theirs: Fingerprint,
): { readonly differs: readonly TallyDifference[]; readonly features: readonly string[] } {
  const known = new Map(theirs.features)
  const features = ours.features.filter(([id, hash]) => known.get(id) !== hash).map(([id]) => id)
  const differs = PARTS.filter((part) => JSON.stringify(ours[part]) !== JSON.stringify(theirs[part]))
  return { differs, features }
}

const PARTS = ['timezone', 'since', 'features', 'paths', 'referrers', 'tables', 'lists'] as const
