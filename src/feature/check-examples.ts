import type { Feature, FeatureIndex } from '../domain/feature.ts'
import type { Problem } from '../domain/problem.ts'
import { withoutPassword } from '../domain/without-password.ts'
import { isFault, parsePattern } from './pattern/parse-pattern.ts'
import { USUAL_METHODS } from './pattern/route.ts'

/**
 * The examples that do not reach their feature.
 *
 * An example is `[METHOD ]/path?query`, with a host before the path where the pattern has one. Without a method it is
 * a GET, or the first method of the feature's first pattern if none of its patterns takes GET.
 *
 * @param decide what the whole program makes of `METHOD /path?query` or `METHOD host/path?query`
 */
export function checkExamples(
  features: readonly Feature[],
  decide: (request: string) => FeatureIndex,
): readonly Problem[] {
  return features.flatMap((feature, position) =>
    feature.examples.flatMap((example): Problem[] => {
      const index = decide(requestOf(example.value, feature))
      if (index === position) return []
      const taken = features[index]?.id
      return [
        {
          code: 'EXAMPLE_MISSES',
          place: example.place,
          example: withoutPassword(example.value),
          feature: feature.id,
          ...(taken === undefined ? {} : { taken }),
        },
      ]
    }),
  )
}

function requestOf(example: string, feature: Feature): string {
  const method = /^[A-Z][A-Z_-]* /.test(example) ? '' : `${usualMethod(feature)} `
  return method + example
}

function usualMethod(feature: Feature): string {
  const methods = feature.match.flatMap((written) => {
    const pattern = parsePattern(written.value, false)
    return isFault(pattern) ? [] : (pattern.methods ?? USUAL_METHODS)
  })
  return methods.includes('GET') ? 'GET' : (methods[0] ?? 'GET')
}
