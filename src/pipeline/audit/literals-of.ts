import type { PatternLiterals } from '../../audit/index.ts'
import type { Feature } from '../../domain/feature.ts'

/** The literal segments of every pattern that has one; and the id, which is a word for the feature too. */
export function literalsOf(features: readonly Pick<Feature, 'id' | 'match'>[]): readonly PatternLiterals[] {
  return features
    .flatMap(({ id, match }) => {
      const patterns = match.map(({ value }) => segmentsOf(value).filter(isLiteral))
      return [...patterns, [id]].map((literals) => ({ feature: id, literals }))
    })
    .filter(({ literals }) => literals.length > 0)
}

/** Whether one of the patterns is the home page. */
export function isHome({ match }: Pick<Feature, 'match'>): boolean {
  return match.some(({ value }) => value.includes('/') && segmentsOf(value).length === 0)
}

// A pattern is methods, a host, a path, conditions; the path begins at the first slash.
function segmentsOf(pattern: string): readonly string[] {
  const path = pattern.slice(pattern.indexOf('/')).split('?')[0] ?? ''
  return path.split('/').filter((segment) => segment !== '')
}

function isLiteral(segment: string): boolean {
  return !segment.startsWith(':') && !segment.startsWith('*')
}
