import { readConfiguration } from '../../config/index.ts'
import type { FeaturesDrafted } from '../../learn/index.ts'
import { openExplainer } from '../explain/explain-request.ts'
import { draftCount } from '../plan-count.ts'

/**
 * How many uses each feature of a draft would take, by the matcher that counts: another feature's pattern may be more
 * specific.
 */
export function measureDraft({ features, places }: FeaturesDrafted): readonly number[] {
  const uses = features.map(() => 0)
  if (features.length === 0) return uses
  const explain = openExplainer(planOf(features))
  for (const place of places) {
    const { featureIndex } = explain(place.path)
    if (featureIndex >= 0) uses[featureIndex] = (uses[featureIndex] ?? 0) + place.uses
  }
  return uses
}

/** The features without the patterns that those of others leave nothing to: `check` would name each. */
export function withoutUnreachable(features: FeaturesDrafted['features']): FeaturesDrafted['features'] {
  if (features.length === 0) return features
  const unreachable = new Set(
    planOf(features).remarks.flatMap((problem) => (problem.code === 'PATTERN_UNREACHABLE' ? [problem.pattern] : [])),
  )
  return features
    .map((feature) => ({ ...feature, match: feature.match.filter((pattern) => !unreachable.has(pattern)) }))
    .filter(({ match }) => match.length > 0)
}

function planOf(features: FeaturesDrafted['features']): ReturnType<typeof draftCount> {
  const text = JSON.stringify({
    service: { id: 'draft', name: 'draft' },
    features: features.map(({ match }, position) => ({ id: `f${position}`, match })),
    datasets: [{ by: ['day', 'feature'], measures: ['requests'] }],
  })
  const { configuration } = readConfiguration(text, 'draft', { folder: '/' })
  if (configuration === undefined) throw new Error('drafted features are sound')
  return draftCount({ configuration })
}
