import type { PatternLiterals } from '../../audit/index.ts'
import { segmentsOf, type Feature } from '../../domain/feature.ts'

/** The literal segments of every pattern that has one; and the id, which is a word for the feature too. */
export function literalsOf(features: readonly Pick<Feature, 'id' | 'match'>[]): readonly PatternLiterals[] {
  return features
    .flatMap(({ id, match }) => {
      const patterns = match.map(({ value }) => segmentsOf(value).filter(isLiteral))
      return [...patterns, [id]].map((literals) => ({ feature: id, literals }))
    })
    .filter(({ literals }) => literals.length > 0)
}

function isLiteral(segment: string): boolean {
  return !segment.startsWith(':') && !segment.startsWith('*')
}
