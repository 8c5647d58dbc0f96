import type { Change } from '../../domain/change.ts'

/**
 * The version that follows, by the recipe of Data Package: a reader of the version before breaks (major), finds more
 * (minor), or finds the same, corrected (patch).
 *
 * @param version three numbers; without a change it stays
 */
export function nextVersion(version: string, changes: readonly Change[]): string {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  const weights = new Set(changes.map(({ kind }) => WEIGHTS[kind]))
  if (weights.has('major')) return `${major + 1}.0.0`
  if (weights.has('minor')) return `${major}.${minor + 1}.0`
  return weights.has('patch') ? `${major}.${minor}.${patch + 1}` : version
}

const WEIGHTS: Readonly<Record<Change['kind'], 'major' | 'minor' | 'patch'>> = {
  'dataset-begun': 'patch',
  'periods-added': 'minor',
  'feature-added': 'minor',
  'feature-removed': 'minor',
  'table-added': 'minor',
  'table-removed': 'minor',
  'periods-withheld': 'patch',
  'periods-revised': 'patch',
  'percentiles-raised': 'patch',
  'noise-key-replaced': 'patch',
  'state-adopted': 'patch',
  'text-corrected': 'patch',
  'protection-kept': 'patch',
  'not-begun': 'patch',
  // What came before and what comes after compare; there is a hole between.
  'feature-returned': 'minor',
  'table-returned': 'minor',
  'measure-returned': 'minor',
  // The column is new, or gone, which is major by itself.
  'measure-added': 'minor',
  'measure-removed': 'minor',
  'columns-changed': 'major',
  'tables-renamed': 'major',
  // Whoever reads the one file loses rows without a word; of a file a year readers know that January begins another.
  'table-split': 'major',
  'year-split': 'minor',
  // What a reader may do with the data, and the identifier under which programs and catalogues know it.
  'licence-changed': 'major',
  'address-changed': 'major',
  'publisher-changed': 'patch',
  'feature-redefined': 'major',
  'feature-renamed': 'major',
  'threshold-changed': 'major',
  'protection-changed': 'major',
  'timezone-changed': 'major',
  'hosts-changed': 'major',
  'sources-changed': 'minor',
  'robots-changed': 'major',
  // A change of the server's log is a break in the series: columns and rows mean what they meant.
  'formats-changed': 'minor',
}
